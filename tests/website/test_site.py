"""The bibliography as pages: what they say, where they lead, and that they are valid."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from gzip import compress
from pathlib import Path
from urllib.parse import parse_qs, unquote
from xml.etree import ElementTree as ET

import html5lib
import pytest

from sergecli.citations import bibliography, render, source
from sergecli.model import description
from sergecli.model.edtf import Span
from sergecli.model.work import Catalogue
from sergecli.search.filters import Query, select
from sergecli.website import pages as pages_of
from sergecli.website import single as single_page
from sergecli.website.site import Site
from tests.conftest import DATA, Serge
from tests.program import Program

XHTML = "{http://www.w3.org/1999/xhtml}"
ADDRESS = "https://example.org/serge/"


@dataclass(frozen=True)
class Pages:
    """The files of a site."""

    directory: Path

    def text(self, name: str) -> str:
        return (self.directory / name).read_bytes().decode("utf-8")

    def names(self, ending: str = ".html") -> Iterator[str]:
        for path in sorted(self.directory.rglob(f"*{ending}")):
            yield path.relative_to(self.directory).as_posix()

    def tree(self, name: str) -> ET.Element:
        """Read a page as a browser would; any error of HTML fails."""
        parsed: ET.Element = html5lib.HTMLParser(strict=True).parse(self.text(name))
        return parsed


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    place = tmp_path_factory.mktemp("site")
    Program(place, real=False)("site", "public", "--year", "1938", "--url", ADDRESS[:-1])
    return Pages(place / "public")


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    place = tmp_path_factory.mktemp("single")
    Program(place, real=False)("site", "--one", "serge.html", "--year", "1937-1938")
    return Pages(place)


def elements(tree: ET.Element, name: str) -> list[ET.Element]:
    return list(tree.iter(XHTML + name))


def text(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_every_page_is_valid_html_and_every_link_leads_somewhere(pages: Pages) -> None:
    trees = {name: pages.tree(name) for name in pages.names()}
    ids = {
        name: {one.get("id") for one in tree.iter() if one.get("id")}
        for name, tree in trees.items()
    }
    assert len(trees) > 60
    for name, tree in trees.items():
        every = [one.get("id") for one in tree.iter() if one.get("id")]
        assert len(every) == len(set(every)), name
        targets = [one.get("href", "") for one in tree.iter()] + [
            one.get("src", "") for one in tree.iter()
        ]
        for target in filter(None, targets):
            if target.startswith(("http:", "https:")):
                continue
            path, _, anchor = target.partition("#")
            there = (pages.directory / name).parent / unquote(path)
            assert not path or there.is_file(), (name, target)
            if anchor and not path:
                assert anchor in ids[name], (name, target)


def test_the_single_page_is_valid_and_leads_only_to_itself(single: Pages) -> None:
    tree = single.tree("serge.html")
    ids = {one.get("id") for one in tree.iter()}
    for link in elements(tree, "a"):
        target = link.get("href", "")
        assert target.startswith(("https:", "http:")) or target[1:] in ids
    assert [one.get("href", "")[:5] for one in elements(tree, "link")] == ["data:"]
    assert not [one for one in elements(tree, "script") if one.get("src")]


def test_a_work_page_says_all_that_show_knows(pages: Pages, catalogue: Catalogue) -> None:
    relations = description.Relations(catalogue)
    for name in ("once-more-kronstadt", "pages-from-the-diary-of-victor-serge"):
        work = catalogue.work(name)
        shown = text(pages.tree(f"works/{work.id}.html"))
        for label, values in description.facts(work, catalogue, relations):
            assert label in shown
            for value in values:
                said = "".join(part.text for part in value if part.role != "id")
                assert " ".join(said.split()) in shown
        for style in bibliography.STYLES:
            entry = bibliography.entry(source.cited(work, catalogue.head), style)
            assert render.text(entry) in shown


def test_works_stand_once_under_their_years_in_order_of_date(
    single: Pages, catalogue: Catalogue
) -> None:
    tree = single.tree("serge.html")
    years = {
        one.get("id"): [item.get("id") for item in elements(one, "li") if item.get("id")]
        for one in elements(tree, "section")
        if one.get("class") == "year"
    }
    span = Query(span=Span(1937, 1938))
    asked = [work.id for work in select(catalogue, span)]
    assert sorted(one or "" for ids in years.values() for one in ids) == sorted(asked)
    dated = [name for name in years if name and name[1:].isdecimal()]
    assert dated == sorted(dated)
    assert "once-more-kronstadt" in years["y1938"]


def test_lists_have_coins_and_work_pages_meta_never_both(pages: Pages) -> None:
    for name in pages.names():
        page = pages.text(name)
        has_coins, has_meta = 'class="Z3988"' in page, "citation_title" in page
        assert not (has_coins and has_meta), name
        assert has_meta is name.startswith("works/"), name
    (span,) = re.findall(
        r'<li id="once-more-kronstadt">.*?class="Z3988" title="([^"]*)" hidden',
        pages.text("index.html"),
        re.DOTALL,
    )
    said = parse_qs(span.replace("&amp;", "&"))
    assert said["rft.atitle"] == ["Once More: Kronstadt"]
    assert said["rft.jtitle"] == ["The New International"]
    assert said["rft.date"] == ["1938-07"]
    assert said["rft.pages"] == ["211–212"]


def test_author_has_a_page_with_names_and_life(pages: Pages) -> None:
    page = pages.text("author.html")
    for part in (
        "<h1>Victor Serge</h1>",
        "<dd>Le Rétif</dd>",
        "<dt>Born</dt>\n<dd>30 December 1890</dd>",
        '<a href="https://www.wikidata.org/wiki/Q362009">Q362009</a>',
        '<span class="date">February 1919</span><div>arrives in Petrograd</div>',
    ):
        assert part in page
    assert '<a href="author.html">Victor Serge</a>' in pages.text("index.html")


def test_what_programs_read_on_a_work_page(pages: Pages) -> None:
    tree = pages.tree("works/once-more-kronstadt.html")
    meta = {one.get("name"): one.get("content") for one in elements(tree, "meta")}
    assert meta["citation_title"] == "Once More: Kronstadt"
    assert meta["citation_journal_title"] == "The New International"
    assert meta["citation_publication_date"] == "1938/07"
    assert (meta["citation_firstpage"], meta["citation_lastpage"]) == ("211", "212")
    assert meta["DC.creator"] == "Victor Serge"
    (data,) = (
        json.loads(one.text or "")
        for one in elements(tree, "script")
        if one.get("type") == "application/ld+json"
    )
    assert data["@id"] == f"{ADDRESS}works/once-more-kronstadt.html"
    issue = data["isPartOf"][0]
    assert issue["isPartOf"]["isPartOf"]["name"] == "The New International"
    links = {one.get("rel"): one.get("href") for one in elements(tree, "link")}
    assert links["canonical"] == data["@id"]
    (item,) = json.loads(pages.text("works/once-more-kronstadt.json"))
    assert item["container-title"] == "The New International"
    assert "@article{" in pages.text("works/once-more-kronstadt.bib")
    assert "TY  - " in pages.text("works/once-more-kronstadt.ris")


def test_the_feed_and_the_sitemap_name_every_page(pages: Pages) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(pages.text("feed.xml"))  # noqa: S314 - our own
    entries = feed.findall(f"{atom}entry")
    works = [name for name in pages.names() if name.startswith("works/")]
    assert len(entries) == min(50, len(works))
    assert all(one.findtext(f"{atom}id", "").startswith(f"{ADDRESS}works/") for one in entries)
    listed = re.findall(r"<loc>(.*?)</loc>", pages.text("sitemap.xml"))
    assert sorted(listed) == sorted(ADDRESS + name for name in pages.names())


def test_only_what_has_changed_is_written_again_and_fed(serge: Serge, tmp_path: Path) -> None:
    works = '[[works]]\nid = "{0}"\ntitle = "{0}"\nkind = "letter"\n{1}\n'
    own = tmp_path / "own.toml"
    command = ("site", "here", "--only", "own", "--catalogue", "own.toml", "--url", ADDRESS)
    own.write_text(works.format("a", "") + works.format("b", ""), encoding="utf-8")
    serge(*command, SOURCE_DATE_EPOCH="1000000000")
    first = {path: path.stat().st_mtime_ns for path in (tmp_path / "here").rglob("*.*")}
    own.write_text(works.format("a", "") + works.format("b", 'note = "New"'), encoding="utf-8")
    serge(*command, SOURCE_DATE_EPOCH="1000000000")
    again = {path: path.stat().st_mtime_ns for path in (tmp_path / "here").rglob("*.*")}
    changed = {path.name for path in again if again[path] != first[path]}
    assert "b.html" in changed
    assert not {"a.html", "a.json", "b.ris", "style.css", "search.js"} & changed
    own.write_text(works.format("a", 'note = "Later"') + works.format("b", 'note = "New"'))
    serge(*command, SOURCE_DATE_EPOCH="2000000000")
    feed = (tmp_path / "here/feed.xml").read_text(encoding="utf-8")
    assert re.findall(r"<title>(\w)</title>", feed) == ["a", "b"]
    assert re.findall(r"<updated>(\d{4})", feed) == ["2033", "2033", "2001"]


@pytest.mark.parametrize("option", ["", "--one"])
def test_it_says_what_to_open_and_what_is_on_it(serge: Serge, tmp_path: Path, option: str) -> None:
    command = ["site", *filter(None, [option]), "here", "--kind", "letter", "--force"]
    file = "here" if option else str(Path("here", "index.html"))
    assert serge(*command).err.endswith(f" works\nOpen {file} in a browser.\n")
    records = [
        f'[[works]]\nid = "{kind}"\ntitle = "T"\nkind = "{kind}"\n' for kind in ("letter", "novel")
    ]
    (tmp_path / "own.toml").write_text(records[0] + records[1], encoding="utf-8")
    own = [*command, "--catalogue", "own.toml"]
    assert " works, 1 of them your own\n" in serge(*own).err
    (tmp_path / "own.toml").write_text(records[1], encoding="utf-8")
    assert " works, none of them your own\n" in serge(*own).err


def test_sizes(catalogue: Catalogue) -> None:
    site = Site(catalogue, catalogue.works, {}, "")
    files = pages_of.files(site)
    # The pages grow with the catalogue, so each work has its share.
    count = len(catalogue)
    assert len(files["index.html"]().encode()) <= 700 * count
    assert len(files["style.css"]()) <= 15_000
    page = single_page.page(site).encode()
    assert len(page) <= 2_000 * count
    # It repeats most of what the catalogue's file says, and has the citations besides.
    assert len(compress(page, 9)) <= 1.4 * len(compress(DATA.read_bytes(), 9))


def test_the_timeline_is_a_picture_with_a_description(serge: Serge, tmp_path: Path) -> None:
    svg = "{http://www.w3.org/2000/svg}"
    serge("timeline", "--year", "1912-1938", "--output", "life.svg")
    tree = ET.parse(tmp_path / "life.svg").getroot()  # noqa: S314 - our own
    assert tree.findtext(f"{svg}title") == "The Writings of Victor Serge: works by year"
    assert "in prison in France" in tree.findtext(f"{svg}desc", "")
    counted = dict(
        row.split("\t") for row in serge("timeline", "--year", "1912-1938").out.split("\n")[:-1]
    )
    titles = [text(one) for one in tree.iter(f"{svg}title")][1:]
    drawn = {one.partition(":")[0]: one.split()[1] for one in titles}
    assert drawn == counted
    assert "already exists" in serge("timeline", "--output", "life.svg", code=2).err
    serge("timeline", "--output", "life.svg", "--force")
    assert "--count-by" in serge("timeline", "--output", "b.svg", "--count-by", "kind", code=2).err
    assert "b.png: only SVG is drawn" in serge("timeline", "--output", "b.png", code=2).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a directory"),
        (("here", "--one", "a.html"), "exclude each other"),
        (("here", "--url", "javascript:alert(1)"), "--url: 'javascript:alert(1)' is not valid"),
    ],
)
def test_what_is_refused(serge: Serge, arguments: tuple[str, ...], said: str) -> None:
    assert said in serge("site", *arguments, code=2).err


def test_nothing_matches(serge: Serge, tmp_path: Path) -> None:
    serge("site", "here", "--year", "1700", code=1)
    assert not (tmp_path / "here").exists()


def test_without_jinja_it_says_what_to_install(serge_process: Serge, tmp_path: Path) -> None:
    missing = "raise ModuleNotFoundError(name='jinja2')"
    (tmp_path / "jinja2.py").write_text(missing, encoding="utf-8")
    for command in (("site", "here"), ("timeline", "--output", "life.svg")):
        told = serge_process(*command, code=2, PYTHONPATH=path_with(tmp_path)).err
        assert "needs the extra 'site'" in told


def path_with(directory: Path) -> str:
    source_directory = Path(description.__file__).parents[2]
    return f"{directory}:{source_directory}"


@pytest.mark.parametrize("given", ["253402300800", "9" * 30, "tomorrow"])
def test_a_time_that_is_none_is_refused(serge: Serge, given: str) -> None:
    said = serge("site", "here", "--limit", "1", SOURCE_DATE_EPOCH=given, code=2).err
    assert said == f"SOURCE_DATE_EPOCH: '{given}' is not a time in seconds\n"
