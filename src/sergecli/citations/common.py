"""What the styles have in common: titles, roles, numbers and pages."""

import re
from collections.abc import Sequence
from functools import lru_cache

from sergecli.citations import date_forms, markup, name_forms
from sergecli.citations.base import Hint, Manner
from sergecli.citations.markup import Markup, group
from sergecli.citations.name_forms import Row
from sergecli.model.csl import LETTER, SERIALS, Name, Reference
from sergecli.model.languages import same

_NUMERIC_PARTS = re.compile(r"\s*[,&-]\s*")
_DASH = re.compile(r"\s*[-–]\s*")

UNDATED = "n.d."
EDITOR_TRANSLATOR = "editor-translator"
ALL_DIGITS = 99
_VERBS = {
    "editor": "edited by",
    "translator": "translated by",
    EDITOR_TRANSLATOR: "edited and translated by",
}


# --- titles and other words --------------------------------------------------


def title(reference: Reference, variable: str = "title") -> Markup:
    """Give a title in headline-style capitals, unless it is not English."""
    return _title(_value(reference, variable), _keeps(reference, variable))


def _keeps(reference: Reference, variable: str) -> bool:
    """Tell whether a title keeps its capitals, not being English (CSL 1.0.2, "Text-case")."""
    foreign = bool(reference.language) and not same(reference.language, "en")
    return foreign or variable in reference.verbatim


@lru_cache(maxsize=4096)
def _title(value: str, verbatim: bool, *, last: bool = True) -> Markup:  # noqa: FBT001 - cached
    """Set a title once: the order of a bibliography asks for it before the entry does."""
    parsed = markup.parse(value)
    return parsed if verbatim else markup.headline(parsed, last=last)


def italic_title(reference: Reference, variable: str = "title") -> Markup:
    """Give a title in headline-style capitals and italics.

    As in the reference implementation, its last word is like any other.
    """
    value = _value(reference, variable)
    return markup.italic(_title(value, _keeps(reference, variable), last=False))


def as_given(reference: Reference, variable: str = "title") -> Markup:
    """Give a title in its own capitals."""
    return markup.parse(_value(reference, variable))


def _value(reference: Reference, variable: str) -> str:
    return str(getattr(reference, variable.replace("-", "_")))


@lru_cache(maxsize=4096)
def text(value: str) -> Markup:
    """Give a text, or nothing."""
    return markup.parse(value)


def plain(value: str) -> Markup:
    """Give a text that is ready to be set, or nothing."""
    return (value,) if value else ()


def listed(delimiter: str, parts: Sequence[str]) -> Markup:
    """Join texts that are ready to be set."""
    return group(delimiter, *map(plain, parts))


def capitalized(value: str) -> str:
    """Capitalize the first letter."""
    return value[:1].upper() + value[1:]


# --- people ------------------------------------------------------------------


def is_listed(reference: Reference) -> bool:
    """Tell whether a bibliography has it: not a letter that nobody keeps."""
    return reference.type != LETTER or bool(reference.archive or reference.url)


def lead_names(reference: Reference) -> tuple[tuple[Name, ...], str]:
    """Give who stands first, and the role's label."""
    if reference.author:
        return reference.author, ""
    if reference.editor:
        return reference.editor, ", eds." if len(reference.editor) > 1 else ", ed."
    return reference.translator, ", trans."


def without_lead(reference: Reference) -> Reference:
    """Give the reference without the people who stand first."""
    if reference.author:
        return reference._replace(author=())
    if reference.editor:
        return reference._replace(editor=())
    return reference._replace(translator=())


def roles(
    editor: tuple[Name, ...], translator: tuple[Name, ...]
) -> list[tuple[str, tuple[Name, ...]]]:
    """List who edited and translated; the same people in both roles once."""
    if editor and editor == translator:
        return [(EDITOR_TRANSLATOR, editor)]
    both = (("editor", editor), ("translator", translator))
    return [(role, names) for role, names in both if names]


def helpers(reference: Reference) -> list[tuple[str, tuple[Name, ...]]]:
    """List who edited and translated; a periodical's editors do not count."""
    editor = () if reference.type in SERIALS else reference.editor
    return roles(editor, reference.translator)


def helped(reference: Reference, manner: Manner) -> list[str]:
    """Say "edited by …", "translated by …", or both in one."""
    return [
        f"{_VERBS[role]} {manner.names(names)}" if manner.labels else manner.names(names)
        for role, names in helpers(reference)
    ]


