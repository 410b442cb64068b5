"""Citation styles: a `Reference` becomes `Markup`.

A style is a module, loaded when it is first asked for.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

from sergecli.citations.base import NO_HINT, Style
from sergecli.citations.disambiguation import Hints, hints
from sergecli.citations.markup import Markup
from sergecli.errors import UsageError
from sergecli.model.csl import Name, Reference
from sergecli.text.english import check_among

if TYPE_CHECKING:
    from sergecli.citations.locators import Locator

    _ShortNote = Callable[[Reference, Locator | None], Markup]

_MODULES = {
    "chicago": "chicago_notes",
    "chicago-author-date": "chicago_author_date",
    "mla": "mla",
    "apa": "apa",
}
STYLES: tuple[str, ...] = tuple(_MODULES)
IN_TEXT: tuple[str, ...] = tuple(name for name in STYLES if name != "chicago")


def entry(reference: Reference, style: str) -> Markup:
    """Write an entry as in a bibliography that has no other.

    Empty if the style does not list such a source (see `is_listed`).
    """
    return _style(style).entry(reference, NO_HINT)


def arranged(
    references: Iterable[Reference],
    style: str,
    arrange: Callable[[list[Reference]], list[list[Reference]]] = lambda listed: [listed],
) -> list[list[tuple[Reference, Markup]]]:
    """Write a bibliography in sections, which `arrange` makes from the references in order.

    Works of one author and year get letters ("1936a"), unique in the whole bibliography, if the
    style has the date in its citations; MLA replaces a name repeated within a section by a dash.
    """
    chosen = _style(style)
    found = _unique(references)
    listed = _ordered(found, chosen)
    said = hints(listed if chosen.suffixes else found, chosen, listed=True)
    sections = arrange(listed)
    for section in sections:
        _mark_repeated(section, said, chosen)
    return [[(one, chosen.entry(one, said[one.id])) for one in section] for section in sections]


def note(reference: Reference, locator: str = "") -> Markup:
    """Write a full Chicago note; the locator is the place cited, "212" or "chap. 3".

    Like the other functions with a locator, raises UsageError if it cannot be read.
    """
    return _style("chicago").cite(reference, NO_HINT, _located(locator))


def short_note(reference: Reference, locator: str = "") -> Markup:
    """Write a shortened Chicago note, for a work that an earlier note has cited."""
    short = import_module("sergecli.citations.chicago_notes").short
    return cast("_ShortNote", short)(reference, _located(locator))


def notes(references: Sequence[Reference], locators: Sequence[str]) -> list[Markup]:
    """Write the notes of a manuscript: in full when a work is first cited, then shortened.

    "Ibid." is not used (CMOS 13.37).
    """
    cited: set[str] = set()
    written = []
    for one, locator in zip(references, locators, strict=True):
        write = short_note if one.id in cited else note
        written.append(write(one, locator))
        cited.add(one.id)
    return written


def in_text(
    references: Sequence[Reference], style: str, locator: str | Sequence[str] = ""
) -> list[Markup]:
    """Write the citation of each reference in the running text, "(Serge 1938b, 212)".

    It distinguishes the reference from the others, which are assumed to be cited
    in the same text. There is one locator for all, or one for each.
    """
    if style == "chicago":
        raise UsageError(
            f"chicago cites in notes, not in the text; styles that do: {', '.join(IN_TEXT)}"
        )
    chosen = _style(style)
    found = _unique(references)
    said = hints(_ordered(found, chosen) if chosen.suffixes else found, chosen)
    locators = [locator] * len(references) if isinstance(locator, str) else locator
    pairs = zip(references, map(_located, locators), strict=True)
    return [chosen.cite(one, said[one.id], located) for one, located in pairs]


def _located(written: str) -> "Locator | None":
    """Read a locator, if there is one."""
    if not written:
        return None
    from sergecli.citations import locators  # noqa: PLC0415 - few citations have one

    return locators.parse(written)


def _style(name: str) -> Style:
    check_among("style", name, STYLES)
    return cast("Style", import_module(f"sergecli.citations.{_MODULES[name]}").STYLE)


def _ordered(found: list[Reference], style: Style) -> list[Reference]:
    """Put references in the style's order; a single one does not need the import."""
    if len(found) > 1:
        from sergecli.citations.sorting import ordered  # noqa: PLC0415

        return ordered(found, style.sort)
    return found


def _unique(references: Iterable[Reference]) -> list[Reference]:
    return list({one.id: one for one in references}.values())


def _mark_repeated(listed: Sequence[Reference], said: Hints, style: Style) -> None:
    if style.repeated is None:
        return
    before: tuple[Name, ...] = ()
    for one in listed:
        names = style.repeated(one)
        if names and names == before:
            said[one.id] = said[one.id]._replace(repeated=True)
        before = names
