"""Tables: serge's own, and those of spreadsheets and other programs."""

import pytest

from sergecli.errors import UsageError
from sergecli.importers import base, csv, detect
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
    assert answer.out.startswith("imported\troads\t<stdin>:2: line 2\tby Jim Poe;")
    (entry,) = detect.entries(text, "csv", None, {"title": "What"})
    assert entry.dropped == ("Who",)
    with pytest.raises(UsageError, match=r"--map: there is no column 'Name' .choose What, Who"):
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
