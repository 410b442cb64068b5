"""The Chicago Manual of Style, 18th edition: notes, and the bibliography that goes with them.

The reference implementation is the CSL style `chicago-notes-bibliography`; the
numbers in brackets are sections of the manual.
"""

import re
from functools import partial
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
from sergecli.citations.base import Hint, Style
from sergecli.citations.contributors import Written
from sergecli.citations.markup import Markup, affix, group, plain
from sergecli.citations.name_forms import Row
from sergecli.model.csl import LETTER, ONLINE, SERIALS, Name, Reference

if TYPE_CHECKING:
    from sergecli.citations.locators import Locator

_VERBS = {
    "editor": "ed.",
    "translator": "trans.",
    contributors.EDITOR_TRANSLATOR: "ed. and trans.",
    "reviser": "rev.",
    contributors.TRANSLATION_REVISER: "translation rev.",
}
_helped = partial(contributors.helped, verbs=_VERBS)
_ROW = Row(least=3, shown=1)
_WORD = re.compile(r"\w+")


# --- the bibliography (CMOS 13.20) -------------------------------------------


def entry(reference: Reference, hint: Hint) -> Markup:
    """Write one entry of a bibliography, with its full stop."""
    if not base.is_listed(reference):
        return ()
    lead, rest = chicago.lead(reference, hint)
    written = contributors.written(chicago.ROW, hint)
    whole = group(
        ". ",
        lead,
        *_titled(chicago.title(reference) if rest.title else (), rest, written),
        *_source(rest, written),
        capitals.capital_first(chicago.originally(rest)),
        capitals.capital_first(chicago.archive(rest)) if rest.type != LETTER else (),
        markup.link(rest.url),
    )
    return markup.american(affix("", whole, "."), comma=True)


def _titled(title: Markup, reference: Reference, written: Written) -> list[Markup]:
    """Return the title and the statements after it: "Edited by …" (13.87–13.101)."""
    if reference.type == "chapter":
        reference = contributors.split(reference)[0]
    helped = contributors.helped(reference, written)
    edition = chicago.edition(reference) if reference.type == "book" else ()
    if reference.type == "book" and (reference.volume or reference.volume_of):
        volume = capitals.capital_first(chicago.volume(reference))
        return [title, capitals.capital_first(edition), group(", ", volume, *helped)]
    day = _day(reference) or plain(date_forms.bracketed(reference.written, date_forms.FULL))
    if base.is_letter(reference) and reference.recipient:
        title, day = chicago.letter(reference, written), ()
    return [title, *map(capitals.capital_first, (edition, *chicago.about(reference), day, *helped))]


def _source(reference: Reference, written: Written) -> tuple[Markup, ...]:
    if reference.type in SERIALS:
        return (chicago.in_serial(reference),)
    if reference.type in ONLINE:
        return (capitals.capital_first(chicago.site(reference)),)
    return (
        chicago.inside(reference, written, volume_first=True),
        chicago.series(reference),
        chicago.published(reference, capital=True),
    )


# --- notes (CMOS 13.20–13.36) ------------------------------------------------


def cite(reference: Reference, hint: Hint, locator: "Locator | None") -> Markup:
    """Write a note in full, with its full stop."""
    names = contributors.leads(reference)
    rest = contributors.without_lead(reference)
    written = contributors.written(_ROW, hint)
    lead = written(names) + chicago.after_names(reference) if names else ""
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
    original = chicago.originally(rest) if reference.type in ONLINE else ()
    return _closed(reference, group("; ", body, original))


def short(reference: Reference, locator: "Locator | None") -> Markup:
    """Write a note for a work that has been cited before."""
    place = locator.in_chicago() if locator else ""
    with_volume = reference.type == "book" and not reference.container_title
    placed = _volume_and_page(reference, place) if with_volume else plain(place)
    names = contributors.leads(reference)
    lead, title = contributors.families(names, _ROW), chicago.short_title(reference)
    if base.is_letter(reference) and names and reference.recipient:
        lead += f" to {contributors.families(reference.recipient, _ROW)}"
        title = plain(chicago.letter_date(reference))
    elif titles.is_description(reference):
        title = _title(reference)
    return _closed(reference, group(", ", plain(lead), title, placed))


