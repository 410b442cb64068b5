"""A catalogue is read whole, or what keeps it from being read is said."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from sergecli.catalogue import paths, store
from sergecli.errors import CatalogueError
from sergecli.model.kinds import KINDS
from sergecli.model.work import Attribution, Catalogue, Head, Publication, Work
from tests.catalogue.reading import BEGINS, HEAD, NEXT, RECORD, Written, alone, faults
from tests.conftest import DATA

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


def test_every_kind_is_accepted(written: Written) -> None:
    records = (f'[[works]]\nid = "{kind}"\ntitle = "T"\nkind = "{kind}"\n' for kind in KINDS)
    assert [work.kind for work in alone(written(HEAD + "".join(records)))] == list(KINDS)


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
    with pytest.raises(CatalogueError, match=r"gone\.toml: the file does not exist$"):
        store.load()


# --- a file that cannot be read ------------------------------------------------------------------


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert faults(tmp_path / "gone.toml") == [" the file does not exist"]


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
        " contains a number too long to read"
    ]
