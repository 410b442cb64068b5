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
from sergecli.citations.base import Hint, Style
from sergecli.citations.contributors import Written
from sergecli.citations.markup import Markup, affix, group, plain
from sergecli.model.csl import LETTER, SERIALS, Reference


def entry(reference: Reference, hint: Hint) -> Markup:
    """Write one entry of a bibliography, with its full stop (CMOS 13.20)."""
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
        titles.text(rest.archive) if rest.type != LETTER else (),
        markup.link(rest.url),
    )
    return markup.american(affix("", whole, "."), comma=True)


def _titled(title: Markup, reference: Reference, written: Written) -> list[Markup]:
    """Return the title and the statements after it: "Edited by …" (CMOS 13.87–13.101)."""
    if reference.type == "chapter":
        reference = contributors.split(reference)[0]
    helped = contributors.helped(reference, written)
    if reference.type == "book" and (reference.volume or reference.volume_of):
        volume = capitals.capital_first(chicago.volume(reference))
        return [title, group(", ", volume, *map(plain, helped))]
    about = chicago.attributed(reference), chicago.excerpt(reference), chicago.part(reference)
    day = plain(date_forms.bracketed(reference.written, date_forms.FULL))
    if base.is_letter(reference):
        title, day = _letter(title, reference, written)
    sentences = *about, day, *map(plain, helped)
    return [title, *map(capitals.capital_first, sentences)]


def _letter(title: Markup, reference: Reference, written: Written) -> tuple[Markup, Markup]:
    """Return "Letter to Leon Trotsky, August 10, 1936" (CMOS 14.13), or a title and a date."""
    day = plain(chicago.letter_date(reference))
    if not reference.recipient:
        return title, day
    addressee = written(reference.recipient)
    return group(", ", plain(f"Letter to {addressee}"), day), ()


def _source(reference: Reference, written: Written) -> tuple[Markup, ...]:
    if reference.type in SERIALS:
        return (chicago.in_serial(reference),)
    if reference.type in chicago.ONLINE:
        return (chicago.site(reference),)
    published = chicago.published(reference, capital=True)
    return _inside(reference, written), chicago.series(reference), published


def _inside(reference: Reference, written: Written) -> Markup:
    """Write "In Witness to the German Revolution, vol. 2, edited by …"."""
    container = chicago.container(reference)
    if not container:
        return ()
    helped = map(plain, contributors.helped(contributors.split(reference)[1], written))
    return group(", ", affix("In ", container), plain(numbers.volume(reference)), *helped)


STYLE = Style(
    entry=entry,
    cite=chicago_notes.cite,
    sort=(
        chicago.sort_lead,
        titles.sortable,
        base.sort_volume,
        base.sort_date,
    ),
    signature=chicago_notes.signature,
    people=chicago_notes.named,
)
