"""A catalogue is read whole, or every fault in it is named: line, record, field."""

import io
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from sergecli.catalogue import paths, store
from sergecli.errors import CatalogueError, ExitCode, Problem
from sergecli.exporters import formats
from sergecli.model.kinds import KINDS
from sergecli.model.work import Attribution, Catalogue, Head, Publication, Work, keys
from sergecli.search import fuzzy
from tests.conftest import DATA, Serge

HEAD = """\
[catalogue]
title = "Some Writings"
author = "Victor Serge"
language = "en"
"""
RECORD = """
[[works]]
id = "once-more-kronstadt"
title = "Once More: Kronstadt"
kind = "letter"
"""
# The line of HEAD + RECORD on which the record begins, and the next free one.
BEGINS, NEXT = 6, 10

Written = Callable[[str | bytes], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a catalogue, and give its path."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "works.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def alone(path: Path) -> Catalogue:
    """Read a catalogue that stands beside no other."""
    return store.load(path, alone=True)


def faults(path: Path) -> list[str]:
    """Say what is wrong with a catalogue, each line without the file's name."""
    with pytest.raises(CatalogueError) as error:
        alone(path)
    lines = str(error.value).split("\n")
    assert error.value.exit_code == ExitCode.FAULTY_CATALOGUE
    assert len(lines) == len(error.value.problems) > 0
    assert all(line.startswith(f"{path}:") for line in lines)
    return [line.removeprefix(f"{path}:") for line in lines]


# --- what is right -------------------------------------------------------------------------------


def test_a_record_is_read_field_by_field(written: Written) -> None:
    path = written(
        HEAD
        + RECORD
        + 'date = "1938-04-28"\n'
        + 'other_titles = ["Kronstadt Again"]\n'
        + 'reproduced_from = { container = "The New International", pages = "211–212", date = "1938-07" }\n'
        + 'editions = [{ publisher = "PM Press", editors = ["Mitchell Abidor"] }]\n'
    )
    catalogue = alone(path)
    (work,) = catalogue
    assert catalogue.head == Head(title="Some Writings", author="Victor Serge", language="en")
    assert (work.id, work.title, work.kind) == (
        "once-more-kronstadt", "Once More: Kronstadt", "letter",
    )  # fmt: skip
    assert str(work.date) == "1938-04-28"
    assert work.other_titles == ("Kronstadt Again",)
    assert work.reproduced_from is not None
    assert work.reproduced_from.pages == "211–212"
    assert str(work.reproduced_from.date) == "1938-07"
    assert work.editions == (Publication(publisher="PM Press", editors=("Mitchell Abidor",)),)


def test_what_a_record_leaves_out_is_empty(written: Written) -> None:
    (work,) = alone(written(HEAD + RECORD))
    left_out = Work(
        id="once-more-kronstadt",
        title="Once More: Kronstadt",
        kind="letter",
        authors=("Victor Serge",),
    )
    assert work == left_out


def test_a_work_is_by_the_catalogue_s_author_unless_it_says_otherwise(written: Written) -> None:
    other = RECORD.replace("once-more-", "{}-") + "{}\n"
    path = written(
        HEAD
        + RECORD
        + other.format("attributed", 'attribution = "attributed"')
        + other.format("about", 'attribution = "about"\nauthors = ["Jean Rière"]')
        + other.format("both", 'authors = ["Victor Serge", "Benjamin Fondane"]')
        + other.format("his", 'attribution = "author"')
    )
    said = {work.id: (work.attribution, work.authors) for work in alone(path)}
    assert said == {
        "once-more-kronstadt": (Attribution.AUTHOR, ("Victor Serge",)),
        "attributed-kronstadt": (Attribution.ATTRIBUTED, ()),
        "about-kronstadt": (Attribution.ABOUT, ("Jean Rière",)),
        "both-kronstadt": (Attribution.AUTHOR, ("Victor Serge", "Benjamin Fondane")),
        "his-kronstadt": (Attribution.AUTHOR, ("Victor Serge",)),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_accepted(written: Written, kind: str) -> None:
    (work,) = alone(written(HEAD + RECORD.replace('"letter"', f'"{kind}"')))
    assert work.kind == kind


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text + "# the end",
        lambda text: text.replace("[[works]]", "[[ works ]]"),
    ],
    ids=["byte order mark", "Windows line ends", "comment without line end", "blanks in a header"],
)
def test_how_an_editor_saves_the_file_is_no_matter(
    written: Written, change: Callable[[str], str]
) -> None:
    assert alone(written(change(HEAD + RECORD))) == alone(written(HEAD + RECORD))


def test_the_built_in_catalogue_is_found_from_a_checkout(catalogue: Catalogue) -> None:
    assert paths.built_in() == DATA
    assert store.load() == catalogue


def test_in_a_wheel_the_built_in_catalogue_lies_beside_the_module(
    monkeypatch: pytest.MonkeyPatch, written: Written, tmp_path: Path
) -> None:
    beside = written(HEAD + RECORD)
    monkeypatch.setattr(paths, "_BUILT_IN", (beside, DATA))
    assert paths.built_in() == beside
    monkeypatch.setattr(paths, "_BUILT_IN", (tmp_path / "gone.toml", tmp_path / "gone too.toml"))
    with pytest.raises(CatalogueError, match=r"gone\.toml: there is no such file$"):
        store.load()


# --- a file that cannot be read ------------------------------------------------------------------


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert faults(tmp_path / "gone.toml") == [" there is no such file"]


