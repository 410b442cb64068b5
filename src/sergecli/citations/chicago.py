"""What the styles of the Chicago Manual of Style, 18th edition, have in common.

The numbers in brackets are sections of the manual.
"""

from sergecli.citations import (
    base,
    capitals,
    contributors,
    date_forms,
    markup,
    name_forms,
    numbers,
    titles,
)
from sergecli.citations.base import Hint, Rendering
from sergecli.citations.date_forms import Form
from sergecli.citations.markup import Markup, affix, group, plain, quoted
from sergecli.citations.name_forms import Row
from sergecli.model.csl import LETTER, SERIALS, Name, Reference

BOOKS = frozenset({"book", "chapter"})
_QUOTED_ALONE = frozenset({"webpage", LETTER})
_LEAD_ROW = Row(least=7, shown=3, serial=True)
ROW = Row(least=7, shown=3)


# --- names (CMOS 13.74–13.82) ------------------------------------------------


def lead(reference: Reference, hint: Hint) -> tuple[Markup, Reference]:
    """Give what an entry begins with, and the reference without it."""
    names, label = contributors.lead_names(reference)
    if names:
        return plain(_inverted(names, hint) + label), contributors.without_lead(reference)
    return nameless_lead(reference)


def nameless_lead(reference: Reference) -> tuple[Markup, Reference]:
    """Begin with the newspaper, the website or the title (13.81)."""
    container = named_container(reference)
    if container:
        return container, reference._replace(container_title="")
    return title(reference), reference._replace(title="")


def named_container(reference: Reference) -> Markup:
    """Give the newspaper or the website that stands for an author."""
    if reference.type == "article-newspaper":
        return titles.italic_title(reference, "container-title")
    return titles.title(reference, "container-title") if reference.type == "webpage" else ()


def _inverted(names: tuple[Name, ...], hint: Hint) -> str:
    """Write "Serge, Victor, and Benjamin Fondane" (13.76)."""
    first, *others = map(name_forms.person, names)
    written = [name_forms.family_first(first, demote=True), *map(name_forms.given_first, others)]
    return _LEAD_ROW.write(written, hint.shown)


FOR_SORTING = contributors.for_sorting(ROW, demote=True)


# --- titles and contributors (CMOS 13.87–13.101) -----------------------------


def title(reference: Reference) -> Markup:
    """Write a title in italics or in quotation marks."""
    alone = not reference.container_title and reference.type not in _QUOTED_ALONE
    if alone or reference.type == "book":
        return titles.italic_title(reference)
    return quoted(titles.title(reference))


def to(reference: Reference, rendering: Rendering) -> Markup:
    """Write "To Leon Trotsky"."""
    if reference.type != LETTER or not reference.recipient:
        return ()
    return plain(("To " if rendering.labels else "") + rendering.names(reference.recipient))


# --- books and periodicals ---------------------------------------------------


def series(reference: Reference) -> Markup:
    """Write a series and the number in it."""
    name = titles.title(reference, "collection-title")
    return group(", ", name, plain(numbers.labelled(reference.issue, "no.", "nos.")))


def publisher(reference: Reference) -> Markup:
    """Give the publisher, or else the place."""
    return titles.text(reference.publisher or reference.publisher_place)


def published(reference: Reference, rendering: Rendering, *, capital: bool = False) -> Markup:
    """Write "1932; Gallimard, 1971": first printing, publisher, year (14.16)."""
    original = "" if reference.original_title else original_date(reference, rendering)
    house = publisher(reference)
    if capital:
        house = capitals.capital_first(house)
    return group(", ", group("; ", plain(original), house), plain(issued(reference, rendering)))


def in_serial(reference: Reference, rendering: Rendering, page: str = "") -> Markup:
    """Write where it stands in a periodical (14.67–14.98)."""
    container = titles.italic_title(reference, "container-title")
    dated = plain(issued(reference, rendering))
    if reference.type == "article-newspaper":
        return group(", ", container, dated, plain(page))
    located = plain(page or chicago_pages(reference.page))
    if not (reference.volume or reference.issue):
        return group(", ", container, dated, located)
    issue = plain(numbers.labelled(reference.issue, "no.", "nos."))
    numbered = group(", ", plain(numbers.number(reference.volume)), issue)
    placed = group(": ", group(" ", numbered, affix("(", dated, ")")), located)
    return group(" " if reference.volume else ", ", container, placed)


def chicago_pages(value: str) -> str:
    """Shorten page ranges as the manual does (9.63)."""
    return numbers.pages(value, chicago=True) if value else ""


def originally(reference: Reference, words: str, rendering: Rendering) -> Markup:
    """Write "Originally published as Ville conquise (1932)" (14.16)."""
    if not reference.original_title:
        return ()
    name = titles.italic_title(reference, "original-title")
    dated = plain(original_date(reference, rendering))
    return group(" ", plain(words), name, affix("(", dated, ")"))


# --- dates (CMOS 13.102–13.104, 14.44) ---------------------------------------


def issued(reference: Reference, rendering: Rendering) -> str:
    """Write as much of the date as the kind of source needs, or else "n.d."."""
    form = date_forms.FULL if reference.type == "article-newspaper" else _form(reference)
    undated = reference.type == "webpage" or not base.is_listed(reference)
    return rendering.bracketed(reference.issued, form) or ("" if undated else base.UNDATED)


def original_date(reference: Reference, rendering: Rendering) -> str:
    """Write as much of the first printing's date as of the other."""
    return rendering.bracketed(reference.original_date, _form(reference))


def _form(reference: Reference) -> Form:
    if reference.type in BOOKS:
        return date_forms.YEAR
    numbers = bool(reference.volume) + bool(reference.issue)
    if reference.type not in SERIALS or not numbers:
        return date_forms.FULL
    return date_forms.YEAR if numbers > 1 else date_forms.TO_MONTH


# --- the order of a bibliography ---------------------------------------------


def sort_lead(reference: Reference) -> str:
    """Give what an entry begins with."""
    names = contributors.lead_names(reference)[0]
    if names:
        return FOR_SORTING.names(names)
    return markup.unquoted(nameless_lead(reference)[0])
