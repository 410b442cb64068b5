"""Tables: serge's own, and those of spreadsheets and other programs."""

import pytest

from sergecli.errors import UsageError
from sergecli.importers import base, csv, detect
from sergecli.importers.entry import Entry
from sergecli.importers.languages import foreign
from tests.conftest import Serge


def test_headings_are_recognised_and_shown(serge: Serge) -> None:
    text = "Titre;Auteurs;Année;Rayon\nUn livre;Poe, Jim; Roe;1936;B 3\n".replace("Jim; R", "Jim R")
    answer = serge("import", "-", "--format", "csv", "--dry-run", stdin=text)
    assert "<stdin>: title=Titre, author=Auteurs, date=Année\n" in answer.err
    assert "Rayon" in answer.err.splitlines()[1]


def test_a_table_of_zotero_is_read() -> None:
    text = (
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","Issue"\n'
        '"AB1","journalArticle","1936","Poe, Jim; Roe, Sam","On ""Roads""","The Review","3"\n'
    )
    (entry,) = detect.entries(text, detect.sniff("export.csv", text))
    assert entry.values["authors"] == ["Jim Poe", "Sam Roe"]
    assert (entry.values["title"], entry.values["kind"]) == ('On "Roads"', "article")
    assert entry.values["first_publication"] == {
        "container": "The Review",
        "issue": "3",
        "date": "1936",
    }
    assert (entry.label, entry.line, entry.dropped) == ("AB1", 2, ())


def test_columns_are_chosen_by_name(serge: Serge) -> None:
    text = "What\tWho\nRoads\tJim Poe\n"
    answer = serge(
        "import", "-", "--format", "csv", "--map", "title=What,author=Who", "--dry-run", stdin=text
    )
    assert answer.out.startswith("imported\troads\t<stdin>:2\tby Jim Poe;")
    (entry,) = detect.entries(text, "csv", None, {"title": "What"})
    assert entry.dropped == ("Who",)
    with pytest.raises(UsageError, match=r"--map: no column is called 'Name' .choose What, Who"):
        csv.columns(text, {"title": "Name"})
    with pytest.raises(UsageError, match=r"--map: 'colour' is not valid .choose id, title"):
        csv.columns(text, {"colour": "What"})


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Les Routes du Nord", "French"),
        ("Le Chêne", "French"),
        ("Die Straßen und der Wald", "German"),
        ("Дороги севера", "Russian"),
        ("The Roads of the North", ""),
        ("Café Society", ""),
        ("Die Another Day", ""),
        ("La Paz", ""),
    ],
)
def test_a_title_that_looks_foreign_is_noticed(title: str, language: str) -> None:
    assert foreign(title, "en") == language
    assert foreign("Les Routes du Nord", "fr-CA") == ""


def test_the_language_of_a_foreign_title_is_asked_for(serge: Serge) -> None:
    text = "title,author,date,language\nLes Routes du Nord,Victor Serge,1936,{}\n"
    own = ("import", "-", "--format", "csv", "--dry-run")
    assert "the title looks French;" in serge(*own, stdin=text.format("")).out
    assert "looks" not in serge(*own, stdin=text.format("fr")).out