def test_a_directory_is_no_catalogue(tmp_path: Path) -> None:
    assert faults(tmp_path) == [" is a directory, not a file"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), " may not be read (permission denied)"),
        (OSError(5, "Input/output error"), " cannot be read: [Errno 5] Input/output error"),
    ],
)
def test_a_file_that_may_not_or_cannot_be_read_says_so(
    written: Written, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    path = written(HEAD + RECORD)

    def refuse(_path: Path, _mode: str) -> NoReturn:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    assert faults(path) == [said]


def test_a_path_that_no_system_allows_cannot_be_read() -> None:
    assert faults(Path("a\0b")) == [" cannot be read: embedded null byte"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_a_file_in_another_encoding_is_told_the_line_and_the_byte(
    written: Written, mark: bytes
) -> None:
    latin = (HEAD + RECORD.replace("Once", "Rivière")).encode("latin-1")
    assert faults(written(mark + latin)) == [
        f"{BEGINS + 2}: is not UTF-8 (byte 0xE8); save the file as UTF-8"
    ]


def test_utf_16_is_not_utf_8(written: Written) -> None:
    assert faults(written((HEAD + RECORD).encode("utf-16"))) == [
        "1: is not UTF-8 (byte 0xFF); save the file as UTF-8"
    ]


@pytest.mark.parametrize(
    "added",
    [
        "date 1938\n",
        "date = \n",
        "date = 1938-13-01\n",
        'title = "Twice"\n',
        'note = "\x1b[2J"\n',
        'note = "not closed\n',
        'note = """not closed',
        "other_titles = [",
        "other_titles = ['one'",
        "other_titles = ['one',\n",
    ],
)
def test_what_is_not_toml_is_told_the_line(written: Written, added: str) -> None:
    (said,) = faults(written(HEAD + RECORD + added))
    assert re.fullmatch(rf"{NEXT}: is not TOML: [a-z][^()]+", said)
    assert said.isprintable()


@pytest.mark.parametrize("deep", ["[" * 100_000, "{a=" * 100_000, "[" * 500 + "{b=[" * 500])
def test_a_value_nested_too_deeply_is_refused(written: Written, deep: str) -> None:
    assert faults(written(HEAD + RECORD + "note = " + deep)) == [" is nested too deeply"]


def test_a_number_of_thousands_of_digits_is_refused(written: Written) -> None:
    assert faults(written(HEAD + RECORD + "volume = " + "1" * 5000)) == [
        " holds a number too long to read"
    ]


# --- the parts of a catalogue --------------------------------------------------------------------


def test_an_empty_file_holds_no_works(written: Written) -> None:
    assert faults(written("")) == [
        " catalogue: is missing; a catalogue that stands alone needs a title, an author and a language",
        " has no works; each begins with [[works]]",
    ]


def test_beside_another_a_catalogue_may_hold_nothing_yet(
    written: Written, catalogue: Catalogue
) -> None:
    assert store.load(written("# to come\n")) == catalogue
    assert len(alone(written(HEAD))) == 0


def test_a_catalogue_without_a_head_has_that_of_the_built_in_one(written: Written) -> None:
    read = store.load(written(RECORD.replace("kronstadt", "again")), only_own=True)
    assert [work.id for work in read] == ["once-more-again"]
    assert read.own == {"once-more-again"}
    assert read.head == store.load().head
    assert read.works[0].authors == ("Victor Serge",)


def test_works_beside_others_may_name_them_and_not_take_their_ids(
    written: Written, catalogue: Catalogue
) -> None:
    other = RECORD.replace("once-more-kronstadt", "a-third-time") + 'see = ["{}"]\n'
    path = written(other.format("once-more-kronstadt"))
    both = store.load(path)
    assert both.works == (*catalogue.works, *store.load(path, only_own=True))
    assert both.own == {"a-third-time"}
    assert (both.total, both.head) == (catalogue.total + 1, catalogue.head)
    with pytest.raises(CatalogueError, match="there is no work 'once-less-kronstadt'; did you"):
        store.load(written(other.format("once-less-kronstadt")))
    with pytest.raises(CatalogueError, match="is the id of a work in the built-in catalogue"):
        store.load(written(RECORD))


def test_a_search_finds_the_works_of_both_catalogues(written: Written) -> None:
    path = written(RECORD.replace("once-more-kronstadt", "a-third-time"))
    found = {hit.work.id: hit.own for hit in fuzzy.search(store.index(path), "cronstadt")}
    assert found["a-third-time"] is True
    assert found["once-more-kronstadt"] is False


def test_a_head_must_be_whole(written: Written) -> None:
    assert faults(written("[catalogue]\n" + RECORD)) == [
        "1: catalogue: title: is missing",
        "1: catalogue: author: is missing",
        "1: catalogue: language: is missing",
    ]


LIFE = """
[[catalogue.life_events]]
date = "1912-01-31/1917"
event = "in prison"
sources = ["a page", "another"]

[[catalogue.life_events]]
date = "1941-09"
event = "in Mexico"
"""


def test_a_head_has_the_breaks_in_a_life(written: Written) -> None:
    catalogue = alone(written(HEAD + 'born = "1890"\n' + LIFE + RECORD))
    assert [(str(one.date), one.event, one.sources) for one in catalogue.head.life_events] == [
        ("1912-01-31/1917", "in prison", ("a page", "another")),
        ("1941-09", "in Mexico", ()),
    ]
    assert str(catalogue.head.born) == "1890"
    whole = formats.dump((), (), "toml", catalogue.head).text
    assert alone(written(whole + RECORD)).head == catalogue.head


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"1941-09"',
            '"1941-13"',
            "12: catalogue: life_events[2].date: '1941-13' has no month 13; they are 01 to 12",
        ),
        ('event = "in prison"\n', "", "6: catalogue: life_events[1].event: is missing"),
        ('date = "1941-09"\n', "", "11: catalogue: life_events[2].date: is missing"),
        (
            '["a page", "another"]',
            '"a page"',
            "9: catalogue: life_events[1].sources: must be a list of texts, not a text",
        ),
        (
            "sources",
            "source",
            "9: catalogue: life_events[1].source: is not a field; did you mean 'sources'?",
        ),
    ],
)
def test_a_break_in_a_life_that_is_wrong_is_named(
    written: Written, old: str, new: str, said: str
) -> None:
    assert faults(written(HEAD + LIFE.replace(old, new) + RECORD)) == [said]