def _title(reference: Reference) -> Markup:
    """Write a title, or the description of an untitled text in lower case."""
    if titles.is_only_review(reference):
        return chicago.book_reviewed(reference)
    if titles.is_description(reference):
        return titles.description(reference, within=True)
    return chicago.title(reference)


def _signature(reference: Reference, _: Hint) -> str:
    """Return the words of a short note if it leaves out some of the names, else "".

    Only then can more names be added, to the note and to the bibliography.
    """
    if all(len(names) < _ROW.least for names in _named(reference)):
        return ""
    return " ".join(_WORD.findall(markup.unquoted(short(reference, None)))).casefold()


def _named(reference: Reference) -> tuple[tuple[Name, ...], ...]:
    """Return the names in a short note, list by list."""
    if base.is_letter(reference):
        return (reference.author, reference.recipient) if reference.author else ()
    return contributors.people(reference)


def _closed(reference: Reference, whole: Markup) -> Markup:
    """End a note with a full stop, and begin it with a capital.

    No capital is added to a name written in lower case, or a title in another language.
    """
    names = contributors.leads(reference)
    small = any(name_forms.is_lower_case(name_forms.person(name)) for name in names)
    if not small and (names or "title" not in reference.verbatim):
        whole = capitals.capital_first(whole)
    return markup.american(affix("", whole, "."), comma=True)


# --- kinds of sources --------------------------------------------------------


def _body(whole: Reference, rest: Reference, title: Markup, written: Written, page: str) -> Markup:
    """Write a note from its title on; `rest` is without the people it begins with."""
    archive = chicago.archive(rest) if whole.type != LETTER else ()
    if whole.type in ONLINE:
        return group(", ", title, _web_page(rest, written, page), archive)
    if whole.type in SERIALS:
        source = chicago.in_serial(rest, page)
        about = _day(rest), *chicago.about(rest), *_helped(rest, written)
        return group(", ", title, *about, source, archive)
    return group(", ", _book(whole, rest, title, written, page), archive)


def _web_page(rest: Reference, written: Written, page: str) -> Markup:
    """Write the site and the date of a page, and a letter's day, which follows the recipient."""
    day = plain(date_forms.bracketed(rest.written, date_forms.FULL))
    return group(
        ", ",
        *chicago.about(rest),
        _day(rest) if rest.type == LETTER else day,
        *_helped(rest, written),
        chicago.site(rest),
        plain(page),
    )


def _day(rest: Reference) -> Markup:
    """Return the day of a letter, which follows the recipient."""
    return plain(chicago.letter_date(rest) if base.is_letter(rest) else "")


def _book(whole: Reference, rest: Reference, title: Markup, written: Written, page: str) -> Markup:
    """Write a book or a chapter (14.2–14.60)."""
    chapter = rest.type == "chapter"
    text, book = contributors.split(rest) if chapter else (None, rest)
    head = group(
        ", ",
        title,
        _day(rest),
        *(_helped(text, written) if text else ()),
        affix("in ", chicago.container(rest)),
        chicago.edition(rest),
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
    """Return the page that is cited, or volume and page "2:212" (14.20)."""
    if _volume_with_page(reference):
        return _volume_and_page(reference, page)
    if page or numbers.is_numeric(reference.volume) or not with_pages:
        return plain(page)
    return plain(chicago.pages(reference.page))


def _volume_and_page(reference: Reference, page: str) -> Markup:
    mark = ":" if numbers.is_numeric(reference.volume) else ", "
    return group(mark, plain(numbers.number(reference.volume)), plain(page))


STYLE = Style(
    entry=entry,
    cite=cite,
    sort=(chicago.sort_lead,),
    signature=_signature,
    people=_named,
)
