"""The notes of the Chicago Manual of Style, 18th edition (CMOS 13.20–13.36)."""

import re

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
from sergecli.citations.base import NO_HINT, Hint
from sergecli.citations.markup import Markup, affix, group, plain
from sergecli.citations.name_forms import Row
from sergecli.model.csl import LETTER, SERIALS, Name, Reference

_VERBS = {
    "editor": "ed.",
    "translator": "trans.",
    contributors.EDITOR_TRANSLATOR: "ed. and trans.",
}
_ROW = Row(least=3, shown=1)
_WORD = re.compile(r"\w+")
# Names are written by the functions below, which need fewer of them.
_READING = contributors.for_readers(chicago.ROW, NO_HINT)


def cite(reference: Reference, hint: Hint, page: str) -> Markup:
    """Write a note in full, with its full stop; `page` is the one that is cited."""
    names, label = contributors.lead_names(reference)
    rest = contributors.without_lead(reference)
    lead = plain(_say(names, hint) + label if names else "")
    body = group(
        ", ",
        _body(reference, rest, hint, chicago.chicago_pages(page)),
        titles.text(rest.archive),
        markup.link(rest.url),
    )
    # A letter's title follows its writer without a comma.
    written = reference.type == LETTER and reference.author
    return _closed(reference, group(" " if written else ", ", lead, body), names)


def short(reference: Reference, page: str) -> Markup:
    """Write a note for a work that has been cited before."""
    page = chicago.chicago_pages(page)
    with_volume = reference.type in {"book", "webpage"} and not reference.container_title
    place = _volume_and_page(reference, page) if with_volume else plain(page)
    names = contributors.lead_names(reference)[0]
    if reference.type == LETTER and not reference.author:
        return _closed(reference, group(", ", _nameless_letter(reference), place), ())
    whole = group(", ", _short_lead(reference), chicago.title(reference), place)
    led = not names and chicago.named_container(reference)
    return _closed(reference, whole, names, "container-title" if led else "title")


def signature(reference: Reference, _: Hint) -> str:
    """Give a short note's words if some of its names are left out, else "".

    Only then can its names, and with them the bibliography's, become more.
    """
    if all(len(names) < _ROW.least for names in named(reference)):
        return ""
    return " ".join(_WORD.findall(markup.unquoted(short(reference, "")))).casefold()


def named(reference: Reference) -> tuple[tuple[Name, ...], ...]:
    """Give the names in a short note, list by list."""
    if reference.type == LETTER:
        return (reference.author, reference.recipient) if reference.author else ()
    return (contributors.lead_names(reference)[0],)


def _closed(
    reference: Reference, whole: Markup, names: tuple[Name, ...], lead: str = "title"
) -> Markup:
    """End a note, and begin it with a capital.

    Not so for those who write their names without, and for a title, `lead`, that
    keeps its own.
    """
    small = any(name_forms.is_lower_case(name_forms.person(one)) for one in names)
    if not small and (names or lead not in reference.verbatim):
        whole = capitals.capital_first(whole)
    return markup.american(affix("", whole, "."))


# --- names -------------------------------------------------------------------


def _say(names: tuple[Name, ...], hint: Hint) -> str:
    return _ROW.write([name_forms.given_first(name_forms.person(one)) for one in names], hint.shown)


def _helped(reference: Reference, hint: Hint) -> list[Markup]:
    found = contributors.helpers(reference)
    return [plain(f"{_VERBS[role]} {_say(names, hint)}") for role, names in found]


def _short_lead(reference: Reference) -> Markup:
    """Write "Serge" or "Serge to Trotsky"."""
    if reference.type == LETTER:
        recipient = f"to {_families(reference.recipient)}" if reference.recipient else ""
        return markup.listed(" ", [_families(reference.author), recipient])
    names = contributors.lead_names(reference)[0]
    return plain(_families(names)) if names else chicago.named_container(reference)


def _nameless_letter(reference: Reference) -> Markup:
    """Write "“A Letter” to Trotsky"; a letter that is kept needs no recipient."""
    recipient = "" if base.is_listed(reference) else _families(reference.recipient)
    return group(" to ", chicago.title(reference), plain(recipient))


def _families(names: tuple[Name, ...]) -> str:
    return _ROW.write([name_forms.family_only(name_forms.person(one)) for one in names])


# --- kinds of sources --------------------------------------------------------


def _body(whole: Reference, rest: Reference, hint: Hint, page: str) -> Markup:
    """Write a note but for what it begins with, which `rest` has no more."""
    if whole.type in SERIALS:
        return _article(rest, hint, page)
    if whole.type == "webpage":
        return _web_page(whole, rest, hint, page)
    if whole.type == LETTER:
        return _letter(rest, hint, page)
    return _book(whole, rest, hint, page)


def _article(rest: Reference, hint: Hint, page: str) -> Markup:
    source = chicago.in_serial(rest, _READING, page)
    head = group(", ", chicago.title(rest), *_helped(rest, hint), source)
    return _joined(rest, head, _originally(rest))


def _web_page(whole: Reference, rest: Reference, hint: Hint, page: str) -> Markup:
    head = group(", ", chicago.title(rest), *_helped(rest, hint))
    container = titles.title(rest, "container-title")
    published = group(", ", container, chicago.published(rest, _READING))
    body = _joined(rest, head, group("; ", published, _originally(rest)))
    return group(", ", body, _place(whole, page, with_pages=not container))


def _joined(reference: Reference, head: Markup, tail: Markup) -> Markup:
    """Put a comma between, but none where the date is not certain."""
    return group(" " if date_forms.is_circa(reference.issued) else ", ", head, tail)


def _letter(rest: Reference, hint: Hint, page: str) -> Markup:
    recipient = f"to {_say(rest.recipient, hint)}" if rest.recipient else ""
    dated = group("; ", plain(chicago.issued(rest, _READING)), _originally(rest))
    helped = _helped(rest, hint)
    return group(", ", chicago.title(rest), plain(recipient), *helped, dated, plain(page))


def _book(whole: Reference, rest: Reference, hint: Hint, page: str) -> Markup:
    """Write a book or a chapter of one (CMOS 14.2–14.60)."""
    container = titles.italic_title(rest, "container-title")
    head = group(
        ", ",
        chicago.title(rest),
        affix("in ", container),
        plain("" if _volume_with_page(whole) else numbers.volume(rest)),
        *_helped(rest, hint),
        chicago.series(rest),
    )
    printed = group("; ", chicago.published(rest, _READING), _originally(rest))
    body = group(" ", head, affix("(", printed, ")"))
    return group(", ", body, _place(whole, page, with_pages=whole.type == "book"))


def _volume_with_page(reference: Reference) -> bool:
    helped = reference.editor or reference.translator
    return numbers.is_numeric(reference.volume) and not helped


def _place(reference: Reference, page: str, *, with_pages: bool) -> Markup:
    """Give the page that is cited, or volume and page "2:212" (CMOS 14.20)."""
    if _volume_with_page(reference):
        return markup.listed(":", [numbers.number(reference.volume), page])
    if page or numbers.is_numeric(reference.volume) or not with_pages:
        return plain(page)
    return plain(chicago.chicago_pages(reference.page))


def _volume_and_page(reference: Reference, page: str) -> Markup:
    mark = ":" if numbers.is_numeric(reference.volume) else ", "
    return markup.listed(mark, [numbers.number(reference.volume), page])


def _originally(reference: Reference) -> Markup:
    return chicago.originally(reference, "originally published as", _READING)
