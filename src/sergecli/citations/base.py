"""The parts of a citation style: functions that write references and tell similar ones apart."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from sergecli.citations.markup import Markup
from sergecli.model.csl import LETTER, Name, Reference
from sergecli.model.edtf import Date

if TYPE_CHECKING:
    from sergecli.citations.locators import Locator

Key = Callable[[Reference], str | None]


class NameRule(Enum):
    """Which names are written more fully when ambiguous (CSL 1.0.2, "Disambiguation").

    Either any name, in the citations that need it; or the first name in all citations,
    spelled out as far as needed, or only with its initials.
    """

    BY_CITE = "by-cite"
    PRIMARY = "primary-name"
    PRIMARY_INITIALS = "primary-name-with-initials"


class Hint(NamedTuple):
    """What distinguishes a reference from the others in its bibliography.

    `shown` is the least number of names before "et al."; `suffix` follows the
    year ("b"); `titled` adds the title, shortened unless `whole`; `initials` and
    `spelled` are the people who need more than the family name; `repeated` replaces
    names that are the same as in the previous entry.
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
# The sort key of forthcoming works, after all years.
LAST = "99999"


class Style(NamedTuple):
    """A citation style.

    `entry` writes an entry of a bibliography; `cite` writes a citation in the text, or a
    note, with a locator; `sort` has the sort keys that come before the title, the volume
    and the day, by which all styles sort. `signature` returns
    the part of a citation that can be ambiguous, or "" if it cannot be; `people` returns the
    names in it, list by list. `repeated` is for styles that replace names already in the
    previous entry: it returns the names that an entry begins with.
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
    """Return whether bibliographies list a source: not letters in no archive and not online."""
    return reference.type != LETTER or bool(reference.archive or reference.url)


def is_letter(reference: Reference) -> bool:
    """Return whether a reference is to a dated letter, in an archive or an edition."""
    return reference.type == LETTER or reference.letter_date is not None


def is_entry_online(reference: Reference) -> bool:
    """Return whether a text is an entry of a dictionary or an encyclopedia on the web."""
    return reference.reference_work and bool(reference.url) and not reference.page


def dates(reference: Reference) -> tuple[Date | None, Date | None]:
    """Return the date of the text or of its first publication, and that of the cited publication.

    If the latter has no date, the date of writing takes its place.
    """
    written = reference.written or reference.letter_date
    if not written:
        return reference.original_date, reference.issued
    return (written, reference.issued) if reference.issued else (None, written)


def undated(reference: Reference, hint: Hint, forthcoming: str = "forthcoming") -> str:
    """Write "n.d." or the style's "forthcoming", with the letter that distinguishes two."""
    word = forthcoming if reference.status else UNDATED
    return f"{word}-{hint.suffix}" if hint.suffix else word