def reading(row: Row, hint: Hint, *, initials: bool = False) -> Manner:
    """Write names as they are spoken: "Peter Sedgwick and Ian Birchall"."""

    def spoken(names: tuple[Name, ...]) -> str:
        written = [
            name_forms.given_first(name_forms.person(one), initials=initials) for one in names
        ]
        return row.write(written, hint.shown)

    return Manner(spoken, date_forms.written)


def sorting(row: Row, *, demote: bool = False) -> Manner:
    """Write names and dates as the order of a bibliography asks for them."""

    def compared(names: tuple[Name, ...]) -> str:
        return sort_names(names if len(names) < row.least else names[: row.shown], demote=demote)

    return Manner(compared, date_forms.sortable, labels=False)


def undated(hint: Hint) -> str:
    """Write "n.d.", with the letter that tells two such apart."""
    return f"{UNDATED}-{hint.suffix}" if hint.suffix else UNDATED


def sort_names(names: Sequence[Name], *, demote: bool = False) -> str:
    """Write names for sorting: each by the family's name, with nothing between them.

    That is how the reference implementation compares them.
    """
    return "".join(name_forms.family_first(name_forms.person(one), demote=demote) for one in names)


# --- numbers and pages -------------------------------------------------------


def number(value: str) -> str:
    """Write a number without leading zeros; other values stay."""
    return str(int(value)) if value.isascii() and value.isdigit() else value


def is_numeric(value: str) -> bool:
    """Tell whether each part of a value has a digit (CSL 1.0.2, "is-numeric")."""
    parts = _NUMERIC_PARTS.split(value)
    return all(re.search(r"\d", part) and " " not in part for part in parts)


def is_plural(value: str) -> bool:
    """Tell whether a value has several parts: "4–5", but not "45"."""
    return any(char in ",;–-" or char.isspace() for char in value)


def labelled(value: str, singular: str, plural: str) -> str:
    """Write "no. 4" or "nos. 4–5"."""
    return f"{plural if is_plural(value) else singular} {number(value)}" if value else ""


def volume(reference: Reference) -> str:
    """Write "vol. 2", or the volume alone if it is not a number."""
    value = reference.volume
    return labelled(value, "vol.", "vols.") if is_numeric(value) else value


def pages(value: str, least: int = 1, *, chicago: bool = False) -> str:
    """Write page ranges (CSL 1.0.2, "Page Ranges").

    At least so many digits of the second number stay; `chicago` follows the
    Chicago Manual of Style (9.63).
    """
    return ", ".join(_range(one.strip(), least, chicago=chicago) for one in value.split(","))


def _range(value: str, least: int, *, chicago: bool) -> str:
    ends = _DASH.split(value)
    if len(ends) != 2:  # noqa: PLR2004 - one page, or no range
        return "–".join(ends)
    (before, first), (between, last) = map(_number_at_end, ends)
    if between not in {"", before}:
        return "–".join(ends)
    last = first[: max(0, len(first) - len(last))] + last
    if len(first) < len(last):
        return f"{before}{first}–{last}"
    if least >= ALL_DIGITS:
        return f"{before}{first}–{before}{last}"
    if chicago:
        least = _chicago_digits(first, last)
    return f"{before}{first}–{_shortened(first, last, least)}"


def _number_at_end(value: str) -> tuple[str, str]:
    stem = value.rstrip("0123456789")
    return stem, value[len(stem) :]


def _chicago_digits(first: str, last: str) -> int:
    """Tell how many digits of the second number Chicago keeps at least."""
    if len(first) < 3 or first.endswith("00"):  # noqa: PLR2004 - below 100
        return len(last)
    if first[-2] == "0":
        return 1
    return 2


def _shortened(first: str, last: str, least: int) -> str:
    pairs = enumerate(zip(first, last, strict=True))
    same = next((i for i, (one, other) in pairs if one != other), len(first))
    return last[min(same, max(0, len(last) - least)) :]


# --- the order of a bibliography ---------------------------------------------


def sort_volume(reference: Reference) -> str | None:
    """Give the volume."""
    return reference.volume or None


def sort_issued(reference: Reference) -> str | None:
    """Give the day of issue as digits."""
    return date_forms.digits(reference.issued)


def sort_original(reference: Reference) -> str | None:
    """Give the first printing's day as digits."""
    return date_forms.digits(reference.original_date)


def sort_archive(reference: Reference) -> str | None:
    """Give the archive."""
    return reference.archive
