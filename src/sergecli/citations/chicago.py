"""The Chicago Manual of Style, 18th edition: the bibliography that goes with notes.

The reference implementation is the CSL style `chicago-notes-bibliography`; the
numbers in brackets are sections of the manual.
"""

from sergecli.citations import chicago_common, chicago_notes, common, markup
from sergecli.citations.base import Hint, Manner, Style
from sergecli.citations.common import plain
from sergecli.citations.markup import Markup, affix, group
from sergecli.model.csl import LETTER, SERIALS, Reference


def entry(reference: Reference, hint: Hint) -> Markup:
    """Write one entry of a bibliography, with its full stop (CMOS 13.20)."""
    if not common.is_listed(reference):
        return ()
    lead, rest = chicago_common.lead(reference, hint)
    manner = common.reading(chicago_common.ROW, hint)
    whole = group(
        ". ",
        lead,
        _titled(chicago_common.title(reference) if rest.title else (), rest, manner),
        *_source(rest, manner),
        chicago_common.originally(rest, "Originally published as", manner),
        common.text(rest.archive),
        markup.link(rest.url),
    )
    return markup.american(affix("", whole, "."))


def _titled(title: Markup, reference: Reference, manner: Manner) -> Markup:
    """Write the title and who helped: "Edited by …" (CMOS 13.87–13.101)."""
    if reference.type == "chapter":
        return title
    helped = common.helped(reference, manner)
    if reference.type == "book" and reference.volume:
        volume = common.capitalized(common.volume(reference))
        return group(". ", title, common.listed(", ", [volume, *helped]))
    sentences = map(plain, map(common.capitalized, helped))
    return group(". ", title, chicago_common.to(reference, manner), *sentences)


def _source(reference: Reference, manner: Manner) -> tuple[Markup, ...]:
    if reference.type in SERIALS:
        return (chicago_common.in_serial(reference, manner),)
    published = chicago_common.published(reference, manner, capital=True)
    if reference.type == "webpage":
        return (group(", ", common.title(reference, "container-title"), published),)
    if reference.type == LETTER:
        return (plain(chicago_common.issued(reference, manner)),)
    return _inside(reference, manner), chicago_common.series(reference), published


def _inside(reference: Reference, manner: Manner) -> Markup:
    """Write "In Witness to the German Revolution, vol. 2, edited by …"."""
    container = common.italic_title(reference, "container-title")
    if not container:
        return ()
    helped = map(plain, common.helped(reference, manner))
    return group(", ", affix("In ", container), plain(common.volume(reference)), *helped)


# --- the order of the bibliography -------------------------------------------


def _sort_title(reference: Reference) -> str:
    title = chicago_common.title(reference)
    return markup.unquoted(_titled(title, reference, chicago_common.FOR_SORTING))


def _sort_source(reference: Reference) -> str:
    if reference.type in SERIALS:
        return markup.unquoted(chicago_common.in_serial(reference, chicago_common.FOR_SORTING))
    if reference.type not in chicago_common.BOOKS:
        return ""
    inside = _inside(reference, chicago_common.FOR_SORTING)
    return markup.unquoted(group(". ", inside, chicago_common.series(reference)))


def _sort_date(reference: Reference) -> str:
    return chicago_common.issued(reference, chicago_common.FOR_SORTING)


STYLE = Style(
    entry=entry,
    cite=chicago_notes.cite,
    sort=(
        chicago_common.sort_lead,
        _sort_title,
        _sort_source,
        common.sort_volume,
        _sort_date,
        common.sort_archive,
    ),
    signature=chicago_notes.signature,
    people=chicago_notes.named,
)
