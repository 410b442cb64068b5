"""What follows from the publications of works: as printed, posthumous, pieces in books."""

from collections.abc import Iterable
from dataclasses import replace

from sergecli.model.edtf import order
from sergecli.model.work import Head, Publication, Work


def as_printed(work: Work, head: Head) -> tuple[Publication, ...]:
    """Return each publication once, as it was printed, the first with its date.

    The translators of a publication in another language, from which the archive's
    text was translated, are those of the archive's text, so they are left out.
    """
    first, source = work.first_publication, work.reproduced_from
    printed = {one: one for one in work.publications}
    if first and first != source:
        printed[first] = replace(first, date=work.first_published)
    if source and head.is_foreign(source):
        printed[source] = replace(source, translators=())
    return tuple(dict.fromkeys(printed.values()))


def appeared(work: Work) -> Publication | None:
    """Return the earliest known publication in a periodical or book.

    It is a later edition only if no publication by itself is known.
    """
    early = [one for one in (work.first_publication, work.reproduced_from) if one]
    later = () if early else work.editions
    if all(one.container for one in later):
        known = (one for one in later if not one.presumed)
        early += sorted(known, key=lambda one: order(one.date))
    return next((one for one in early if one.container), None)


def posthumous(work: Work, head: Head) -> bool:
    """Return whether a work was first published after its author's death.

    Later editions don't count: an earlier publication may merely be unknown.
    """
    early = [one.date for one in (work.first_publication, work.reproduced_from) if one]
    dates = [date for date in (*early, work.published) if date]
    if not (head.died and dates and head.author in work.authors):
        return False
    return min(date.earliest for date in dates) > head.died.latest


def editions_in_books(works: Iterable[Work]) -> dict[str, list[Publication]]:
    """Return the editions that the contents of books imply, by the ids of their pieces."""
    editions: dict[str, list[Publication]] = {}
    # Sorted, so that the order of the file makes no difference.
    for book in sorted(works, key=lambda work: work.id):
        for publication in book.publications:
            for piece in publication.contents:
                if piece.work:
                    edition = replace(
                        publication,
                        title=piece.title,
                        container=publication.title or book.title,
                        pages=piece.pages,
                        contents=(),
                        contributors=(),
                        oclc="",
                        lccn="",
                        note="",
                    )
                    editions.setdefault(piece.work, []).append(edition)
    return editions


def with_contents(works: tuple[Work, ...]) -> tuple[Work, ...]:
    """Add to each piece its edition in each book that lists it, unless the record has it."""
    editions = editions_in_books(works)
    return tuple(
        replace(work, editions=(*work.editions, *_missing(work, editions[work.id])))
        if work.id in editions
        else work
        for work in works
    )


def _missing(work: Work, editions: Iterable[Publication]) -> list[Publication]:
    places = {_place(known) for known in work.publications}
    return [edition for edition in editions if _place(edition) not in places]


def _place(publication: Publication) -> tuple[str, str, str]:
    """Return what distinguishes one edition from another: the book, its publisher and date."""
    return publication.container, publication.publisher, str(publication.date)