@pytest.mark.parametrize(
    ("life", "message"),
    [
        ('"long"', "life_events: must be a list of tables, not a text"),
        ("[1]", "life_events[1]: must be a table in braces, not a number"),
        ('{ date = "1912", event = "x" }', "life_events: must be a list of tables, not a table"),
    ],
)
def test_the_breaks_in_a_life_are_a_list_of_tables(
    written: Written, life: str, message: str
) -> None:
    path = written(HEAD + f"life_events = {life}\n" + RECORD)
    assert faults(path) == [f"5: catalogue: {message}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('works = "all"\n' + HEAD, "1: works: must be a list of records, each under [[works]]"),
        ("works = [1]\n" + HEAD, "1: works: must be a list of records, each under [[works]]"),
        (HEAD + "[works]\nid = 1", "5: works: must be a list of records, each under [[works]]"),
    ],
)
def test_works_are_a_list_of_records(written: Written, text: str, said: str) -> None:
    assert faults(written(text)) == [said]


def test_keys_that_are_no_part_of_a_catalogue_are_named_in_the_order_of_the_file(
    written: Written,
) -> None:
    keys = ["version", "authors", "year", "url", "work", "catalog"]
    text = "".join(f"{key} = 1\n" for key in keys) + HEAD + RECORD
    assert faults(written(text)) == [
        f"{line}: {key}: is not part of a catalogue, which has [catalogue], [people] and [[works]]"
        for line, key in enumerate(keys, 1)
    ]


def test_the_head_is_a_table(written: Written) -> None:
    assert "1: catalogue: catalogue: must be a table, [catalogue]" in faults(
        written("catalogue = 1\n" + RECORD)
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("archiv = 'MIA'", "5: catalogue: archiv: is not a field; did you mean 'archive'?"),
        ("archive = 1", "5: catalogue: archive: must be a text in quotes, not a number"),
        (
            "archive_url = 'ftp://a'",
            "5: catalogue: archive_url: 'ftp://a' is not a web address; it begins with https:// or http://",
        ),
        ("died = 1947", "5: catalogue: died: must be a text in quotes, not a number"),
        (
            "died = 1947-11-17",
            "5: catalogue: died: must be a text in quotes, not a date without quotes",
        ),
        (
            "born = '30.12.1890'",
            "5: catalogue: born: '30.12.1890' begins with the day; write 1890-12-30",
        ),
        ("born = 1890", "5: catalogue: born: must be a text in quotes, not a number"),
        ("died = ''", "5: catalogue: died: is empty; leave the field out instead"),
        (
            "died = '1947-11-31'",
            "5: catalogue: died: '1947-11-31' has no day 31 in November 1947; they are 01 to 30",
        ),
    ],
)
def test_a_fault_in_the_head_is_told_its_line(written: Written, line: str, said: str) -> None:
    assert faults(written(HEAD + line + "\n" + RECORD)) == [said]


# --- the author's death --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "posthumous"),
    [
        ('first_publication = { date = "1947-11-17" }', False),
        ('first_publication = { date = "1947" }', False),  # perhaps before the 17th of November
        ('first_publication = { date = "1947-11-18" }', True),
        ('first_publication = { date = "1948" }', True),
        ('reproduced_from = { date = "1951" }', True),
        ('published = "1951"', True),
        # An earlier printing tells, whichever field it is in.
        ('first_publication = { date = "1938" }\nreproduced_from = { date = "1951" }', False),
        ('published = "1938"\nreproduced_from = { date = "1951" }', False),
        # When it was written tells nothing, and neither do later editions.
        ('date = "1951"', False),
        ('editions = [{ date = "1951" }]', False),
        ("first_publication = { language = 'fr' }", False),
        ("", False),
        # Nothing by others is posthumous.
        (
            'authors = ["Jean Rière"]\nattribution = "about"\nfirst_publication = { date = "1976" }',
            False,
        ),
        ('attribution = "attributed"\nfirst_publication = { date = "1976" }', False),
        (
            'authors = ["Victor Serge", "Natalia Sedova"]\nfirst_publication = { date = "1951" }',
            True,
        ),
    ],
)
def test_a_work_is_posthumous_if_nothing_was_printed_in_the_author_s_life(
    written: Written, lines: str, *, posthumous: bool
) -> None:
    catalogue = alone(written(HEAD + 'died = "1947-11-17"\n' + RECORD + lines + "\n"))
    (work,) = catalogue
    assert str(catalogue.head.died) == "1947-11-17"
    assert catalogue.posthumous(work) is posthumous


