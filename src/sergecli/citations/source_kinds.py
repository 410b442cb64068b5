"""What kind of source a publication is: a book or a volume, a chapter, an article, a letter."""

import re

from sergecli.model.csl import SERIALS, THESIS
from sergecli.model.edtf import Kind
from sergecli.model.kinds import WHOLE_BOOKS
from sergecli.model.work import Head, Publication, Work

_BY_DAY = frozenset({"daily", "weekly", "fortnightly"})
# Kinds of books that can also be the kind of a short text.
_MAYBE_SHORT = frozenset({"biography", "correspondence", "diary", "memoir"})
# Fields that a web page never has.
_OF_PRINT = ("publisher", "place", "series", "volume", "issue", "pages", "editors")
# The first series of a periodical needs no name (CMOS 14.77).
SERIAL_SERIES = {"new series": "n.s.", "2nd series": "2nd ser.", "3rd series": "3rd ser."}
# The headings that archives and editors give to letters.
_LETTER_HEADING = re.compile(r"(?:A )?Letters? (?:from .* )?to |To ", re.IGNORECASE)


def kind(work: Work, publication: Publication, head: Head) -> str:
    """Return the type of source, as CSL names it: a book, a chapter, an article, a page.

    Later editions of a thesis are books.
    """
    if work.kind == THESIS and publication in {work.first_publication, work.reproduced_from}:
        return THESIS
    if is_volume(work, publication):
        return "book"
    if not publication.container:
        printed = any(getattr(publication, name) for name in _OF_PRINT)
        return "book" if work.kind in WHOLE_BOOKS or printed else "webpage"
    if work.kind == "entry" or not _is_in_periodical(work, publication, head):
        return "chapter"
    frequency = _frequency(publication.container, head)
    by_day = bool(publication.date and publication.date.points[0].day)
    if by_day and (frequency in _BY_DAY or not frequency):
        return "article-newspaper"
    return "article-journal" if publication.volume else "article-magazine"


def is_volume(work: Work, publication: Publication) -> bool:
    """Return whether a book is a numbered volume of a larger work, rather than a piece in one."""
    whole = work.kind in WHOLE_BOOKS and not publication.pages and not publication.issue
    return bool(whole and publication.container and publication.volume and publication.publisher)


def is_book_online(work: Work, text: Publication) -> bool:
    """Return whether a page of the web is a whole book, not a passage of one or a short piece."""
    printed = (text, work.first_publication or text)
    part = work.part_of or work.extract_of or any(each.container for each in printed)
    return bool(work.url) and work.kind in WHOLE_BOOKS - _MAYBE_SHORT and not part


def is_dated_letter(work: Work) -> bool:
    """Return whether a work is a letter of one date, with the heading of a letter."""
    date = work.written or work.date
    of_one_date = date and date.kind is Kind.POINT
    return bool(work.kind == "letter" and is_headed_as_letter(work) and of_one_date)


def is_headed_as_letter(work: Work) -> bool:
    """Return whether a title is only the heading of a letter: addressee, and perhaps the day."""
    headed = _LETTER_HEADING.match(work.title)
    return bool(headed) and work.title.partition(", ")[0].split()[-1] in work.recipient.split()


def _is_in_periodical(work: Work, publication: Publication, head: Head) -> bool:
    """Return whether the container is a periodical; that of an extract with a place is a book."""
    known = bool(_frequency(publication.container, head))
    of_book = work.kind == "extract" and bool(publication.place)
    return known or (publication.periodical and not of_book)


def _frequency(name: str, head: Head) -> str:
    for each in head.periodicals:
        if name == each.name or name in each.other_names:
            return each.frequency
    return ""


def series(publication: Publication, kind: str) -> str:
    """Return a book's series with the number in it, which is then the volume."""
    if kind in SERIALS:
        return ""
    name = publication.series or (publication.container if kind == "book" else "")
    return f"{name} {publication.volume}".strip() if name else ""


def periodical_series(publication: Publication, kind: str) -> str:
    """Return the series of a periodical that restarted its numbering, as citations write it."""
    return SERIAL_SERIES.get(publication.series, "") if kind in SERIALS else ""
