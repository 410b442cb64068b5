"""The Chicago Manual of Style, 18th edition: the bibliography that goes with notes.

The reference implementation is the CSL style `chicago-notes-bibliography`; the
numbers in brackets are sections of the manual.
"""

from sergecli.citations import base, chicago, chicago_notes, contributors, markup, numbers, titles
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
        _titled(chicago.title(reference) if rest.title else (), rest, rendering),
        *_source(rest, rendering),
        chicago.originally(rest, "Originally published as", rendering),
        titles.text(rest.archive),
        markup.link(rest.url),
    )
    return markup.american(affix("", whole, "."))


def _titled(title: Markup, reference: Reference, rendering: Rendering) -> Markup:
    """Write the title and who helped: "Edited by …" (CMOS 13.87–13.101)."""
    if reference.type == "chapter":
        return title
    helped = contributors.helped(reference, rendering)
    if reference.type == "book" and reference.volume:
        volume = markup.capitalized(numbers.volume(reference))
        return group(". ", title, markup.listed(", ", [volume, *helped]))
    sentences = map(plain, map(markup.capitalized, helped))
    return group(". ", title, chicago.to(reference, rendering), *sentences)


def _source(reference: Reference, rendering: Rendering) -> tuple[Markup, ...]:
    if reference.type in SERIALS:
        return (chicago.in_serial(reference, rendering),)
    published = chicago.published(reference, rendering, capital=True)
    if reference.type == "webpage":
        return (group(", ", titles.title(reference, "container-title"), published),)
    if reference.type == LETTER:
        return (plain(chicago.issued(reference, rendering)),)
    return _inside(reference, rendering), chicago.series(reference), published


def _inside(reference: Reference, rendering: Rendering) -> Markup:
    """Write "In Witness to the German Revolution, vol. 2, edited by …"."""
    container = titles.italic_title(reference, "container-title")
    if not container:
        return ()
    helped = map(plain, contributors.helped(reference, rendering))
    return group(", ", affix("In ", container), plain(numbers.volume(reference)), *helped)


# --- the order of the bibliography -------------------------------------------


def _sort_title(reference: Reference) -> str:
    title = chicago.title(reference)
    return markup.unquoted(_titled(title, reference, chicago.FOR_SORTING))


def _sort_source(reference: Reference) -> str:
    if reference.type in SERIALS:
        return markup.unquoted(chicago.in_serial(reference, chicago.FOR_SORTING))
    if reference.type not in chicago.BOOKS:
        return ""
    inside = _inside(reference, chicago.FOR_SORTING)
    return markup.unquoted(group(". ", inside, chicago.series(reference)))


def _sort_date(reference: Reference) -> str:
    return chicago.issued(reference, chicago.FOR_SORTING)


STYLE = Style(
    entry=entry,
    cite=chicago_notes.cite,
    sort=(
        chicago.sort_lead,
        _sort_title,
        _sort_source,
        base.sort_volume,
        _sort_date,
        base.sort_archive,
    ),
    signature=chicago_notes.signature,
    people=chicago_notes.named,
)
