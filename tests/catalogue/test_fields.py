"""What the catalogue says of signatures, contributors, contents, periodicals and people."""

from pathlib import Path

import pytest

from sergecli.catalogue import store
from sergecli.errors import CatalogueError
from sergecli.exporters import formats
from sergecli.model.work import Catalogue, Contributor, Piece
from tests.conftest import Serge

WORKS = """\
[catalogue]
title = "Some Writings"
author = "Victor Serge"
language = "en"

[[catalogue.periodicals]]
name = "Left"
frequency = "monthly"
place = "London"

[people]
"Victor Serge" = { other_names = ["V. Serge"], pseudonyms = ["Yor"], born = "1890-12-30", wikidata = "Q1" }
"Adolfo Gilly" = ["A. Gilly"]

[[works]]
id = "pieces"
title = "Pieces"
kind = "collection"
first_publication = { date = "1990", publisher = "Pluto", contributors = [{ name = "A. Gilly", role = "foreword" }], isbn = "0-8044-2957-X", contents = [
    { work = "a-letter", title = "One Letter", pages = "1–2" },
    { work = "a-poem", pages = "3" },
    { title = "Not a record", pages = "4" },
] }

[[works]]
id = "a-letter"
title = "A Letter"
kind = "letter"
signed_as = "Yor"
signature = "pseudonym"
translation_date = "2007"

[[works]]
id = "a-poem"
title = "A Poem"
kind = "poem"
editions = [
    { container = "Pieces", date = "1990", publisher = "Pluto", note = "written out" },
]

[[works]]
id = "a-novel"
title = "A Novel"
kind = "novel"
authors = ["Fyodor Gladkov"]
role = "translator"
editions = [
    { date = "2001", translated_from = "1999", presumed = true, oclc = "12", lccn = "34", doi = "10.1/x" },
]
"""


def read(path: Path, text: str) -> Catalogue:
    file = path / "works.toml"
    file.write_text(text, encoding="utf-8")
    return store.load(file, alone=True)


def faults(path: Path, old: str, new: str) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        read(path, WORKS.replace(old, new))
    return [str(problem) for problem in caught.value.problems]


def test_a_piece_gets_the_edition_in_the_book_that_lists_it(tmp_path: Path) -> None:
    (edition,) = read(tmp_path, WORKS).work("a-letter").editions
    assert (edition.title, edition.container, edition.pages) == ("One Letter", "Pieces", "1–2")
    assert (edition.publisher, edition.isbn, edition.contents) == ("Pluto", "0-8044-2957-X", ())
    assert edition.contributors == ()


def test_a_piece_that_names_the_book_itself_gets_no_second_edition(tmp_path: Path) -> None:
    (edition,) = read(tmp_path, WORKS).work("a-poem").editions
    assert edition.note == "written out"


def test_what_is_written_is_read_back_and_repeats_no_contents(tmp_path: Path) -> None:
    catalogue = read(tmp_path, WORKS)
    book = catalogue.work("pieces").first_publication
    assert book
    assert book.contributors == (Contributor(name="Adolfo Gilly", role="foreword"),)
    text = formats.dump(catalogue.works, [], "toml", catalogue.head).text
    assert read(tmp_path, text) == catalogue
    assert text.count('container = "Pieces"') == 1
    assert '    { work = "a-poem", pages = "3" },\n' in text.replace("        ", "    ")


def test_pieces_that_are_not_written_along_keep_only_their_titles(tmp_path: Path) -> None:
    catalogue = read(tmp_path, WORKS)
    text = formats.dump([catalogue.work("pieces")], [], "toml", catalogue.head).text
    (alone,) = read(tmp_path, text)
    assert alone.first_publication
    assert alone.first_publication.contents == (
        Piece(title="One Letter", pages="1–2"),
        Piece(title="Not a record", pages="4"),
    )


def test_the_cache_gives_what_the_file_says(tmp_path: Path) -> None:
    first = read(tmp_path, WORKS)
    assert store.load(tmp_path / "works.toml", alone=True) == first
    assert [person.pseudonyms for person in first.head.people] == [("Yor",), ()]
    assert first.head.periodicals[0].frequency == "monthly"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("monthly", "often", "catalogue: periodicals[1].frequency: 'often' is not one of: daily"),
        ('signature = "pseudonym"', 'signature = "x"', "a-letter: signature: 'x' is not one of"),
        ('role = "translator"', 'role = "reader"', "a-novel: role: 'reader' is not one of"),
        ("presumed = true", 'presumed = "yes"', "presumed: must be true or false, not a text"),
        ('wikidata = "Q1"', 'wikidata = "1"', "wikidata: '1' is not a Wikidata item"),
        (', role = "foreword"', "", "first_publication.contributors[1].role: is missing"),
        (
            'work = "a-poem"',
            'work = "a-pome"',
            "no work has the id 'a-pome'; did you mean 'a-poem'?",
        ),
        ('{ title = "Not a record", ', "{ ", "contents[3]: names neither a work nor a title"),
        ('born = "1890-12-30"', 'bron = "1890"', "people.Victor Serge.bron: is not a field"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    (fault,) = faults(tmp_path, old, new)
    assert message in fault


def test_what_he_translated_is_listed_as_such(serge: Serge, tmp_path: Path) -> None:
    read(tmp_path, WORKS)
    own = ("--catalogue", "works.toml", "--alone")
    assert serge("list", "--by", "translator", "--ids", *own).out == "a-novel\n"
    assert "a-novel" not in serge("list", "--by", "author", "--ids", *own).out


def test_show_tells_the_contents_and_what_a_signature_is(serge: Serge, tmp_path: Path) -> None:
    read(tmp_path, WORKS)
    own = ("--catalogue", "works.toml", "--alone")
    lines = serge("show", "pieces", *own).out
    assert "Foreword by Adolfo Gilly" in lines
    assert "A Poem, p. 3  a-poem" in lines
    assert "presumed to contain it" in serge("show", "a-novel", *own).out