def test_nothing_is_posthumous_where_no_death_is_known(written: Written) -> None:
    catalogue = alone(written(HEAD + RECORD + 'first_publication = { date = "1951" }\n'))
    assert catalogue.head.died is None
    assert not catalogue.posthumous(catalogue.works[0])


# --- people --------------------------------------------------------------------------------------

PEOPLE = """
[people]
"Mitchell Abidor" = ["Mitch Abidor", "M. Abidor"]
"Andrés Nin" = ["Andres Nin"]
"James M. Fenwick" = []
"""


def test_a_person_has_one_name_however_spelled(written: Written) -> None:
    path = written(
        HEAD
        + PEOPLE
        + RECORD
        + 'authors = ["Victor Serge", "M. Abidor"]\nrecipient = "Andres Nin"\n'
        + 'first_publication = { translators = ["Mitch Abidor", "Andrés Nin"] }\n'
        + 'reproduced_from = { editors = ["Mitch Abidor", "James M. Fenwick"] }\n'
        + 'editions = [{ translators = ["M. Abidor"], editors = ["Dan Eastman"] }]\n'
    )
    (work,) = alone(path)
    assert work.authors == ("Victor Serge", "Mitchell Abidor")
    assert work.recipient == "Andrés Nin"
    assert [(one.translators, one.editors) for one in work.publications] == [
        (("Mitchell Abidor", "Andrés Nin"), ()),
        ((), ("Mitchell Abidor", "James M. Fenwick")),
        (("Mitchell Abidor",), ("Dan Eastman",)),
    ]


def test_only_the_fields_of_people_are_changed(written: Written) -> None:
    lines = 'signed_as = "M. Abidor"\nother_titles = ["Andres Nin"]\nnote = "Mitch Abidor"\n'
    (work,) = alone(written(HEAD + PEOPLE + RECORD + lines))
    assert (work.signed_as, work.other_titles, work.note) == (
        "M. Abidor",
        ("Andres Nin",),
        "Mitch Abidor",
    )


def test_people_may_stand_after_the_works(written: Written) -> None:
    after = alone(written(HEAD + RECORD + 'recipient = "Andres Nin"\n' + PEOPLE))
    assert after.works[0].recipient == "Andrés Nin"


def test_the_people_of_the_built_in_catalogue_are_not_those_of_another(written: Written) -> None:
    (work,) = alone(written(HEAD + RECORD + 'authors = ["Mitch Abidor"]\n'))
    assert work.authors == ("Mitch Abidor",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            '"Judith White" = ["Mitch Abidor"]',
            "people.Judith White: 'Mitch Abidor' is listed for two people",
        ),
        (
            '"Judith White" = ["James M. Fenwick"]',
            "people.Judith White: 'James M. Fenwick' is listed for two people",
        ),
        (
            '"J. White" = ["Judith White", "Judith White"]',
            "people.J. White: 'Judith White' is listed for two people",
        ),
        ('"J. White" = "Judith White"', "people.J. White: must be a list of texts, not a text"),
        ('"J. White" = 1', "people.J. White: must be a list of texts, not a number"),
        (
            '"J. White" = ["Judith White", 1]',
            "people.J. White[2]: must be a text in quotes, not a number",
        ),
        ('"J. White" = [""]', "people.J. White[1]: is empty; leave the field out instead"),
        ('"" = ["Judith White"]', "people.'': has no name"),
        ('" " = ["Judith White"]', "people. : has no name"),
    ],
)
def test_a_fault_in_the_people_is_told_its_line(written: Written, line: str, said: str) -> None:
    begins = (HEAD + PEOPLE).count("\n") + 1
    assert faults(written(HEAD + PEOPLE + line + "\n" + RECORD)) == [f"{begins}: {said}"]


@pytest.mark.parametrize("people", ["1", "'all'", "['Judith White']"])
def test_people_are_a_table(written: Written, people: str) -> None:
    assert faults(written(f"people = {people}\n" + HEAD + RECORD)) == [
        "1: people: must be a table, [people]"
    ]


def test_a_table_of_no_people_is_no_fault(written: Written) -> None:
    assert len(alone(written(HEAD + "[people]\n" + RECORD))) == 1


# --- the fields of a record ----------------------------------------------------------------------

