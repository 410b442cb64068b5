"""Texts of 100,000 and a million letters: each style and format takes time in proportion."""

import time
from collections.abc import Iterator

import pytest

from sergecli.exporters import compose
from sergecli.model import edtf
from sergecli.model.work import Contributor, Head, Piece, Publication, Work
from tests.hostile import CITATIONS

HEAD = Head(title="T", author="A. N. Other", language="en", archive="The Archive")
UNITS = ("a. ", "“", "'", "-", "(", "1", '"', "<i>", " and ", ",", "\\", "1 ", "–", ";", "=")
# In a million letters, one of each kind.
FEW = UNITS[:3]
_WORK = ("title", "written_at", "recipient", "original_title", "rights", "note", "signed_as")
_PRINTING = (
    "title", "container", "series", "volume", "issue", "pages", "place", "publisher", "note",
    "isbn", "doi",
)  # fmt: skip
_WRITERS = (
    *((style, form, "text") for style, form in CITATIONS),
    *(("chicago", "bibliography", name) for name in compose.FORMATS if name != "text"),
)


def _works(text: str) -> Iterator[Work]:
    """Put the text into one field after the other, in a periodical and in a book."""
    yield from (_work(**{name: text}) for name in _WORK)
    yield from (_work(**{name: (text,)}) for name in ("authors", "other_titles"))
    yield _work(url="https://example.org/" + text.replace(" ", ""))
    for holder in ({"container": "C"}, {"container": "C", "publisher": "P"}, {"publisher": "P"}):
        for name in _PRINTING:
            yield _work(reproduced_from=_printing(**{**holder, name: text}))
        for name in ("translators", "editors"):
            yield _work(reproduced_from=_printing(**{**holder, name: (text,)}))
    people = (Contributor(name=text, role=text),)
    pieces = (Piece(title=text, pages=text),)
    yield _work(reproduced_from=_printing(publisher="P", contributors=people, contents=pieces))


def _work(**given: object) -> Work:
    plain = {"id": "w", "title": "T", "kind": "article", "authors": ("A B",)}
    return Work(**{**plain, **given})  # type: ignore[arg-type] # fields by name


def _printing(**given: object) -> Publication:
    return Publication(date=edtf.parse("1938"), **given)  # type: ignore[arg-type] # likewise


def _seconds(work: Work) -> Iterator[tuple[float, tuple[str, str, str]]]:
    """Give how long each style and format takes."""
    references = compose.references([work], HEAD)
    for style, form, name in _WRITERS:
        options = compose.CitationOptions(style, form, format=name)
        started = time.process_time()
        compose.compose([work], references, HEAD, options)
        yield time.process_time() - started, (style, form, name)


def _long(unit: str, count: int) -> str:
    return (unit * count)[:count]


@pytest.mark.parametrize("unit", UNITS)
def test_long_texts_take_time_in_proportion(unit: str) -> None:
    slowest = max(each for work in _works(_long(unit, 100_000)) for each in _seconds(work))
    assert slowest[0] < 0.8, slowest


@pytest.mark.parametrize("unit", FEW)
def test_a_million_letters_take_less_than_five_seconds(unit: str) -> None:
    text = _long(unit, 1_000_000)
    works = (_work(title=text), _work(note=text), _work(reproduced_from=_printing(container=text)))
    slowest = max(each for work in works for each in _seconds(work))
    assert slowest[0] < 5, slowest


def test_blanks_within_a_text_take_time_in_proportion() -> None:
    slowest = max(each for work in _works(f"1{' ' * 50_000}x") for each in _seconds(work))
    assert slowest[0] < 0.5, slowest
