"""Checks the publications of works: their ISBNs, dates, languages, places and notes.

`docs/check.md` explains each warning by its name.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from sergecli.model.kinds import WHOLE_BOOKS
from sergecli.model.work import Head, Publication, Work

# The year in which publishers began to number their books.
_FIRST_NUMBERED = 1967
# The ISBN groups of one language (International ISBN Agency, range message), and those
# of the languages that are also printed there. English and French books come from anywhere.
_GROUP_LANGUAGES = {
    "3": "de", "4": "ja", "83": "pl", "84": "es ca gl eu", "87": "da", "88": "it", "89": "ko",
    "91": "sv", "605": "tr", "607": "es", "618": "el", "950": "es", "956": "es", "960": "el",
    "968": "es", "970": "es", "972": "pt", "975": "tr", "987": "es", "989": "pt",
}  # fmt: skip
_OF_ANYWHERE = frozenset({"", "en", "fr"})
# Counties that are not also towns; a title page prints them after the town.
_COUNTY = re.compile(
    r"(?:Middlesex|(?:East |West )?Sussex|Essex|Devon|Dorset|Cumbria|(?!Chesh)[A-Z][a-z]+shire)"
)
# The nouns in a note that says that something is unknown, and the fields that contradict it.
_NOUNS = {
    "year": "date", "date": "date", "publisher": "publisher", "place": "place", "pages": "pages",
    "translator": "translators", "translators": "translators", "editor": "editors",
}  # fmt: skip
_NOT_KNOWN = re.compile(
    rf"\b((?:(?:{'|'.join(_NOUNS)})(?:, and |, | and | or )?)+) (?:(?:is|are|was|were) )?"
    r"not (?:known|stated|named|given)"
)


class Context(NamedTuple):
    """A publication, the field that contains it, its work, and the head of their catalogue."""

    field: str
    publication: Publication
    work: Work
    head: Head


# The field that a warning is about, and its message.
Messages = Iterator[tuple[str, str]]


def _isbn_hyphens(here: Context) -> Messages:
    isbn = here.publication.isbn
    if isbn and ("-" not in isbn or " " in isbn):
        yield "isbn", "has no hyphens between its parts"


def _isbn_too_early(here: Context) -> Messages:
    one = here.publication
    if one.isbn and one.date and one.date.latest.year < _FIRST_NUMBERED:
        yield "isbn", f"is on an edition of {one.date}; there were none before {_FIRST_NUMBERED}"


def _isbn_of_periodical(here: Context) -> Messages:
    if here.publication.isbn and here.publication.periodical:
        message = "is on what counts as a periodical, since it has neither publisher nor editors"
        yield "isbn", message


def _isbn_language(here: Context) -> Messages:
    one = here.publication
    group = isbn_parts(one.isbn)[:1]
    language = one.language.partition("-")[0].lower()
    usual = _GROUP_LANGUAGES.get("".join(group), "")
    if usual and language not in _OF_ANYWHERE.union(usual.split()):
        yield "isbn", f"has the group {group[0]}, in which no books in {language} are printed"


def _printed_before_written(here: Context) -> Messages:
    date, written = here.publication.date, here.work.written
    if not (date and written) or written.approximate or written.uncertain:
        return
    if not date.uncertain and date.latest < written.earliest:
        yield "date", f"is {date}, before the work was written ({written})"


def _no_publisher(here: Context) -> Messages:
    one, work, died = here.publication, here.work, here.head.died
    book = work.kind in WHOLE_BOOKS and not (one.container or one.url)
    if here.field != "first_publication" or not book:
        return
    in_lifetime = one.date and died and one.date.latest <= died.latest
    needed = ("publisher", "place") if in_lifetime else ("publisher",)
    for field in needed:
        if not getattr(one, field) and field not in f"{one.note} {work.note}".lower():
            yield field, "of the first edition is missing; if it is not known, say so in a note"


def _open_range(here: Context) -> Messages:
    one = here.publication
    if "page" in f"{one.note} {here.work.note}":
        return
    pieces = ((f"contents[{n}].pages", piece.pages) for n, piece in enumerate(one.contents, 1))
    for field, pages in (("pages", one.pages), *pieces):
        if pages.endswith("–"):
            yield field, "has no last page; if it is not known, say so in a note"


def _county(here: Context) -> Messages:
    if _COUNTY.fullmatch(here.publication.place):
        yield "place", "is a county; name the town"


def _note_contradicted(here: Context) -> Messages:
    for found in _NOT_KNOWN.finditer(here.publication.note):
        for noun in re.findall(r"\w+", found[1]):
            if noun in _NOUNS and getattr(here.publication, _NOUNS[noun]):
                yield "note", f"says that the {noun} is not known, which ‘{_NOUNS[noun]}’ names"


def _said_twice(here: Context) -> Messages:
    remarks = [remark.strip() for remark in here.publication.note.split(";")]
    for remark in dict.fromkeys(one for one in remarks if remarks.count(one) > 1):
        yield "note", f"repeats “{remark}”"


def _translated_original(here: Context) -> Messages:
    one, work = here.publication, here.work
    # A note may explain that the original was lost and translated back.
    if here.field == "reproduced_from" or not (one.translators and work.language):
        return
    if not (one.note or work.note) and (one.language or here.head.language) == work.language:
        yield "translators", "are named in an edition in the language of the original"


CHECKS: dict[str, Callable[[Context], Messages]] = {
    "isbn-hyphens": _isbn_hyphens,
    "isbn-too-early": _isbn_too_early,
    "isbn-of-periodical": _isbn_of_periodical,
    "isbn-language": _isbn_language,
    "printed-before-written": _printed_before_written,
    "no-publisher": _no_publisher,
    "open-range": _open_range,
    "county": _county,
    "note-contradicted": _note_contradicted,
    "said-twice": _said_twice,
    "translated-original": _translated_original,
}


def about(here: Context) -> Iterator[tuple[str, str, str]]:
    """Check a publication; yield field, name and message."""
    for name, check in CHECKS.items():
        for field, message in check(here):
            yield f"{here.field}.{field}", name, message


def isbn_parts(isbn: str) -> list[str]:
    """Return the group, the registrant, the publication and the check digit of a hyphened ISBN.

    Returns [] for a number without hyphens, or without all of them (ISO 2108).
    """
    parts = isbn.removeprefix("978-").removeprefix("979-").split("-")
    return parts if len(parts) == len(("group", "registrant", "publication", "check digit")) else []