WRONG_TYPES = [
    ("note = 1", "note", "must be a text in quotes, not a number"),
    ("note = 1.5", "note", "must be a text in quotes, not a number"),
    ("note = true", "note", "must be a text in quotes, not true or false"),
    ("note = ['a']", "note", "must be a text in quotes, not a list"),
    ("note = {a = 1}", "note", "must be a text in quotes, not a table"),
    ("note = ''", "note", "is empty; leave the field out instead"),
    ("note = ' \\t'", "note", "is empty; leave the field out instead"),
    ("date = 1938", "date", "must be a text in quotes, not a number"),
    ("date = 1938-04-28", "date", "must be a text in quotes, not a date without quotes"),
    ("date = 1938-04-28T10:00:00Z", "date", "must be a text in quotes, not a date without quotes"),
    ("written = 1938-04-28", "written", "must be a text in quotes, not a date without quotes"),
    ("date = ''", "date", "is empty; leave the field out instead"),
    ("other_titles = 'one'", "other_titles", "must be a list of texts, not a text"),
    ("other_titles = ['one', 2]", "other_titles[2]", "must be a text in quotes, not a number"),
    ("other_titles = ['one', '']", "other_titles[2]", "is empty; leave the field out instead"),
    ("other_titles = [['one']]", "other_titles[1]", "must be a text in quotes, not a list"),
    ("authors = 'Victor Serge'", "authors", "must be a list of texts, not a text"),
    ("recipient = ['Andrés Nin']", "recipient", "must be a text in quotes, not a list"),
    ("collected_in = 'notebooks'", "collected_in", "must be a list of texts, not a text"),
    ("collected_in = [1]", "collected_in[1]", "must be a text in quotes, not a number"),
    ("collected_in = ['']", "collected_in[1]", "is empty; leave the field out instead"),
    ("attribution = true", "attribution", "must be a text in quotes, not true or false"),
    (
        "reproduced_from = 'The New International'",
        "reproduced_from",
        "must be a table in braces, not a text",
    ),
    (
        "first_publication = [{title = 'a'}]",
        "first_publication",
        "must be a table in braces, not a list",
    ),
    (
        "reproduced_from = {volume = 4}",
        "reproduced_from.volume",
        "must be a text in quotes, not a number",
    ),
    (
        "reproduced_from = {translators = 'a'}",
        "reproduced_from.translators",
        "must be a list of texts, not a text",
    ),
    (
        "reproduced_from = {date = 1938}",
        "reproduced_from.date",
        "must be a text in quotes, not a number",
    ),
    ("editions = {title = 'a'}", "editions", "must be a list of tables, not a table"),
    ("editions = ['a']", "editions[1]", "must be a table in braces, not a text"),
    (
        "editions = [{title = 'a'}, {date = 1938-04-28}]",
        "editions[2].date",
        "must be a text in quotes, not a date without quotes",
    ),
]
WRONG_VALUES = [
    ("note = '" + "x" * 100_001 + "'", "note", "has 100,001 letters; the limit is 100,000"),
    (
        "attribution = 'trotsky'",
        "attribution",
        "'trotsky' is not one of: author, attributed, about, other",
    ),
    ("date = '1938-13'", "date", "'1938-13' has no month 13; they are 01 to 12"),
    (
        "published = '1938-02-30'",
        "published",
        "'1938-02-30' has no day 30 in February 1938; they are 01 to 28",
    ),
    (
        "reproduced_from = {date = '1938-13'}",
        "reproduced_from.date",
        "'1938-13' has no month 13; they are 01 to 12",
    ),
    (
        "first_publication = {date = '1965-21-03'}",
        "first_publication.date",
        "'1965-21-03' has a day in a season",
    ),
    (
        "editions = [{date = '2015'}, {date = '1939/1938'}]",
        "editions[2].date",
        "'1939/1938' runs backwards; write 1938/1939",
    ),
]
UNKNOWN = [
    ("titel = 'a'", "titel", "is not a field; did you mean 'title'?"),
    ("Note = 'a'", "Note", "is not a field; did you mean 'note'?"),
    ("collected = ['a']", "collected", "is not a field; did you mean 'collected_in'?"),
    ("died = '1947'", "died", "is not a field; did you mean 'id'?"),
    ("part-of = 'a'", "part-of", "is not a field; did you mean 'part_of'?"),
    ("zzz = 'a'", "zzz", "is not a field"),
    (
        "reproduced_from = {vol = '4'}",
        "reproduced_from.vol",
        "is not a field; did you mean 'volume'?",
    ),
    ("reproduced_from = {kind = 'letter'}", "reproduced_from.kind", "is not a field"),
    ("editions = [{page = '1'}]", "editions[1].page", "is not a field; did you mean 'pages'?"),
    ("'' = 'a'", "''", "is not a field"),
    ('"a\\nb" = 1', r"'a\nb'", "is not a field"),
]


def test_a_header_in_a_text_is_no_record(written: Written) -> None:
    before = HEAD + RECORD + 'note = """\n[[works]]\n"""\n'
    (said,) = faults(written(before + '[[works]]\nid = "b"\nkind = "letter"\n'))
    header = before.count("\n") + 1
    assert said == f"{header}: b: title: is missing"


@pytest.mark.parametrize(("line", "field", "message"), WRONG_TYPES + WRONG_VALUES + UNKNOWN)
def test_a_wrong_field_is_named_with_its_line_and_record(
    written: Written, line: str, field: str, message: str
) -> None:
    (said,) = faults(written(HEAD + RECORD + "index = '74'\n" + line.replace("'", '"') + "\n"))
    assert said == f"{NEXT + 1}: once-more-kronstadt: {field}: {message}"


@pytest.mark.parametrize("field", ["id", "title", "kind"])
def test_a_missing_field_is_named_at_the_head_of_its_record(written: Written, field: str) -> None:
    lines = [line for line in RECORD.split("\n") if not line.startswith(field)]
    label = "works[1]" if field == "id" else "once-more-kronstadt"
    assert faults(written(HEAD + "\n".join(lines))) == [f"{BEGINS}: {label}: {field}: is missing"]


@pytest.mark.parametrize(
    "wrong",
    ["Kronstadt", "a--b", "-a", "a-", "a b", "a_b", "émile", "a/b", "../a", "a.b", "１", "a,"],
)
def test_an_id_is_small_letters_and_digits_with_single_hyphens(
    written: Written, wrong: str
) -> None:
    path = written(HEAD + RECORD.replace("once-more-kronstadt", wrong))
    assert faults(path) == [
        f"{BEGINS + 1}: {wrong}: id: {wrong!r} is not an id; use lower-case letters and digits with single hyphens"
    ]


