"""The editions of a piece that follow from the contents of the books it is in."""

from collections.abc import Iterable
from dataclasses import replace

from sergecli.model.work import Publication, Work


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
