"""Each place of a text of TOML is found by its name: line and column, counted by hand."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from sergecli.catalogue.source_lines import Place, Position, locate
from sergecli.catalogue.toml_scanner import Entry, walk

TEXT = """\
version = 1
[catalogue]
title = "T"  # [[works]]
  died = '1947'

[people]
"Max Shachtman" = []
"J. White" = [
    "Judith White", # one
    'J. W.',
]

[[works]]
id = "a"
note = \"\"\"
[[works]]
date = "no date"
\\"\"" and more \"\"\"\"\"
"date" = "1938"
text = { container = "C", date = '1', translators = ["X", "Y"] }
text2.a . "b c" = 1
editions = [
    { date = "1" },
    {}, { date = "2", "isbn"="3" }, # , {
    [["works"]],
]

  [ works . first ]
  date = 1979-05-27 07:32:00Z
  language = "fr"

[[works]]
'id' = 'b'
also = [ '''
one''', "two" ]
[[works.editions]]
title = "E"
[[ works . 'editions' ]]
title = "F"
[works.editions.deep.er]
x = +inf

[[catalogue.life]]
date = "1890"
[[catalogue.life]]
event = "born"
"""

# Record, field, line and column of the value; a header's where it has none.
PLACES = [
    (-1, "version", 1, 11),
    (-1, "catalogue", 2, 1),
    (-1, "catalogue.title", 3, 9),
    (-1, "catalogue.died", 4, 10),
    (-1, "people.Max Shachtman", 7, 19),
    (-1, "people.J. White", 8, 14),
    (-1, "people.J. White[1]", 9, 5),
    (-1, "people.J. White[2]", 10, 5),
    (0, "", 13, 1),
    (0, "id", 14, 6),
    (0, "note", 15, 8),
    (0, "date", 19, 10),
    (0, "text", 20, 8),
    (0, "text.container", 20, 22),
    (0, "text.date", 20, 34),
    (0, "text.translators", 20, 53),
    (0, "text.translators[2]", 20, 59),
    (0, "text2.a", 21, 19),
    (0, "text2.a.b c", 21, 19),
    (0, "editions[1].date", 23, 14),
    (0, "editions[2]", 24, 5),
    (0, "editions[3]", 24, 9),
    (0, "editions[3].date", 24, 18),
    (0, "editions[3].isbn", 24, 30),
    (0, "editions[4]", 25, 5),
    (0, "editions[4][1][1]", 25, 7),
    (0, "first", 28, 3),
    (0, "first.date", 29, 10),
    (0, "first.language", 30, 14),
    (1, "", 32, 1),
    (1, "id", 33, 8),
    (1, "also[1]", 34, 10),
    (1, "also[2]", 35, 9),
    (1, "editions[1].title", 37, 9),
    (1, "editions[2]", 38, 1),
    (1, "editions[2].title", 39, 9),
    (1, "editions[2].deep.er.x", 41, 5),
    (-1, "catalogue.life[1].date", 44, 8),
    (-1, "catalogue.life[2].event", 46, 9),
    # What is not there is found where it should be.
    (0, "title", 13, 1),
    (0, "text.pages", 20, 8),
    (0, "editions[2].date", 24, 5),
    (1, "first.date", 32, 1),
    (-1, "catalogue.language", 2, 1),
    (-1, "catalogue.life[2].date", 45, 1),
    (-1, "people.Nobody", 6, 1),
    (-1, "nothing", 0, 0),
    (7, "title", 0, 0),
]
KEYS = [
    (-1, "version", 1, 1),
    (-1, "people.J. White", 8, 1),
    (0, "text.date", 20, 27),
    (0, "text2", 21, 1),
    (0, "text2.a.b c", 21, 11),
    (0, "first", 28, 13),
    (0, "editions[3].isbn", 24, 23),
    (1, "id", 33, 1),
    (1, "editions", 36, 9),
]


@pytest.mark.parametrize("change", ["as it is", "Windows line ends"])
def test_a_value_is_found_by_its_name(change: str) -> None:
    text = TEXT if change == "as it is" else TEXT.replace("\n", "\r\n")
    tomllib.loads(text)
    spots = locate(text, [Place(record, field) for record, field, *_ in PLACES])
    found = [(record, field, *spots[Place(record, field)]) for record, field, *_ in PLACES]
    assert found == PLACES


def test_a_key_is_found_by_its_name() -> None:
    spots = locate(TEXT, [Place(record, field, of_key=True) for record, field, *_ in KEYS])
    found = [(one, two, *spots[Place(one, two, of_key=True)]) for one, two, *_ in KEYS]
    assert found == KEYS


def test_works_in_brackets_are_records() -> None:
    text = 'works = [{ id = "a" },\n  { id = "b", see = ["a"] }]'
    spots = locate(text, [Place(0, "id"), Place(1, ""), Place(1, "see[1]")])
    assert spots == {
        Place(0, "id"): Position(1, 17),
        Place(1, ""): Position(2, 3),
        Place(1, "see[1]"): Position(2, 22),
    }


def test_a_name_that_means_two_places_is_found_at_neither_but_around_it() -> None:
    text = '[[works]]\n"text.date" = 1\ntext = { date = 2 }'
    assert locate(text, [Place(0, "text.date")]) == {Place(0, "text.date"): Position(3, 8)}


def test_columns_are_counted_in_characters() -> None:
    text = '[[works]]\ntext = { title = "é😀", date = "1" }'
    assert locate(text, [Place(0, "text.date")])[Place(0, "text.date")] == Position(2, 31)


def test_an_escaped_key_is_the_same_key() -> None:
    text = '[[works]]\n"n\\u006fte\\U00000031" = "a"\n"\\n" = 1'
    assert locate(text, [Place(0, "note1"), Place(0, r"'\n'")]) == {
        Place(0, "note1"): Position(2, 25),
        Place(0, r"'\n'"): Position(3, 8),
    }


@pytest.mark.parametrize("quotes", ["'{}'", '"{}"', '"""{}"""', '"""\n{}"""', "'''\n{}'''"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_letter_of_a_text_is_found_however_it_is_written(quotes: str, line_end: str) -> None:
    inside = "aé!X"
    if quotes.startswith('"'):
        inside = r"\u00e9\"\U0001F600\t" + inside
    if len(quotes) > 4:
        inside = "b\nc" + inside
    if quotes.startswith('"""'):
        inside = "\\\n \n  " + inside
    text = ("[[works]]\nnote = " + quotes.format(inside) + " # X").replace("\n", line_end)
    value = tomllib.loads(text)["works"][0]["note"]
    letters = [Place(0, "note", letter=n) for n in range(1, len(value) + 2)]
    spots = locate(text, letters)
    line, column = spots[letters[-2]]
    assert text.split("\n")[line - 1][column - 1 :].startswith("X")
    assert len({*spots.values()}) == len(value) + 1
    # What is not there is told at the value.
    assert spots[letters[-1]] == locate(text, [Place(0, "note")])[Place(0, "note")]


