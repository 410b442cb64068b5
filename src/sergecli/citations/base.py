"""What a citation style is: functions that write a reference, and how to tell two apart."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from sergecli.citations import date_forms
from sergecli.citations.markup import Markup
from sergecli.model.csl import LETTER, Name, Reference
from sergecli.model.edtf import Date

if TYPE_CHECKING:
    from sergecli.citations.locators import Locator

Key = Callable[[Reference], str | None]


class NameRule(Enum):
    """Which names may grow when they are ambiguous (CSL 1.0.2, "Disambiguation").

    In each citation those that need it; or in all citations the first name,
    spelled out as far as needed, or to its initials only.
    """

    BY_CITE = "by-cite"
    PRIMARY = "primary-name"
    PRIMARY_INITIALS = "primary-name-with-initials"


class Hint(NamedTuple):
    """What sets one reference apart from the others of its bibliography.

    `shown` is the least number of names before "et al."; `suffix` follows the
    year ("b"); `titled` adds the title, shortened unless `whole`; `initials` and
    `spelled` are the people who need more than the family name; `repeated` replaces
    the names that the entry before has, too.
    """

    shown: int = 0
    suffix: str = ""
    titled: bool = False
    whole: bool = False
    initials: frozenset[Name] = frozenset()
    spelled: frozenset[Name] = frozenset()
    repeated: bool = False


NO_HINT = Hint()
UNDATED = "n.d."
# What has not appeared yet is sorted after every year.
LAST = "99999"


class Style(NamedTuple):
    """One style.

    `entry` writes a bibliography's entry, `cite` a citation in the text, or a note, with a
    locator; `sort` has the keys of the bibliography's order. `signature` is what
    a citation says as far as it can be ambiguous ("": it cannot be), `people`
    the names in it, list by list. `repeated`, if the style replaces the names that an
    entry begins with when the entry before has the same, gives these names.
    """

    entry: Callable[[Reference, Hint], Markup]
    cite: "Callable[[Reference, Hint, Locator | None], Markup]"
    sort: tuple[Key, ...]
    signature: Callable[[Reference, Hint], str]
    people: Callable[[Reference], tuple[tuple[Name, ...], ...]]
    names: NameRule = NameRule.BY_CITE
    suffixes: bool = False
    repeated: Callable[[Reference], tuple[Name, ...]] | None = None


def is_listed(reference: Reference) -> bool:
    """Return whether a bibliography has it: not a letter that nobody keeps."""
    return reference.type != LETTER or bool(reference.archive or reference.url)


def is_letter(reference: Reference) -> bool:
    """Return whether it is a dated letter in an archive or an edition."""
    return reference.type == LETTER or reference.letter_date is not None


def dates(reference: Reference) -> tuple[Date | None, Date | None]:
    """Return the year of the text, or of its first publication, and that of what is cited.

    A date of writing stands for the latter where there is no other.
    """
    written = reference.written or reference.letter_date
    if not written:
        return reference.original_date, reference.issued
    return (written, reference.issued) if reference.issued else (None, written)


def undated(reference: Reference, hint: Hint, forthcoming: str = "forthcoming") -> str:
    """Write "n.d." or the style's "forthcoming", with the letter that tells two such apart."""
    word = forthcoming if reference.status else UNDATED
    return f"{word}-{hint.suffix}" if hint.suffix else word


def sort_volume(reference: Reference) -> str | None:
    """Return the volume."""
    return reference.volume or None


def sort_date(reference: Reference) -> str:
    """Return the day of writing or of issue as digits."""
    return date_forms.sortable(reference.letter_date or reference.written or reference.issued)
