"""What is found wrong in a catalogue, with its line and column."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from sergecli.catalogue import check, lint, reader, record_reader
from sergecli.errors import CatalogueError
from tests.checking import HEAD, RECORD
from tests.growth import in_proportion

Own = Callable[..., Path]


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """Write a file into the directory in which the program runs."""

    def write(text: str, name: str = "works.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


# --- each fault, with its line and column --------------------------------------------------------

FAULTS = [
    # wrong type
    ("note = 1", (11, 8), "note: must be a text in quotes, not a number"),
    ("date = 1938-04-28", (11, 8), "date: must be a text in quotes, not a date without"),
    ("  other_titles = 'one'", (11, 18), "other_titles: must be a list of texts, not a text"),
    (
        "other_titles = [\n  'one',\n  2,\n]",
        (13, 3),
        "other_titles[2]: must be a text in quotes, not a number",
    ),
    ("note = ''", (11, 8), "note: is empty; leave the field out instead"),
    (
        "reproduced_from = { title = 'T', volume = 4 }",
        (11, 43),
        "reproduced_from.volume: must be a text in quotes",
    ),
    (
        "[works.reproduced_from]\ntitle = 'T'\nvolume = 4",
        (13, 10),
        "reproduced_from.volume: must be a text in quotes",
    ),
    (
        "reproduced_from.title = 'T'\nreproduced_from.volume = 4",
        (12, 26),
        "reproduced_from.volume: must be a text in quotes",
    ),
    ("reproduced_from = 'T'", (11, 19), "reproduced_from: must be a table in braces, not a text"),
    ("editions = [\n  { title = 'T' }, 7 ]", (12, 20), "editions[2]: must be a table in braces"),
    (
        "[[works.editions]]\n[[works.editions]]\n'date' = 1938",
        (13, 10),
        "editions[2].date: must be a text in quotes, not a number",
    ),
    ("[works.recipient]", (11, 1), "recipient: must be a text in quotes, not a table"),
    # unknown field
    ("  titel = 'T'", (11, 3), "titel: is not a field; did you mean 'title'?"),
    (
        "reproduced_from = { title = 'T', page = '4' }",
        (11, 34),
        "reproduced_from.page: is not a field; did you mean",
    ),
    (
        "reproduced_from . vol = '4'",
        (11, 19),
        "reproduced_from.vol: is not a field; did you mean 'volume'?",
    ),
    ("[works . edition]", (11, 10), "edition: is not a field; did you mean 'editions'?"),
    ('"\\u0061\\n" = 1', (11, 1), r"'a\n': is not a field"),
    ("'' = 1", (11, 1), "'': is not a field"),
    # wrong date: says which part
    ("date = '1938-13'", (11, 8), "date: '1938-13' has no month 13; they are 01 to 12"),
    (
        "first_publication = { date = '1939/1938' }",
        (11, 30),
        "first_publication.date: '1939/1938' runs backwards; write",
    ),
    (
        'note = """\ndate = 1\n[[works]]"""\ndate = "1938-02-30"',
        (14, 8),
        "date: '1938-02-30' has no day 30 in February 1938; they are 01 to 28",
    ),
    # what the standards do not allow
    ("url = 'javascript:alert(1)'", (11, 7), "url: 'javascript:alert(1)' is not a web address"),
    (
        "reproduced_from = { isbn = '978-0-306-40615-8' }",
        (11, 28),
        "reproduced_from.isbn: '978-0-306-40615-8' has the wrong check digit; for the other digits it",
    ),
    ("language = 'French'", (11, 12), "language: 'French' is not a language tag (BCP 47)"),
    (
        "editions = [{language='fr_FR'}]",
        (11, 23),
        "editions[1].language: 'fr_FR' is not a language",
    ),
    (
        "attribution = 'his'",
        (11, 15),
        "attribution: 'his' is not one of: author, attributed, about",
    ),
    # references
    ("part_of = 'a-leter'", (11, 11), "part_of: no work has the id 'a-leter'; did you mean"),
    ("see = [\n 'a-letter' ]", (12, 2), "see: refers to the work itself"),
    ("collected_in = ['nowhere']", (11, 17), "collected_in: no work has the id 'nowhere'"),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["", "Windows"])
@pytest.mark.parametrize(("added", "place", "said"), FAULTS)
def test_a_fault_is_told_its_line_and_column(
    own: Own, added: str, place: tuple[int, int], said: str, line_end: str
) -> None:
    text = (HEAD + RECORD + added + "\n").replace("\n", line_end)
    path = own("\ufeff" * (line_end != "\n") + text)
    (found,) = (one for one in check.check(str(path), alone=True) if one.level == "error")
    assert (found.line, found.column) == place
    assert found.id == "a-letter"
    assert f"{found.field}: {found.message}".startswith(said)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            HEAD + RECORD.replace('title = "A Letter"\n', ""),
            [(6, 1, "a-letter", "title", "is missing")],
        ),
        (
            HEAD + RECORD.replace("novel", "Novel"),
            [(9, 8, "a-letter", "kind", "'Novel' is not one of: archive,")],
        ),
        (
            HEAD + RECORD + "\n" + RECORD,
            [(13, 6, "a-letter", "id", "is the id of works[1] already")],
        ),
        (
            HEAD + RECORD.replace("a-letter", "A Letter"),
            [(7, 6, "A Letter", "id", "'A Letter' is not an id; use lower-case letters")],
        ),
        (
            f'{HEAD}{RECORD}part_of = "b"\n{RECORD.replace("a-letter", "b")}part_of="a-letter"',
            [
                (11, 11, "a-letter", "part_of", "leads back to the work itself, in a circle"),
                (17, 9, "b", "part_of", "leads back to the work itself, in a circle"),
            ],
        ),
        (
            HEAD.replace("language", "  lang") + RECORD,
            [
                (1, 1, "catalogue", "language", "is missing"),
                (4, 3, "catalogue", "lang", "is not a field; did you mean 'language'?"),
            ],
        ),
        (HEAD.replace('"en"', '"English"'), [(4, 12, "catalogue", "language", "'English' is no")]),
        (HEAD + "[catalog]\n", [(6, 2, "", "catalog", "is not part of a catalogue")]),
        (HEAD + "[works]\n", [(6, 1, "", "works", "must be a list of records")]),
        (HEAD + "[people]\n'' = []\n", [(7, 1, "", "people.''", "has no name")]),
        (
            HEAD + "[people]\n'A. B' = ['C',\n 1]\n",
            [(8, 2, "", "people.A. B[2]", "must be a text in quotes")],
        ),
        (
            HEAD + "[[catalogue.life_events]]\ndate = '1912'\n",
            [(6, 1, "catalogue", "life_events[1].event", "is missing")],
        ),
        (
            'works = [{ id = "a", title = "T", kind = "song" }]\n' + HEAD,
            [(1, 42, "a", "kind", "'song' is not one of")],
        ),
    ],
)  # fmt: skip
def test_faults_of_records_and_of_the_head_have_their_places(
    own: Own,
    text: str,
    expected: list[tuple[int, int, str, str, str]],
) -> None:
    found = [one for one in check.check(str(own(text)), alone=True) if one.level == "error"]
    assert [(*one[1:3], *one[4:6]) for one in found] == [one[:4] for one in expected]
    for one, (*_, message) in zip(found, expected, strict=True):
        assert one.message.startswith(message)


# --- whatever is in a file -----------------------------------------------------------------------

TEXTS = st.text(st.sampled_from("aé Ж\"'.-–0[]{}\x1b\u202e\ud7ff"), max_size=6)
WRONG: st.SearchStrategy[Any] = st.one_of(
    TEXTS, st.integers(), st.booleans(), st.lists(TEXTS, max_size=2), st.dates(),
    st.sampled_from(["1938-13", "a", "http://a", "https://a b", "fr_FR", "9780306406157"]),
    st.dictionaries(st.sampled_from(["date", "isbn", "url", "pages", "x", ""]), TEXTS, max_size=3),
)  # fmt: skip
KEYS = st.sampled_from([
    "id", "title", "kind", "date", "other_titles", "see", "part_of", "collected_in", "url", "language", "reproduced_from",
    "first_publication", "editions", "sources", "recipient", "written", "titel", "a b", "", "\n",
])  # fmt: skip
RECORDS = st.lists(
    st.dictionaries(KEYS, WRONG, max_size=6).map(
        lambda changed: {"id": "a", "title": "T", "kind": "novel", **changed}
    ),
    max_size=4,
)


def faults_of_loading(text: str) -> set[tuple[str, ...]]:
    """Give the record, field and message of each fault for which a text is refused."""
    try:
        reader.read(text, "a.toml")
    except CatalogueError as error:
        return {(fault.work, fault.field, fault.message) for fault in error.problems}
    return set()


@given(RECORDS, st.booleans())
def test_whatever_a_file_holds_each_fault_of_loading_is_among_those_told(
    tmp_path_factory: pytest.TempPathFactory,
    records: list[dict[str, Any]],
    headed: bool,  # noqa: FBT001 - drawn
) -> None:
    head = {"catalogue": {"title": "T", "author": "A", "language": "en"}}
    text = tomli_w.dumps({**(head if headed else {}), "works": records})
    path = tmp_path_factory.getbasetemp() / "whatever.toml"
    path.write_text(text, encoding="utf-8", newline="")
    found = check.check(str(path), alone=True)
    errors = {one[4:7] for one in found if one.level == "error"}
    assert errors == faults_of_loading(text)
    lines = text.split("\n")
    assert all(1 <= one.column <= len(lines[one.line - 1]) + 1 for one in found)


def test_many_faults_take_time_in_proportion(own: Own) -> None:
    lines = 'x{0} = 1\npart_of = "a{1}"\nsee = ["b{0}"]\n'
    record = RECORD.replace("a-letter", "a{0}") + lines

    def find(count: int) -> None:
        path = own(HEAD + "".join(record.format(n, n + 1) for n in range(count)))
        found = check.check(str(path), alone=True)
        assert len(found) == 2 * count + 1  # the last is a part of nothing

    assert in_proportion(find, 2000)


def test_of_too_many_errors_and_warnings_the_first_are_listed(
    monkeypatch: pytest.MonkeyPatch, own: Own
) -> None:
    monkeypatch.setattr(record_reader, "MOST_ERRORS", 3)
    monkeypatch.setattr(lint, "MOST_WARNINGS", 2)
    wrong, odd = "year = 1\n", "note = \"''\"\n"
    for records, listed in (
        ([wrong] * 4, [1, 11, 17, 23]),
        ([wrong] * 3, [11, 17, 23]),
        ([odd] * 2, [1, 11, 11]),
        ([odd], [11, 11]),
    ):
        several = (RECORD.replace("a-letter", f"a{n}") + one for n, one in enumerate(records))
        found = check.check(str(own(HEAD + "".join(several))), alone=True)
        assert [one.line for one in found] == listed, records
        assert found[0].message.startswith("has too many") == (listed[0] == 1)
