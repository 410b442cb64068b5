"""The command add, by options and by answers."""

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from sergecli.cli.commands import add
from sergecli.model.work import Work
from tests.conftest import Serge
from tests.screen import plain, screen

LETTER = ("--title", "A Letter", "--kind", "letter", "--recipient", "Leon Trotsky")


def works(path: Path) -> list[dict[str, object]]:
    """Give the records of a file as TOML has them."""
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    return list(read["works"])


def flag(field: str) -> str:
    """Give the option of a field: that of a list names one of its values."""
    many = {"authors": "author", "other_titles": "other-title", "sources": "source"}
    many |= {"inner_titles": "inner-title", "reviewed_authors": "reviewed-author"}
    return f"--{many.get(field, field).replace('_', '-')}"


def test_every_field_of_the_model_has_an_option() -> None:
    assert {one.name for one in fields(add.Record)} == {one.name for one in fields(Work)}


def test_a_record_is_added_and_shown(serge: Serge, tmp_path: Path) -> None:
    answer = serge("add", *LETTER, "--date", "1936-08", "--catalogue", "own.toml")
    written = (tmp_path / "own.toml").read_text(encoding="utf-8")
    assert answer.out == written
    assert works(tmp_path / "own.toml") == [
        {
            "id": "a-letter",
            "title": "A Letter",
            "kind": "letter",
            "date": "1936-08",
            "recipient": "Leon Trotsky",
        }
    ]
    assert "own.toml" in answer.err


def test_a_second_record_stands_behind_what_is_there(serge: Serge, tmp_path: Path) -> None:
    kept = '# mine\n[[works]] # the first\nid="one"\ntitle = "One"\nkind = \'text\'\n# end'
    (tmp_path / "own.toml").write_text(kept, encoding="utf-8")
    serge("add", *LETTER, "--catalogue", "own.toml")
    after = (tmp_path / "own.toml").read_text(encoding="utf-8")
    assert after.startswith(kept + "\n\n[[works]]\n")
    assert len(works(tmp_path / "own.toml")) == 2


def test_every_field_can_be_given(serge: Serge, tmp_path: Path) -> None:
    given = {
        "id": "mine",
        "title": "Mine",
        "kind": "article",
        "date": "1938~",
        "index_date": "early 1938",
        "written": "1937",
        "written_at": "Paris",
        "published": "1939",
        "attribution": "about",
        "role": "translator",
        "signed_as": "V. S.",
        "signature": "pseudonym",
        "recipient": "Leon Trotsky",
        "degree": "PhD",
        "reviewed_title": "Yours",
        "archive": "A library",
        "archive_location": "box 3",
        "original_title": "Le mien",
        "language": "fr",
        "index": "200",
        "part_of": "unforgiving-years",
        "extract_of": "resistance",
        "url": "https://x.org/",
        "translation_date": "2007",
        "wikidata": "Q42",
        "rights": "public domain",
        "note": "A note.",
    }
    many = {
        "authors": ["A. One", "B. Two"],
        "reviewed_authors": ["C. Three"],
        "other_titles": ["Ours"],
        "inner_titles": ["Mine"],
        "collected_in": ["resistance"],
        "see": ["voline"],
        "sources": ["A book, p. 1"],
    }
    free = {"shelfmark": "Serge 12", "tags": ["exile"]}
    first, edition = {"container": "Partisan Review", "date": "1938"}, {"publisher": "NYRB"}
    arguments = [part for name, value in given.items() for part in (flag(name), value)]
    for name, values in many.items():
        arguments += [part for value in values for part in (flag(name), value)]
    arguments += ["--first-publication", 'container = "Partisan Review", date = "1938"']
    arguments += ["--reproduced-from", '{ container = "Partisan Review", date = "1938" }']
    arguments += ["--x", 'tags = ["exile"], shelfmark = "Serge 12"']
    arguments += ["--edition", '{ publisher = "NYRB" }']
    serge("add", *arguments, "--catalogue", "own.toml")
    expected = {
        **given,
        **many,
        "first_publication": first,
        "reproduced_from": first,
        "editions": [edition],
        "x": free,
    }
    assert set(expected) == {one.name for one in fields(Work)}
    assert works(tmp_path / "own.toml") == [expected]


def test_a_dry_run_writes_nothing(serge: Serge, tmp_path: Path) -> None:
    answer = serge("add", *LETTER, "--catalogue", "own.toml", "--dry-run")
    assert 'id = "a-letter"' in answer.out
    assert not list(tmp_path.iterdir())


def test_all_that_is_wrong_is_told_by_its_option(serge: Serge, tmp_path: Path) -> None:
    answer = serge(
        *("add", "--title", "T", "--kind", "lettr", "--date", "1936-13", "--see", "nothing"),
        *("--first-publication", '{ volme = "1" }', "--catalogue", "own.toml"),
        code=2,
    )
    for flag in ("--kind: ", "--date: ", "--first-publication.volme: ", "--see"):
        assert flag in answer.err
    assert not (tmp_path / "own.toml").exists()


