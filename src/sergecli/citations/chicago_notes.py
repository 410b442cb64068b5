"""The notes of the Chicago Manual of Style, 18th edition (CMOS 13.20–13.36)."""

import re
from typing import TYPE_CHECKING

from sergecli.citations import (
    base,
    capitals,
    chicago,
    contributors,
    date_forms,
    markup,
    name_forms,
    numbers,
    titles,
)
from sergecli.citations.base import Hint
from sergecli.citations.contributors import Written
from sergecli.citations.markup import Markup, affix, group, plain
from sergecli.citations.name_forms import Row
from sergecli.model.csl import LETTER, SERIALS, Name, Reference

if TYPE_CHECKING:
    from sergecli.citations.locators import Locator

_VERBS = {
    "editor": "ed.",
    "translator": "trans.",
    contributors.EDITOR_TRANSLATOR: "ed. and trans.",
    "reviser": "translation rev.",
}
_ROW = Row(least=3, shown=1)
_WORD = re.compile(r"\w+")


def cite(reference: Reference, hint: Hint, locator: "Locator | None") -> Markup:
    """Write a note in full, with its full stop."""
    names, label = contributors.lead_names(reference)
    rest = contributors.without_lead(reference)
    written = contributors.written(_ROW, hint)
    lead = written(names) + chicago.pseudonym(reference) + label if names else ""
    place = locator.in_chicago() if locator else ""
    letter = base.is_letter(reference) and names and reference.recipient
    if letter:
        lead += f" to {written(reference.recipient)}"
    body = group(
        ", ",
        plain(lead),
        _body(reference, rest, () if letter else _title(reference), written, place),
        markup.link(rest.url),
    )
    online = reference.type in chicago.ONLINE
    original = chicago.originally(rest) if online else ()
    return _closed(reference, group("; ", body, original), names)


def short(reference: Reference, locator: "Locator | None") -> Markup:
    """Write a note for a work that has been cited before."""
    place = locator.in_chicago() if locator else ""
    with_volume = reference.type == "book" and not reference.container_title
    placed = _volume_and_page(reference, place) if with_volume else plain(place)
    names = contributors.lead_names(reference)[0]
    if base.is_letter(reference) and names and reference.recipient:
        lead = f"{_families(names)} to {_families(reference.recipient)}"
        day = chicago.letter_date(reference)
        return _closed(reference, group(", ", plain(lead), plain(day), placed), names)
    if titles.is_description(reference):
        return _closed(
            reference, group(", ", plain(_families(names)), _title(reference), placed), names
        )
    title = chicago.short_title(reference)
    return _closed(reference, group(", ", plain(_families(names)), title, placed), names)


def _title(reference: Reference) -> Markup:
    """Write a title, or a description in lower case if there is no title."""
    if titles.is_description(reference):
        return titles.description(reference, within=True)
    return chicago.title(reference)


def signature(reference: Reference, _: Hint) -> str:
    """Return the words of a short note if it leaves out some of the names, else "".

    Only then can more names be added, to the note and to the bibliography.
    """
    if all(len(names) < _ROW.least for names in named(reference)):
        return ""
    return " ".join(_WORD.findall(markup.unquoted(short(reference, None)))).casefold()


def named(reference: Reference) -> tuple[tuple[Name, ...], ...]:
    """Return the names in a short note, list by list."""
    if base.is_letter(reference):
        return (reference.author, reference.recipient) if reference.author else ()
    return (contributors.lead_names(reference)[0],)


def _closed(reference: Reference, whole: Markup, names: tuple[Name, ...]) -> Markup:
    """End a note with a full stop, and begin it with a capital.

    There is no capital before a name written in lower case, or a title in another language.
    """
    small = any(name_forms.is_lower_case(name_forms.person(name)) for name in names)
    if not small and (names or "title" not in reference.verbatim):
        whole = capitals.capital_first(whole)
    return markup.american(affix("", whole, "."), comma=True)


# --- names -------------------------------------------------------------------


def _helped(reference: Reference, written: Written) -> list[Markup]:
    roles = contributors.helpers(reference)
    return [plain(f"{_VERBS[role]} {written(names)}") for role, names in roles]


def _families(names: tuple[Name, ...]) -> str:
    return _ROW.write([name_forms.family_only(name_forms.person(name)) for name in names])


# --- kinds of sources --------------------------------------------------------


def _body(whole: Reference, rest: Reference, title: Markup, written: Written, page: str) -> Markup:
    """Write a note from its title on; `rest` is without the people it begins with."""
    if whole.type in chicago.ONLINE:
        return group(", ", title, _web_page(rest, written, page))
    archive = titles.text(rest.archive)
    if whole.type in SERIALS:
        source = chicago.in_serial(rest, page)
        about = chicago.attributed(rest), _day(rest), chicago.part(rest), *_helped(rest, written)
        return group(", ", title, *about, source, archive)
    return group(", ", _book(whole, rest, title, written, page), archive)


def _web_page(rest: Reference, written: Written, page: str) -> Markup:
    """Write the site and the date of a page, and a letter's day, which follows the recipient."""
    day = plain(date_forms.bracketed(rest.written, date_forms.FULL))
    if rest.type == LETTER:
        day = _day(rest)
    return group(
        ", ",
        chicago.attributed(rest),
        chicago.excerpt(rest),
        day,
        *_helped(rest, written),
        chicago.site(rest),
        plain(page),
    )


def _day(rest: Reference) -> Markup:
    """Return the day of a letter, which follows the recipient."""
    return plain(chicago.letter_date(rest) if base.is_letter(rest) else "")


def _book(whole: Reference, rest: Reference, title: Markup, written: Written, page: str) -> Markup:
    """Write a book or a chapter (CMOS 14.2–14.60)."""
    chapter = rest.type == "chapter"
    text, book = contributors.split(rest) if chapter else (None, rest)
    head = group(
        ", ",
        title,
        _day(rest),
        *(_helped(text, written) if text else ()),
        affix("in ", chicago.container(rest)),
        () if _volume_with_page(whole) else chicago.volume(rest),
        *_helped(book, written),
        chicago.series(rest),
    )
    printed = affix("(", chicago.published(rest), ")")
    place = _place(whole, page, with_pages=whole.type == "book")
    return group(", ", group(" ", head, printed), place)


def _volume_with_page(reference: Reference) -> bool:
    helped = reference.editor or reference.translator
    return numbers.is_numeric(reference.volume) and not helped


def _place(reference: Reference, page: str, *, with_pages: bool) -> Markup:
    """Return the page that is cited, or volume and page "2:212" (CMOS 14.20)."""
    if _volume_with_page(reference):
        return markup.listed(":", [numbers.number(reference.volume), page])
    if page or numbers.is_numeric(reference.volume) or not with_pages:
        return plain(page)
    return plain(chicago.chicago_pages(reference.page))


def _volume_and_page(reference: Reference, page: str) -> Markup:
    mark = ":" if numbers.is_numeric(reference.volume) else ", "
    return markup.listed(mark, [numbers.number(reference.volume), page])