@pytest.mark.parametrize(
    ("wrong", "shown"), [(r"a\nb", r"'a\nb'"), (r"a\u001b[2J", r"'a\x1b[2J'"), (r"a\u202e", None)]
)
def test_an_id_that_would_steer_a_terminal_is_shown_as_its_place(
    written: Written, wrong: str, shown: str | None
) -> None:
    (said,) = faults(written(HEAD + RECORD.replace("once-more-kronstadt", wrong)))
    assert said.startswith(f"{BEGINS + 1}: works[1]: id: {shown or ''}")
    assert said.isprintable()


def test_a_kind_that_is_none_is_shown_the_kinds(written: Written) -> None:
    path = written(HEAD + RECORD.replace('"letter"', '"Letter"'))
    (said,) = faults(path)
    assert said == (
        f"{BEGINS + 3}: once-more-kronstadt: kind: 'Letter' is not one of: archive, article, biography, book, "
        "collection, correspondence, diary, essay, extract, history, letter, memoir, novel, "
        "obituary, pamphlet, poem, poetry, prose, review, speech, stories, text; "
        "did you mean 'letter'?"
    )


UNSAFE = [
    "javascript:alert(1)", "ftp://example.org/a", "file:///etc/passwd", "1938/04/kronstadt.htm",
    "/archive/serge", "//example.org/a", "www.marxists.org", "https://", "https:///a", "https:a",
    "https://a b", "data:text/html,a", "mailto:a@example.org",
    r"https://example.org/\u001b]8;;", r"https://example.org/\u202ea", r"https://example.org/\na",
]  # fmt: skip


@pytest.mark.parametrize("unsafe", UNSAFE)
@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("url = {}", "url"),
        ("reproduced_from = {{ url = {} }}", "reproduced_from.url"),
        ("editions = [{{ title = 'a' }}, {{ url = {} }}]", "editions[2].url"),
    ],
)
def test_an_unsafe_address_is_refused(written: Written, unsafe: str, line: str, field: str) -> None:
    (said,) = faults(written(HEAD + RECORD + line.format(f'"{unsafe}"') + "\n"))
    assert said.startswith(f"{NEXT}: once-more-kronstadt: {field}: ")
    assert said.endswith(" is not a web address; it begins with https:// or http://")
    assert said.isprintable()


@pytest.mark.parametrize(
    "address", ["https://www.marxists.org/a#b", "http://example.org", "HTTPS://example.org/é?a=b"]
)
def test_an_address_of_the_web_is_accepted(written: Written, address: str) -> None:
    (work,) = alone(written(HEAD + RECORD + f'url = "{address}"\n'))
    assert work.url == address


# --- the records together ------------------------------------------------------------------------


def records(*lines: str) -> str:
    """Make a record "a", "b" … of each line: the lines 10, 16, 22 …"""
    made = [
        f'\n[[works]]\nid = "{name}"\ntitle = "T"\nkind = "text"\n{line}\n'
        for name, line in zip("abcdef", lines, strict=False)
    ]
    return HEAD + "".join(made)


def test_an_id_of_two_records_is_told_at_the_second(written: Written) -> None:
    assert faults(written(HEAD + RECORD + RECORD + RECORD)) == [
        f"{BEGINS + 6}: once-more-kronstadt: id: is the id of works[1] already",
        f"{BEGINS + 11}: once-more-kronstadt: id: is the id of works[1] already",
    ]


@pytest.mark.parametrize("field", ["part_of", "extract_of"])
def test_a_reference_to_no_record_suggests_the_nearest(written: Written, field: str) -> None:
    text = HEAD + RECORD + RECORD.replace("once-more-", "")
    (said,) = faults(written(f'{text}{field} = "once-more-cronstadt"\n'))
    assert said == (
        f"15: kronstadt: {field}: there is no work 'once-more-cronstadt'; "
        "did you mean 'once-more-kronstadt'?"
    )


@pytest.mark.parametrize("field", ["see", "collected_in"])
def test_each_dangling_reference_of_a_list_is_named(written: Written, field: str) -> None:
    assert faults(written(records(f'{field} = ["b", "nowhere", "b", "elsewhere"]', ""))) == [
        f"10: a: {field}: there is no work 'nowhere'",
        f"10: a: {field}: there is no work 'elsewhere'",
    ]


@pytest.mark.parametrize(
    ("lines", "attribution", "authors"),
    [
        ("", Attribution.AUTHOR, ("Victor Serge",)),
        ('authors = ["Benjamin Fondane", "V. Serge"]', Attribution.AUTHOR, None),
        ('authors = ["Karl Marx"]', Attribution.OTHER, ("Karl Marx",)),
        ("authors = []", Attribution.OTHER, ()),
        ('authors = ["Karl Marx"]\nattribution = "about"', Attribution.ABOUT, ("Karl Marx",)),
        ('authors = ["Karl Marx"]\nattribution = "author"', Attribution.AUTHOR, ("Karl Marx",)),
        ('attribution = "other"', Attribution.OTHER, ()),
    ],
)
def test_what_others_wrote_is_not_taken_for_the_author_s(
    written: Written, lines: str, attribution: Attribution, authors: tuple[str, ...] | None
) -> None:
    (work,) = alone(written(HEAD + RECORD + lines + "\n"))
    assert work.attribution is attribution
    assert authors is None or work.authors == authors


