"""The Chicago Manual of Style, 18th edition: the bibliography that goes with notes.

The reference implementation is the CSL style `chicago-notes-bibliography`; the
numbers in brackets are sections of the manual.
"""

from sergecli import markup
from sergecli.markup import Markup, affix, group
from sergecli.reference import LETTER, SERIALS, Reference
from sergecli.styles import cmos, notes, shared
from sergecli.styles.shared import plain
from sergecli.styles.style import Hint, Manner, Style


def entry(reference: Reference, hint: Hint) -> Markup:
    """Write one entry of a bibliography, with its full stop (CMOS 13.20)."""
    if not shared.is_listed(reference):
        return ()
    lead, rest = cmos.lead(reference, hint)
    manner = shared.reading(cmos.ROW, hint)
    whole = group(
        ". ",
        lead,
        _titled(cmos.title(reference) if rest.title else (), rest, manner),
        *_source(rest, manner),
        cmos.originally(rest, "Originally published as", manner),
        shared.text(rest.archive),
        markup.link(rest.url),
    )
    return markup.american(affix("", whole, "."))


def _titled(title: Markup, reference: Reference, manner: Manner) -> Markup:
    """Write the title and who helped: "Edited by …" (CMOS 13.87–13.101)."""
    if reference.type == "chapter":
        return title
    helped = shared.helped(reference, manner)
    if reference.type == "book" and reference.volume:
        volume = shared.capitalized(shared.volume(reference))
        return group(". ", title, shared.listed(", ", [volume, *helped]))
    sentences = map(plain, map(shared.capitalized, helped))
    return group(". ", title, cmos.to(reference, manner), *sentences)


def _source(reference: Reference, manner: Manner) -> tuple[Markup, ...]:
    if reference.type in SERIALS:
        return (cmos.in_serial(reference, manner),)
    published = cmos.published(reference, manner, capital=True)
    if reference.type == "webpage":
        return (group(", ", shared.title(reference, "container-title"), published),)
    if reference.type == LETTER:
        return (plain(cmos.issued(reference, manner)),)
    return _inside(reference, manner), cmos.series(reference), published


def _inside(reference: Reference, manner: Manner) -> Markup:
    """Write "In Witness to the German Revolution, vol. 2, edited by …"."""
    container = shared.italic_title(reference, "container-title")
    if not container:
        return ()
    helped = map(plain, shared.helped(reference, manner))
    return group(", ", affix("In ", container), plain(shared.volume(reference)), *helped)


# --- the order of the bibliography -------------------------------------------


def _sort_title(reference: Reference) -> str:
    title = cmos.title(reference)
    return markup.unquoted(_titled(title, reference, cmos.FOR_SORTING))


def _sort_source(reference: Reference) -> str:
    if reference.type in SERIALS:
        return markup.unquoted(cmos.in_serial(reference, cmos.FOR_SORTING))
    if reference.type not in cmos.BOOKS:
        return ""
    inside = _inside(reference, cmos.FOR_SORTING)
    return markup.unquoted(group(". ", inside, cmos.series(reference)))


def _sort_date(reference: Reference) -> str:
    return cmos.issued(reference, cmos.FOR_SORTING)


STYLE = Style(
    entry=entry,
    cite=notes.cite,
    sort=(
        cmos.sort_lead,
        _sort_title,
        _sort_source,
        shared.sort_volume,
        _sort_date,
        shared.sort_archive,
    ),
    signature=notes.signature,
    people=notes.named,
)
