"""The original that a citation names: where and when its text first appeared."""

from sergecli.citations.source_variables import colon, note
from sergecli.model import edtf
from sergecli.model.csl import LETTER, Reference
from sergecli.model.edtf import Date, Kind
from sergecli.model.languages import same
from sergecli.model.work import Head, Publication, Work

# How many dates of one text a citation lists.
_MOST_DATES = 3


def names_a_source(publication: Publication) -> bool:
    """Return whether a publication says where the text appeared."""
    return bool(publication.container or publication.publisher or publication.place)


def with_original(
    reference: Reference, work: Work, head: Head, publication: Publication
) -> Reference:
    """Add the original of a publication, without a year that is also the publication's own."""
    date, first = _original_date(work, publication), work.first_publication or Publication()
    if not date or _year(date) == _year(reference.issued):
        date = None
    title = colon((same(first.language, work.language) and first.title) or work.original_title)
    reference = reference._replace(
        original_date=date,
        note=note(work, head, publication, reference.issued, _original_date(work, publication)),
        original_title=title if title != reference.title and (date or not first.date) else "",
    )
    if not date or publication.translated_from:
        return reference
    return reference._replace(
        original_container=first.container, original_publisher=first.publisher
    )


def with_source(reference: Reference, work: Work, head: Head, text: Publication) -> Reference:
    """Add where and when a text first appeared, for a translation published only by the archive."""
    first = work.first_publication or Publication()
    translated = not names_a_source(first) and head.is_foreign(text) and bool(text.container)
    source = text if translated else first
    published = work.first_published if work.first_publication else work.published
    if published and _year(published) == _year(work.translation_date):
        # The archive's translation is the first publication.
        published = None
    written = _inclusive(work.written or published or work.date)
    published = source.date if translated else published
    if not (names_a_source(source) or published) or (published == written and not source.container):
        published = None
    letter = reference.type == LETTER
    return reference._replace(
        written=written if letter or translated or not published else None,
        original_date=published,
        original_title=colon(work.original_title) if source.container == "" else "",
        # The original container is a remark, and is given without its subtitle.
        original_container=colon(source.container).partition(": ")[0],
        original_issue=source.issue,
        original_publisher=source.publisher,
        translated_from=translated,
        note=note(work, head, text, written, published),
    )


def _original_date(work: Work, publication: Publication) -> Date | None:
    """Return the date of the publication that this one goes back to, if it is certain."""
    if publication.translated_from:
        return publication.translated_from
    first = work.first_publication
    # An extract goes back to the whole book, which is not the publication cited. A second edition
    # is not a reprint of the first.
    revised = publication.edition and not publication.translators
    if publication == first or work.kind == "extract" or revised:
        return None
    date = work.first_published if first else work.published
    return None if date and date.vague else date


def _year(date: Date | None) -> int:
    return date.points[0].year if date else 0


def _inclusive(date: Date | None) -> Date | None:
    """Return the first and last of many dates, and of a time of several years only these: 1933–37.

    No citation lists nine entries of a diary.
    """
    if date is None or not (date.kind is Kind.INTERVAL or len(date.points) > _MOST_DATES):
        return date
    first, last = date.points[0], date.points[-1]
    if first.year != last.year:
        return edtf.parse(f"{first.year:04}/{last.year:04}")
    return Date(Kind.INTERVAL, (first, last))