@pytest.mark.parametrize("raw", ["container", "{ a = 1", '{ a = 1 }\nb = "x"', ""])
def test_what_is_no_table_is_refused(serge: Serge, raw: str) -> None:
    answer = serge(
        "add", *LETTER, "--first-publication", raw or "}", "--catalogue", "x.toml", code=2
    )
    assert "--first-publication: is not a table" in answer.err


def test_an_id_of_the_built_in_catalogue_is_refused(serge: Serge) -> None:
    answer = serge("add", *LETTER, "--id", "voline", "--catalogue", "x.toml", code=2)
    assert "--id: is the id of a work in the built-in catalogue" in answer.err


def test_an_id_of_ones_own_is_refused_as_that(serge: Serge, tmp_path: Path) -> None:
    record = '[[works]]\nid = "one"\ntitle = "One"\nkind = "letter"\n'
    head = '[catalogue]\ntitle = "T"\nauthor = "A"\nlanguage = "en"\n'
    (tmp_path / "x.toml").write_text(head + record, encoding="utf-8")
    for manner in ((), ("--alone",)):
        given = ["--id", "one", "--catalogue", "x.toml", *manner]
        said = serge("add", *LETTER, *given, code=2).err
        assert "--id: is the id of a work in your own catalogue" in said


def test_without_a_terminal_nothing_is_asked(serge: Serge) -> None:
    answer = serge("add", "--title", "T", "--catalogue", "x.toml", code=2)
    assert "--kind: is missing" in answer.err


def test_without_a_file_the_own_one_is_made(serge: Serge, tmp_path: Path) -> None:
    answer = serge("add", *LETTER, XDG_DATA_HOME=str(tmp_path / "data"))
    path = tmp_path / "data" / "serge" / "works.toml"
    assert len(works(path)) == 1
    assert str(path) in answer.err
    assert serge("list", "--only", "own", "--ids", XDG_DATA_HOME=str(tmp_path / "data")).out == (
        "a-letter\n"
    )