def test_a_work_may_be_in_several_others(written: Written) -> None:
    works = alone(written(records('collected_in = ["b", "c"]', "", 'collected_in = ["b"]')))
    assert [work.collected_in for work in works] == [("b", "c"), (), ("b",)]


def test_a_record_with_another_fault_may_still_be_referred_to(written: Written) -> None:
    text = records("", 'part_of = "a"').replace('title = "T"\n', "", 1)
    assert faults(written(text)) == ["6: a: title: is missing"]


@pytest.mark.parametrize(
    "line", ['part_of = "a"', 'extract_of = "a"', 'collected_in = ["a"]', 'see = ["b", "a"]']
)
def test_a_record_does_not_refer_to_itself(written: Written, line: str) -> None:
    field, _, _ = line.partition(" ")
    assert faults(written(records(line, ""))) == [f"10: a: {field}: names the work itself"]


def test_a_circle_of_parts_is_told_at_each_of_them(written: Written) -> None:
    text = records('part_of = "b"', 'part_of = "c"', 'part_of = "a"', 'part_of = "a"')
    assert faults(written(text)) == [
        "10: a: part_of: leads back to the work itself, in a circle",
        "16: b: part_of: leads back to the work itself, in a circle",
        "22: c: part_of: leads back to the work itself, in a circle",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('extract_of = "b"', 'extract_of = "a"'),
        ('collected_in = ["b"]', 'collected_in = ["a"]'),
        ('part_of = "b"', 'extract_of = "a"'),
        ('extract_of = "b"', 'collected_in = ["a"]'),
    ],
)
def test_a_work_is_not_contained_in_itself_whichever_field_says_so(
    written: Written, one: str, other: str
) -> None:
    assert faults(written(records(one, other, 'part_of = "a"\ncollected_in = ["b"]'))) == [
        f"10: a: {one.partition(' ')[0]}: leads back to the work itself, in a circle",
        f"16: b: {other.partition(' ')[0]}: leads back to the work itself, in a circle",
    ]


def test_only_what_is_on_a_circle_is_told(written: Written) -> None:
    text = records(
        'collected_in = ["b", "c"]',
        'part_of = "a"',
        "",
        'collected_in = ["c", "a"]',
        'collected_in = ["f"]',
    )
    text += '[[works]]\nid = "f"\ntitle = "T"\nkind = "novel"\nextract_of = "e"\nsee = ["a"]\n'
    assert [said.split(": ", 1)[1] for said in faults(written(text))] == [
        f"{name}: leads back to the work itself, in a circle"
        for name in ("a: collected_in", "b: part_of", "e: collected_in", "f: extract_of")
    ]


@pytest.mark.parametrize("lacking", ["id", "title", "kind"])
def test_what_a_record_lacks_hides_no_other_fault(written: Written, lacking: str) -> None:
    lines = (
        'see = ["gone"]\npart_of = "gone"\nextract_of = "gone"\ncollected_in = ["gone"]\ndate = "x"'
    )
    text = records(lines)
    kept = "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith(f"{lacking} =")
    )
    assert kept != text
    fields = {lacking, "see", "part_of", "extract_of", "collected_in", "date"}
    kept = kept.replace("[catalogue]", '[catalogue]\ntitle = "T"', lacking == "title")
    assert {said.split(": ")[2] for said in faults(written(kept))} == fields


def test_what_lacks_a_title_may_be_on_a_circle(written: Written) -> None:
    text = records('part_of = "b"', 'extract_of = "a"').replace('title = "T"\n', "", 1)
    assert [said.split(": ")[1:3] for said in faults(written(text))] == [
        ["a", "title"], ["a", "part_of"], ["b", "extract_of"]
    ]  # fmt: skip


def test_a_part_of_a_part_is_no_circle(written: Written) -> None:
    text = records("", 'part_of = "a"', 'part_of = "b"', 'part_of = "a"')
    assert [work.part_of for work in alone(written(text))] == ["", "a", "b", "a"]


# --- lines ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_lines_are_counted_as_an_editor_counts_them(written: Written, character: str) -> None:
    text = HEAD + RECORD + f'note = "one{character}two"\ndate = "1938-13"\n'
    assert faults(written(text)) == [
        f"{NEXT + 1}: once-more-kronstadt: date: '1938-13' has no month 13; they are 01 to 12"
    ]


def test_a_fault_in_an_inline_list_of_works_has_a_record_and_a_line(written: Written) -> None:
    text = 'works = [{ id = "a", title = "T", kind = "song" }]\n' + HEAD
    (said,) = faults(written(text))
    assert said.startswith("1: a: kind: 'song' is not one of: ")


# --- all at once ---------------------------------------------------------------------------------

