"""A catalogue of an author, made of a page of the archive, and compared with it later."""

from pathlib import Path

from tests.conftest import Serge
from tests.importers.test_archive_page import HOME, PAGE


def test_a_page_begins_a_catalogue_and_comes_again_unchanged(serge: Serge, tmp_path: Path) -> None:
    page = tmp_path / "index.htm"
    page.write_text(
        PAGE % "<p><a href=a.htm>The Strike</a>, 1905<br><a href=b.htm>Peace</a>, 1906</p>"
    )
    options = ("--alone", "--catalogue", "keller.toml")
    serge("import", "index.htm", *options)
    assert serge("list", "--ids", *options).out.split() == ["the-strike", "peace"]
    own = tmp_path / "keller.toml"
    edited = own.read_text().replace("The Strike", "The General Strike").replace("1906", "1907")
    own.write_text(edited)
    page.write_text(
        page.read_text().replace("</p>\n<hr", "<br><a href=c.htm>War</a>, 1914</p>\n<hr")
    )
    assert "1 imported, 2 skipped" in serge("import", "index.htm", *options).err
    assert own.read_text().startswith(edited)
    cited = "Keller, Anna. “War.” 1914. Marxists Internet Archive. https://www.marxists.org"
    assert serge("cite", "war", *options).out.startswith(cited)


def test_texts_elsewhere_in_the_archive_are_cited_from_it(serge: Serge, tmp_path: Path) -> None:
    body = "<p><a href=../bebel/a.htm>Peace</a> (with August Bebel), 1906. Translated by Eden Paul"
    (tmp_path / "index.htm").write_text(PAGE % body)
    options = ("--alone", "--catalogue", "keller.toml")
    serge("import", "index.htm", *options)
    assert serge("cite", "peace", *options).out == (
        "Keller, Anna, and August Bebel. “Peace.” 1906. Translated by Eden Paul. "
        "Marxists Internet Archive. https://www.marxists.org/archive/bebel/a.htm.\n"
    )


def test_address_of_the_catalogue_is_that_of_its_page(serge: Serge, tmp_path: Path) -> None:
    (tmp_path / "index.htm").write_text(PAGE % "<p><a href=a.htm>The Strike</a>, 1905</p>")
    options = ("--alone", "--catalogue", "keller.toml")
    there = "https://www.marxists.org/archive/kell/"
    serge("import", "index.htm", "--address", there, *options)
    assert f"{there}a.htm" in (tmp_path / "keller.toml").read_text(encoding="utf-8")
    assert "0 imported, 1 skipped" in serge("import", "index.htm", *options).err
    serge("diff", "index.htm", *options, code=1)


def test_diff_tells_what_the_page_has_changed(serge: Serge, tmp_path: Path) -> None:
    page, options = tmp_path / "keller.htm", ("--alone", "--catalogue", "keller.toml")
    entries = ("<a href=a.htm>The Strike</a>, 1905", "<a href=b.htm>Peace</a>, 1906")
    page.write_text(PAGE % "<br>".join((*entries, "<a href=c.htm>War</a>, 1914")))
    serge("import", "keller.htm", *options)
    serge("diff", "keller.htm", *options, code=1)
    moved = ("<a href=x/a.htm>The Strike</a>, 1900s", "<a href=b.htm>On Peace</a>, March 1907")
    page.write_text(PAGE % "<br>".join((*moved, "<a href=d.htm>Bread</a>, 1917")))
    assert [
        line.split("\t") for line in serge("diff", "keller.htm", *options).out.splitlines()
    ] == [
        ["moved", "the-strike", "The Strike", f"{HOME}a.htm", f"{HOME}x/a.htm"],
        ["renamed", "peace", "Peace", "Peace", "On Peace"],
        ["dated", "peace", "Peace", "1906", "1907-03"],
        ["added", "", "Bread", "", f"{HOME}d.htm"],
        ["gone", "war", "War", f"{HOME}c.htm", ""],
    ]


def test_several_authors_are_shown_with_commas(serge: Serge, tmp_path: Path) -> None:
    body = "<p><a href=a.htm>The Strike</a> (with Max Frei and Lise Adler), 1905</p>"
    (tmp_path / "index.htm").write_text(PAGE % body)
    options = ("--alone", "--catalogue", "keller.toml")
    serge("import", "index.htm", *options)
    assert "Anna Keller, Max Frei and Lise Adler" in serge("show", "the-strike", *options).out