def test_a_terminal_is_asked_field_by_field(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    answers = [
        "Letter to a Friend",
        "lettr",  # a slip, explained and asked again
        "letter",
        "1936-13",
        "1936-08~",
        "",  # authors
        "",  # signed
        "Leon Trotsky",
        "Brussels",
        "fr",
        "",  # original title
        "La Révolution prolétarienne",
        "",
        "227",
        "1–3",
        "",  # publisher
        "",  # place
        "1936-08",
        "Ian Birchall; Peter Sedgwick",
        "",  # editors
        "978-1-59017-451-8",  # its last digit is wrong
        "",
        "fr",
        "",  # address
        "A doubt.",
        "A book, p. 3; another, p. 4",
        "",  # yes
    ]
    shown = plain(screen("add", "--catalogue", str(path), typed="\n".join([*answers, ""])))
    assert "'lettr' is not one of:" in shown
    assert "did you mean 'letter'?" in " ".join(shown.split())
    assert "that is: c. August 1936" in shown
    assert "has the wrong check digit" in shown
    assert shown.index('container = "La Révolution') < shown.index("Write it? [Y/n]")
    assert shown.count("[[works]]") == 1
    (work,) = works(path)
    assert work == {
        "id": "letter-to-a-friend",
        "title": "Letter to a Friend",
        "kind": "letter",
        "date": "1936-08~",
        "recipient": "Leon Trotsky",
        "written_at": "Brussels",
        "language": "fr",
        "first_publication": {
            "container": "La Révolution prolétarienne",
            "issue": "227",
            "pages": "1–3",
            "date": "1936-08",
            "translators": ["Ian Birchall", "Peter Sedgwick"],
            "language": "fr",
        },
        "note": "A doubt.",
        "sources": ["A book, p. 3", "another, p. 4"],
    }


def test_who_has_had_enough_leaves_everything_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    shown = screen("add", "--catalogue", str(path), typed="A Title\n\x04", code=1)
    assert "Nothing was added" in shown
    assert not path.exists()


BOOK = ["Memoirs", "memoir", *[""] * 7, "Seuil", *[""] * 9]


@pytest.mark.parametrize(("answer", "code"), [("n", 1), ("NO", 1), ("\x04", 1), ("y", 0), ("", 0)])
def test_what_was_shown_is_written_if_it_is_wanted(tmp_path: Path, answer: str, code: int) -> None:
    path = tmp_path / "own.toml"
    typed = "\n".join([*BOOK, answer, ""])
    shown = screen("add", "--catalogue", str(path), typed=typed, code=code)
    assert path.exists() is not bool(code)
    assert ("Nothing was added" in shown) is bool(code)
    if not code:
        assert works(path)[0]["first_publication"] == {"publisher": "Seuil"}


KRONSTADT = ("--title", "Once more: Kronstadt!", "--kind", "letter")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--date", "1938-04-28"), "once-more-kronstadt, with the same title and date"),
        (("--date", "1938"), "once-more-kronstadt, with the same title and author"),
        ((), "once-more-kronstadt, with the same title and author"),
        (("--date", "1939"), ""),
        (("--date", "1938-04-28", "--author", "Jane Doe"), ""),
        (
            ("--first-publication", 'container = "New International", volume = "4", issue = "7"'),
            "once-more-kronstadt, with the same title in the same issue of New International",
        ),
    ],
)
def test_what_is_there_already_is_said_and_written_all_the_same(
    serge: Serge, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    said = serge("add", *KRONSTADT, *arguments, "--catalogue", "own.toml").err.splitlines()
    expected = [f"warning: this may already be in the catalogue: {told}"] * bool(told)
    assert said[:-1] == expected
    assert works(tmp_path / "own.toml")[0]["id"] == "once-more-kronstadt-2"
    if told:
        dry = serge("add", *KRONSTADT, *arguments, "--catalogue", "new.toml", "--dry-run").err
        assert dry.splitlines() == expected


def test_the_short_title_of_a_known_work_is_said_to_be_one(serge: Serge) -> None:
    said = serge("add", "--title", "Victor Serge", "--kind", "thesis", "--date", "1968",
                 "--author", "Richard Greeman", "--catalogue", "new.toml", "--dry-run").err  # fmt: skip
    assert said == (
        "warning: this may already be in the catalogue: thesis-on-victor-serge, with the same "
        "author and year, and the title “Victor Serge: The Making of a Novelist (1890–1928)”\n"
    )


HEAD = (
    *("--alone", "--catalogue-title", "The Writings of Rosa Luxemburg"),
    *("--catalogue-author", "Rosa Luxemburg", "--catalogue-language", "de"),
)


def test_the_catalogue_of_another_author_is_begun(serge: Serge, tmp_path: Path) -> None:
    own = ("--catalogue", "rosa.toml")
    dry = serge("add", *LETTER, *own, *HEAD, "--dry-run")
    assert not list(tmp_path.iterdir())
    first = serge("add", *LETTER, *own, *HEAD)
    assert first.out == dry.out == (tmp_path / "rosa.toml").read_text(encoding="utf-8")
    assert first.out.startswith('[catalogue]\ntitle = "The Writings of Rosa Luxemburg"\n')
    # A script that says it again is right, and adds to it.
    second = serge("add", "--title", "Another", "--kind", "poem", *own, *HEAD)
    assert second.out.startswith("[[works]]\n")
    assert len(works(tmp_path / "rosa.toml")) == 2
    shown = serge("list", "--alone", *own).out
    assert "a-letter" in shown


def test_a_catalogue_can_begin_with_what_is_imported(serge: Serge, tmp_path: Path) -> None:
    text = "@book{a, title={Briefe}, author={Luxemburg, Rosa}, year=1946, langid={german}}"
    own = ("--catalogue", "rosa.toml")
    serge("import", "-", *own, *HEAD, "--dry-run", stdin=text)
    assert not list(tmp_path.iterdir())
    serge("import", "-", *own, *HEAD, stdin=text)
    (work,) = works(tmp_path / "rosa.toml")
    assert "authors" not in work
    assert serge("list", "--alone", *own, "--ids").out == "a\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (HEAD[1:], "only with --alone"),
        (HEAD[:3], "a new catalogue also needs --catalogue-author and --catalogue-language"),
        ((*HEAD[:6], "Klingon?"), "--catalogue-language: 'Klingon?' is not a language tag"),
    ],
)
def test_a_head_that_is_none_is_refused(
    serge: Serge, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = serge("add", *LETTER, "--catalogue", "rosa.toml", *arguments, code=2)
    assert said in answer.err
    assert not list(tmp_path.iterdir())


def test_a_head_that_is_there_is_not_changed(serge: Serge, tmp_path: Path) -> None:
    own = ("--catalogue", "rosa.toml", "--alone")
    serge("add", *LETTER, *own, *HEAD)
    before = (tmp_path / "rosa.toml").read_bytes()
    answer = serge("add", *LETTER, *own, "--catalogue-language", "pl", code=2)
    assert "--catalogue-language: rosa.toml has a different head" in answer.err
    assert (tmp_path / "rosa.toml").read_bytes() == before


def test_without_a_head_it_is_said_how_to_begin(serge: Serge) -> None:
    answer = serge("add", *LETTER, "--alone", "--catalogue", "rosa.toml", code=4)
    for way in ("serge edit --alone --catalogue rosa.toml", "--catalogue-author"):
        assert way in answer.err


def test_a_terminal_is_asked_for_the_head(tmp_path: Path) -> None:
    path = tmp_path / "rosa.toml"
    typed = "The Writings\n\nRosa Luxemburg\nKlingon?\nde\n"
    command = ("add", "--alone", "--catalogue", str(path), "--title", "T", "--kind", "poem")
    shown = plain(screen(*command, typed=typed))
    assert "is required" in shown
    assert "'Klingon?' is not a language tag" in shown
    assert tomllib.loads(path.read_text(encoding="utf-8"))["catalogue"] == {
        "title": "The Writings",
        "author": "Rosa Luxemburg",
        "language": "de",
    }
    other = tmp_path / "other.toml"
    assert "Nothing was added" in screen(
        "add", "--alone", "--catalogue", str(other), typed="T\n\x04", code=1
    )
    assert not other.exists()