def test_a_file_has_a_limited_number_of_entries(
    serge: Serge, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert base.MOST_ENTRIES == 10_000
    monkeypatch.setattr(base, "MOST_ENTRIES", 1000)
    text = "title\n" + "".join(f"Title {number}\n" for number in range(1000))
    serge("import", "-", "--format", "csv", "--dry-run", stdin=text)
    text += "Title 1000\n"
    refused = serge("import", "-", "--format", "csv", "--dry-run", stdin=text, code=4)
    assert "has more than 1,000 entries; split it into several files" in refused.err


def only(text: str) -> Entry:
    """Read a table with one row."""
    (entry,) = detect.entries(text, "csv")
    return entry


@pytest.mark.parametrize(
    ("cell", "authors"),
    [
        ("Ann Roe and Jim Poe", ["Ann Roe", "Jim Poe"]),
        ("Simone de Vigny & Jim Poe", ["Simone de Vigny", "Jim Poe"]),
        ("Ann Roe, Jim Poe, and Kim Zoe", ["Ann Roe", "Jim Poe", "Kim Zoe"]),
        ("Roe, Ann; Poe, Jim & Zoe, Kim", ["Ann Roe", "Jim Poe", "Kim Zoe"]),
        ("Roe, A., Poe, J. B.", ["A. Roe", "J. B. Poe"]),
        ("Roe, Ann / Jim Poe", ["Ann Roe", "Jim Poe"]),
        ("Committee for Land and Bread", ["Committee for Land and Bread"]),
        ("Reed and Sons", ["Reed and Sons"]),
        ("ROE Ann; VAN GOGH Vincent", ["Ann ROE", "VAN GOGH, Vincent"]),
        ("ANN ROE", ["ANN ROE"]),
        ("García Márquez, Gabriel José", ["García Márquez, Gabriel José"]),
    ],
)
def test_people_in_one_cell(cell: str, authors: list[str]) -> None:
    assert only(f'Title,Author\nT,"{cell}"\n').values["authors"] == authors


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nTitel;Verfasser;Jahr;Verlag;Ort;Übersetzer;Sprache\nT;Ann Roe;1932;P;O;Jim Poe;fr\n",
        "Titre\tAuteur\tAnnée\tÉditeur\tLieu\tTraducteur\tLangue\nT\tAnn Roe\t1932\tP\tO\tJim Poe\tfrançais\n",
        "TÍTULO;autor;Año;Editorial;Lugar;Traductor;Idioma\nT;Ann Roe;1932;P;O;Jim Poe;francés\n",
        "Titolo,Autore,Anno,Editore,Luogo,Traduttore,Lingua\nT,Ann Roe,1932,P,O,Jim Poe,French\n",
        "Название,Автор,Год,Издательство,Место,Переводчик,Язык\nT,Ann Roe,1932.0,P,O,Jim Poe,fr\n",
    ],
)
def test_headings_in_other_languages(text: str) -> None:
    entry = only(text)
    assert entry.dropped == ()
    assert entry.values == {
        "title": "T", "kind": "book", "authors": ["Ann Roe"], "date": "1932",
        "editions": [
            {
                "date": "1932", "publisher": "P", "place": "O", "translators": ["Jim Poe"],
                "language": "fr",
            }
        ],
    }  # fmt: skip


def test_a_line_for_excel_is_counted() -> None:
    first, second = detect.entries("sep=,\ntitle,year\nA,1900\n\nB,1901\n", "csv")
    assert (first.line, second.line) == (3, 5)


def test_the_first_of_several_columns_that_is_not_empty_is_read() -> None:
    text = (
        "Title,Journal,Booktitle,Item Type,Type,ISBN13,ISBN\n"
        "One,The Review,,journalArticle,,,\n"
        "Two,,The Whole,bookSection,,,\n"
        'Three,,,thesis,PhD,"=""9781590174517""",1590174518\n'
    )
    one, two, three = detect.entries(text, "csv")
    assert one.values["first_publication"] == {"container": "The Review"}
    assert two.values["first_publication"] == {"container": "The Whole"}
    assert (one.dropped, two.dropped) == ((), ())
    assert three.values["first_publication"] == {"isbn": "1590174518"}
    assert (three.values["kind"], three.values["degree"]) == ("thesis", "PhD")
    assert set(three.dropped) == {"ISBN13"}


def test_an_empty_cell_may_have_a_word_for_nothing() -> None:
    values = only("title,publisher,pages,year\nT,NaN,n/a,NULL\n").values
    assert values == {"title": "T", "kind": "book", "authors": []}


def test_the_extra_of_zotero_says_more() -> None:
    text = (
        "Title,Item Type,Date,Publisher,Extra\n"
        'T,book,1975,P,"original-date: 1938\nOriginal Title: La Ville\nCitation Key: x\n'
        'translator: Poe || Jim\ntranslator: Zoe || Kim\nPublisher: Q\nRead it."\n'
    )
    values = only(text).values
    assert values["published"] == "1938"
    assert values["original_title"] == "La Ville"
    assert values["editions"] == [
        {"date": "1975", "publisher": "P", "translators": ["Jim Poe", "Kim Zoe"]}
    ]
    assert values["note"] == "Publisher: Q Read it."


def test_a_column_is_read_once_whatever_its_accents() -> None:
    for heading in ("edition", "Edition", "Édition", "título", "número"):
        (found,) = csv.columns(f"{heading}\nA\n").values()
        assert found == [heading]
