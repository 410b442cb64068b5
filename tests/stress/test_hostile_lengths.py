"""Texts of 50,000 and a million letters: each style and format takes time in proportion."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from time import process_time
from timeit import timeit

import pytest

from sergecli.exporters import compose
from sergecli.model import edtf
from sergecli.model.work import Contributor, Head, Piece, Publication, Work
from tests.growth import in_proportion
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


def _written(works: Iterable[Work]) -> Iterator[Callable[[], object]]:
    """Give each work to each style and format, to be written."""
    for work in works:
        references = compose.references([work], HEAD)
        for style, form, name in _WRITERS:
            options = compose.CitationOptions(style, form, format=name)
            yield partial(compose.compose, [work], references, HEAD, options)


def _takes_time_in_proportion(works: Callable[[int], Iterable[Work]], letters: int) -> bool:
    """Tell it of the slowest writing of works with a text of so many letters."""
    seconds = [timeit(one, number=1, timer=process_time) for one in _written(works(letters))]
    slowest = seconds.index(max(seconds))

    def write(letters: int) -> None:
        next(islice(_written(works(letters)), slowest, None))()

    return in_proportion(write, letters)


@pytest.mark.parametrize("unit", UNITS)
def test_long_texts_take_time_in_proportion(unit: str) -> None:
    assert _takes_time_in_proportion(lambda letters: _works(unit * (letters // len(unit))), 50_000)


@pytest.mark.parametrize("unit", FEW)
def test_a_million_letters_take_time_in_proportion(unit: str) -> None:
    def works(letters: int) -> Iterator[Work]:
        text = unit * (letters // len(unit))
        yield from (_work(title=text), _work(note=text))
        yield _work(reproduced_from=_printing(container=text))

    assert _takes_time_in_proportion(works, 1_000_000)


def test_blanks_within_a_text_take_time_in_proportion() -> None:
    assert _takes_time_in_proportion(lambda letters: _works(f"1{' ' * letters}x"), 50_000)