TEN_FAULTS = """\
[catalogue]
title = "Ten Faults"
author = "Victor Serge"

[[works]]
id = "once-more-kronstadt"
title = "Once More: Kronstadt"
kind = "leter"
date = "1938-13"
reproduced_from = { container = "The New International", volume = "4", date = "1938-02-30" }

[[works]]
id = "Open Letter"
titel = "Open Letter to André Gide"
kind = "letter"
url = "javascript:alert(1)"

[[works]]
id = "kronstadt-21"
title = "Kronstadt ’21"
kind = "extract"
date = 1945-02-01
extract_of = "once-more-cronstadt"
"""
TOLD = """\
works.toml:1: catalogue: language: is missing
works.toml:8: once-more-kronstadt: kind: 'leter' is not one of: archive, article, biography, book, \
collection, correspondence, diary, essay, extract, history, letter, memoir, novel, obituary, \
pamphlet, poem, poetry, prose, review, speech, stories, text; did you mean 'letter'?
works.toml:9: once-more-kronstadt: date: '1938-13' has no month 13; they are 01 to 12
works.toml:10: once-more-kronstadt: reproduced_from.date: '1938-02-30' has no day 30 in February 1938; \
they are 01 to 28
works.toml:12: Open Letter: title: is missing
works.toml:13: Open Letter: id: 'Open Letter' is not an id; use lower-case letters and digits with single hyphens
works.toml:14: Open Letter: titel: is not a field; did you mean 'title'?
works.toml:16: Open Letter: url: 'javascript:alert(1)' is not a web address; it begins with \
https:// or http://
works.toml:22: kronstadt-21: date: must be a text in quotes, not a date without quotes
works.toml:23: kronstadt-21: extract_of: there is no work 'once-more-cronstadt'; \
did you mean 'once-more-kronstadt'?
"""


def test_all_faults_of_a_file_are_told_at_once_in_its_order(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(TEN_FAULTS)
    monkeypatch.chdir(path.parent)
    with pytest.raises(CatalogueError) as error:
        alone(Path(path.name))
    assert str(error.value) + "\n" == TOLD
    assert error.value.path == "works.toml"
    assert error.value.problems[2] == Problem(
        9,
        "once-more-kronstadt",
        "date",
        "'1938-13' has no month 13; they are 01 to 12",
        len('date = "'),
    )


def test_the_program_tells_all_faults_on_standard_error(serge: Serge, written: Written) -> None:
    path = written(TEN_FAULTS)
    answer = serge("list", "--catalogue", path.name, "--alone", code=ExitCode.FAULTY_CATALOGUE)
    assert (answer.out, answer.err) == ("", TOLD)


# --- nothing but CatalogueError ------------------------------------------------------------------

SCALARS: st.SearchStrategy[Any] = st.one_of(
    st.text(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.times(),
    st.datetimes(),
    st.sampled_from(
        ["1938", "1938-13", "letter", "serge", "a", "b", "https://example.org", "javascript:"]
    ),
)
KEYS = st.text() | st.sampled_from(
    [
        *(key for record in (Head, Work, Publication) for key in keys(record)),
        *("catalogue", "people", "works"),
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)


def nearly_a_record() -> st.SearchStrategy[dict[str, Any]]:
    right = {"id": st.sampled_from("ab"), "title": st.text(min_size=1), "kind": st.just("text")}
    return st.builds(
        lambda base, odd: base | odd,
        st.fixed_dictionaries({}, optional=right),
        st.dictionaries(KEYS, VALUES, max_size=3),
    )


def nearly_a_catalogue() -> st.SearchStrategy[dict[str, Any]]:
    head = {name: st.text() | VALUES for name in keys(Head)}
    names = st.sampled_from(["A", "B", "A B", ""]) | st.text()
    parts: dict[str, st.SearchStrategy[Any]] = {
        "catalogue": st.fixed_dictionaries({}, optional=head) | VALUES,
        "people": st.dictionaries(names, st.lists(names, max_size=3) | VALUES, max_size=3) | VALUES,
        "works": st.lists(nearly_a_record() | VALUES, max_size=4) | VALUES,
    }
    return st.fixed_dictionaries({}, optional=parts)


def load_or_be_told(path: Path, content: bytes) -> None:
    """Read a catalogue; fails at any error but a CatalogueError in whole, printable lines."""
    path.write_bytes(content)
    try:
        alone(path)
    except CatalogueError as error:
        lines = str(error).split("\n")
        assert len(lines) == len(error.problems) > 0  # noqa: PT017 - to be read is right too
        assert all(line.isprintable() for line in lines), lines


@pytest.fixture(scope="module")
def anything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "works.toml"


@given(nearly_a_catalogue() | st.dictionaries(KEYS, VALUES, max_size=3))
def test_any_toml_is_a_catalogue_or_a_catalogue_error(
    anything: Path, document: dict[str, Any]
) -> None:
    out = io.BytesIO()
    tomli_w.dump(document, out)
    assert tomllib.loads(out.getvalue().decode()).keys() == document.keys()
    load_or_be_told(anything, out.getvalue())


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.builds(
        lambda at, put: TEN_FAULTS.encode()[:at] + put + TEN_FAULTS.encode()[at:],
        st.integers(0, len(TEN_FAULTS.encode())),
        st.binary(max_size=4),
    )
)
def test_any_bytes_are_a_catalogue_or_a_catalogue_error(anything: Path, content: bytes) -> None:
    load_or_be_told(anything, content)


def test_faults_are_told_alike_at_every_run(written: Written) -> None:
    path = written("z = 1\ny = 1\nx = 1\nw = 1\n" + HEAD + RECORD)
    told = set()
    for seed in ("1", "2", "3"):
        done = subprocess.run(
            [sys.executable, "-m", "sergecli", "list", "--catalogue", str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        )
        told.add(done.stderr.count(b"is not part of a catalogue") and done.stderr)
    assert len(told) == 1
    assert told != {0}