def test_a_letter_of_what_is_no_text_is_found_at_its_value() -> None:
    place = Place(0, "note", letter=3)
    assert locate("[[works]]\nnote = 1234", [place])[place] == Position(2, 8)


@pytest.mark.parametrize("deep", [100, 300])
def test_deep_nesting_is_walked_through(deep: int) -> None:
    text = "a = " + "[" * deep + "]" * deep
    tomllib.loads(text)
    assert sum(1 for _ in walk(text)) == deep


# --- every place of any text ---------------------------------------------------------------------

KEY_NAMES = st.sampled_from(
    ["id", "date", "works", "catalogue", "a b", "é", "'", '"', "\\", "#", "="]
)
SCALARS = st.one_of(
    st.text(st.sampled_from("ab[]{}=,#\"'\\\n\té .")),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.datetimes(),
    st.dates(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY_NAMES, inner, max_size=3),
    max_leaves=8,
)


def named(value: object, record: int = -1, field: str = "") -> Iterator[tuple[int, str]]:
    """Every place in a document, by its name."""
    if isinstance(value, dict):
        for key, inner in value.items():
            shown = key if key.isprintable() else repr(key)
            yield from both(inner, record, f"{field}.{shown}" if field else shown)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            if (record, field) == (-1, "works"):
                yield from both(inner, number - 1, "")
            else:
                yield from both(inner, record, f"{field}[{number}]")


def both(inner: object, record: int, field: str) -> Iterator[tuple[int, str]]:
    """A place, and every place in it."""
    yield record, field
    yield from named(inner, record, field)


def leaf(text: str, entry: Entry) -> Any:  # noqa: ANN401 - whatever TOML holds
    """The text that begins at an entry, read by itself: up to the quote with which it is whole."""
    line = text[entry.value :]
    for quote in re.finditer("[\"']", line):
        with suppress(tomllib.TOMLDecodeError):
            return tomllib.loads(f"a = {line[: quote.end()]}\n")["a"]
    raise AssertionError(line)


@given(st.dictionaries(KEY_NAMES, VALUES, max_size=4), st.booleans())
def test_whatever_toml_holds_is_found(document: dict[str, Any], multiline: bool) -> None:  # noqa: FBT001 - drawn
    text = tomli_w.dumps(document, multiline_strings=multiline)
    assert tomllib.loads(text) == document
    places = {(one.record, one.field) for one in walk(text)}
    assert places == set(named(document))


@given(st.dictionaries(KEY_NAMES, SCALARS | st.lists(st.text(max_size=3), max_size=2), max_size=4))
def test_at_each_place_stands_its_value(record: dict[str, Any]) -> None:
    text = tomli_w.dumps({"works": [record]})
    for entry in walk(text):
        value = record.get(entry.field)
        if entry.record == 0 and isinstance(value, str):
            assert leaf(text, entry) == value
