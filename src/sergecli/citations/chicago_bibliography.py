"""The Chicago Manual of Style, 18th edition: the bibliography that goes with notes.

The reference implementation is the CSL style `chicago-notes-bibliography`; the
numbers in brackets are sections of the manual.
"""

from sergecli.citations import (
    base,
    capitals,
    chicago,
    chicago_notes,
    contributors,
    date_forms,
    markup,
    numbers,
    titles,
)
from sergecli.citations.base import Hint, Rendering, Style
from sergecli.citations.markup import Markup, affix, group, plain
from sergecli.model.csl import LETTER, SERIALS, Reference


def entry(reference: Reference, hint: Hint) -> Markup:
    """Write one entry of a bibliography, with its full stop (CMOS 13.20)."""
    if not base.is_listed(reference):
        return ()
    lead, rest = chicago.lead(reference, hint)
    rendering = contributors.for_readers(chicago.ROW, hint)
    whole = group(
        ". ",
        lead,
        *_titled(chicago.title(reference) if rest.title else (), rest, rendering),
        *_source(rest, rendering),
        capitals.capital_first(chicago.originally(rest, rendering)),
        titles.text(rest.archive) if rest.type != LETTER else (),
        markup.link(rest.url),
    )
    return markup.american(affix("", whole, "."), comma=True)


def _titled(title: Markup, reference: Reference, rendering: Rendering) -> list[Markup]:
    """Return the title, and what is said of it: "Edited by …" (CMOS 13.87–13.101)."""
    if reference.type == "chapter":
        reference = contributors.split(reference)[0]
    helped = contributors.helped(reference, rendering)
    if reference.type == "book" and (reference.volume or reference.volume_of):
        volume = capitals.capital_first(chicago.volume(reference))
        return [title, group(", ", volume, *map(plain, helped))]
    about = chicago.attributed(reference), chicago.excerpt(reference), chicago.part(reference)
    written = plain(rendering.bracketed(reference.written, date_forms.FULL))
    if base.is_letter(reference):
        title, written = _letter(title, reference, rendering)
    sentences = *about, written, *map(plain, helped)
    return [title, *map(capitals.capital_first, sentences)]


def _letter(title: Markup, reference: Reference, rendering: Rendering) -> tuple[Markup, Markup]:
    """Return "Letter to Leon Trotsky, August 10, 1936" (CMOS 14.13), or a title and a date."""
    day = plain(chicago.letter_date(reference, rendering))
    if not reference.recipient:
        return title, day
    addressee = rendering.names(reference.recipient)
    return group(", ", plain(f"Letter to {addressee}"), day), ()


def _source(reference: Reference, rendering: Rendering) -> tuple[Markup, ...]:
    if reference.type in SERIALS:
        return (chicago.in_serial(reference, rendering),)
    if reference.type in chicago.ONLINE:
        return (chicago.site(reference, rendering),)
    published = chicago.published(reference, rendering, capital=True)
    return _inside(reference, rendering), chicago.series(reference), published


def _inside(reference: Reference, rendering: Rendering) -> Markup:
    """Write "In Witness to the German Revolution, vol. 2, edited by …"."""
    container = chicago.container(reference)
    if not container:
        return ()
    helped = map(plain, contributors.helped(contributors.split(reference)[1], rendering))
    return group(", ", affix("In ", container), plain(numbers.volume(reference)), *helped)


# --- the order of the bibliography -------------------------------------------


def _sort_source(reference: Reference) -> str:
    if reference.type in SERIALS:
        return markup.unquoted(chicago.in_serial(reference, chicago.FOR_SORTING))
    if reference.type not in chicago.BOOKS:
        return ""
    inside = _inside(reference, chicago.FOR_SORTING)
    return markup.unquoted(group(". ", inside, chicago.series(reference)))


def _sort_date(reference: Reference) -> str:
    if base.is_letter(reference):
        return chicago.letter_date(reference, chicago.FOR_SORTING)
    return chicago.issued(reference, chicago.FOR_SORTING)


STYLE = Style(
    entry=entry,
    cite=chicago_notes.cite,
    sort=(
        chicago.sort_lead,
        chicago.sort_title,
        _sort_source,
        base.sort_volume,
        _sort_date,
        base.sort_archive,
    ),
    signature=chicago_notes.signature,
    people=chicago_notes.named,
)
