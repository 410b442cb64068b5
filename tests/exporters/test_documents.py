"""Whole documents, read back by others: python-docx, pandoc and Python's HTML parser."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from html.parser import HTMLParser
from typing import Any, NamedTuple
from zipfile import ZipFile

import docx
import pypandoc
import pytest
from docx.shared import Inches
from docx.text.paragraph import Paragraph

from sergecli.citations.base import is_listed
from sergecli.citations.source import cited
from sergecli.errors import UsageError
from sergecli.exporters import compose, pandoc
from sergecli.exporters.compose import CitationOptions
from sergecli.exporters.formats import ExportResult
from sergecli.model.work import Catalogue, Head, Work

HEAD = Head(title="Serge & <b>Co.</b>", author="Victor Serge", language="en")
HOSTILE = r"<Script>Alert(1)</Script> {\B X} \Fi0 & _A_ *B* $C$ \Li0"


class Entry(NamedTuple):
    """What a reader finds in one entry: its text, what is in italics, its links."""

    text: str
    italics: list[str]
    links: list[str]


@pytest.fixture(scope="module")
def thirty(catalogue: Catalogue) -> tuple[Work, ...]:
    """Thirty works of all sorts, but no letters that bibliographies do not list."""
    listed = (one for one in catalogue.works[::10] if is_listed(cited(one, catalogue.head)))
    return tuple(listed)[:30]


def written(works: Sequence[Work], head: Head, format_: str, **options: Any) -> ExportResult:  # noqa: ANN401 - any option
    wish = CitationOptions(format=format_, **{"to_file": True, **options})
    compose.check(wish)
    return compose.compose(works, compose.references(works, head), head, wish)


def expected(works: Sequence[Work], head: Head) -> list[Entry]:
    """Read the fragment of HTML that the terminal shows."""
    fragment = written(works, head, "html", to_file=False).text
    return _Page(fragment).entries


class _Page(HTMLParser):
    """Reads a page: the tags in it, and the entries."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.entries: list[Entry] = []
        self.title = ""
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)
        if tag == "li":
            self.entries.append(Entry("", [], []))
        elif tag == "a":
            self.entries[-1].links.append(str(dict(attrs)["href"]))

    def handle_endtag(self, tag: str) -> None:
        while self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open:
            self.title += data
        elif "li" in self._open:
            self.entries[-1] = self.entries[-1]._replace(text=self.entries[-1].text + data)
            if "em" in self._open:
                self.entries[-1].italics.append(data)


# --- pages ------------------------------------------------------------------------


def test_a_page_has_what_a_browser_needs(thirty: tuple[Work, ...], catalogue: Catalogue) -> None:
    html = written(thirty, catalogue.head, "html").text
    page = _Page(html)
    assert html.startswith("<!DOCTYPE html>\n")
    assert ("html", {"lang": "en"}) in page.tags
    assert ("meta", {"charset": "utf-8"}) in page.tags
    assert page.title == "Bibliography"
    assert page.entries == expected(thirty, catalogue.head)
    assert len(page.entries) == 30
    assert re.search(r"\.csl-entry \{[^}]*padding-left: 2em; text-indent: -2em", html)
    assert "@media print" in html
    assert not re.search(
        r"(?:src|@import|url\()", re.sub(r"<li.*?</li>", "", html, flags=re.DOTALL)
    )


def test_a_page_shows_a_hostile_text_as_text() -> None:
    work = Work(id="x", title=HOSTILE, kind="article", authors=("A B",))
    page = _Page(written([work], HEAD, "html").text)
    assert page.title == "Bibliography"
    assert {tag for tag, _ in page.tags} == {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "ul", "li",
    }  # fmt: skip
    assert HOSTILE in page.entries[0].text


def test_notes_are_paragraphs_of_a_page(thirty: tuple[Work, ...]) -> None:
    html = written(thirty[:3], HEAD, "html", form="note").text
    assert html.count("<p>") == html.count("</p>\n") == 3


def test_a_page_of_another_style_hangs_too(thirty: tuple[Work, ...]) -> None:
    html = written(thirty[:2], HEAD, "html", csl="apa").text
    assert html.count('class="csl-entry"') == 2
    assert html.startswith("<!DOCTYPE html>\n")


# --- word processors ---------------------------------------------------------------


def _paragraphs(data: bytes) -> list[Paragraph]:
    title, *entries = docx.Document(io.BytesIO(data)).paragraphs
    assert title.style is not None
    assert title.style.name == "Title"
    return entries


def _read_docx(paragraph: Paragraph) -> Entry:
    parts = list(paragraph.iter_inner_content())
    runs = [(run.text, bool(run.italic)) for part in parts for run in getattr(part, "runs", [part])]
    links = [part.address for part in paragraph.hyperlinks]
    return Entry("".join(text for text, _ in runs), _joined(runs), links)


def _joined(runs: list[tuple[str, bool]]) -> list[str]:
    """Join the runs in italics that follow one another, with the spaces between them."""
    return re.findall("\x01([^\x02]*)\x02", "".join(
        f"\x01{text}\x02" if italic else text for text, italic in runs
    ).replace("\x02\x01", ""))  # fmt: skip


def test_word_finds_italics_links_and_hanging_indents(
    thirty: tuple[Work, ...], catalogue: Catalogue
) -> None:
    paragraphs = _paragraphs(written(thirty, catalogue.head, "docx").data)
    assert [_read_docx(each) for each in paragraphs] == expected(thirty, catalogue.head)
    styles = [each.style for each in paragraphs if each.style]
    assert {style.name for style in styles} == {"Bibliography"}
    assert styles[0].paragraph_format.left_indent == Inches(0.5)
    assert styles[0].paragraph_format.first_line_indent == Inches(-0.5)


def _pandoc(form: str, data: bytes) -> list[Entry]:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from", form, "--to", "json"],
        input=data, capture_output=True, check=True,
    )  # fmt: skip
    blocks = json.loads(done.stdout)["blocks"]
    # What hangs is a quotation to its reader of ODT.
    quoted = [part for each in blocks if each["t"] == "BlockQuote" for part in each["c"]]
    return [_read_pandoc(each["c"]) for each in quoted or blocks]


def _read_pandoc(inlines: list[dict[str, Any]]) -> Entry:
    italics = [_plain(each["c"]) for each in inlines if each["t"] == "Emph"]
    links = [each["c"][2][0] for each in inlines if each["t"] == "Link"]
    return Entry(_plain(inlines), italics, links)


def _plain(part: Any) -> str:  # noqa: ANN401 - a part of pandoc's JSON
    """Give the text of inlines, which pandoc nests in several ways."""
    if isinstance(part, list):
        return "".join(map(_plain, part))
    if not isinstance(part, dict):
        return ""
    spaces = {"Space": " ", "SoftBreak": " "}
    text = part["c"] if part["t"] == "Str" else spaces.get(part["t"], "")
    return text or _plain(part.get("c", ""))


def _rtf(data: bytes) -> list[Entry]:
    """Read the paragraphs of RTF (version 1.9.1), as far as they have what is written here."""
    paragraphs = re.findall(
        r"^\{\\pard \\ql.*? \\fi-?\d+ (.*?)\\par\}$", data.decode("ascii"), re.MULTILINE | re.DOTALL
    )
    return [_rtf_entry(each) for each in paragraphs if each]


def _rtf_entry(source: str) -> Entry:
    link = re.compile(
        r'\{\\field\{\\\*\\fldinst\{HYPERLINK "(.*?)"\}\}\{\\fldrslt\{\\ul\n(.*?)\n\}\}\}\n',
        re.DOTALL,
    )
    links = [found[1] for found in link.finditer(source)]
    shown = link.sub(lambda found: found[2], source)
    italics = re.findall(r"\{\\i (.*?)(?<!\\)\}", shown)
    return Entry(
        _rtf_text(re.sub(r"\{\\i (.*?)(?<!\\)\}", r"\1", shown)), [*map(_rtf_text, italics)], links
    )


def _rtf_text(source: str) -> str:
    return re.sub(
        r"\\u(-?\d+) ?.|\\([\\{}])",
        lambda found: chr(int(found[1]) % 65536) if found[1] else found[2],
        source,
        flags=re.DOTALL,
    )


READERS: dict[str, Callable[[bytes], list[Entry]]] = {
    "docx": partial(_pandoc, "docx"),
    "odt": partial(_pandoc, "odt"),
    "rtf": _rtf,
}


@pytest.mark.parametrize("form", ["odt", "rtf"])
def test_other_word_processors_find_italics_and_links(
    form: str, thirty: tuple[Work, ...], catalogue: Catalogue
) -> None:
    data = written(thirty, catalogue.head, form).data
    assert READERS[form](data) == expected(thirty, catalogue.head)


def test_lines_hang_in_other_word_processors(thirty: tuple[Work, ...]) -> None:
    odt = ZipFile(io.BytesIO(written(thirty, HEAD, "odt").data))
    assert odt.infolist()[0].filename == "mimetype"
    style = re.search(
        r'style:name="Bibliography".*?</style:style>', odt.read("styles.xml").decode()
    )
    assert style
    assert 'fo:margin-left="0.5in" fo:text-indent="-0.5in"' in style[0]
    assert odt.read("content.xml").count(b'text:style-name="Bibliography"') == 30
    rtf = written(thirty, HEAD, "rtf").data
    assert rtf.count(rb"\li720 \fi-720 ") == 30


@pytest.mark.parametrize("form", ["docx", "odt", "rtf"])
def test_a_hostile_text_is_text_in_every_word_processor(form: str) -> None:
    work = Work(id="x", title=HOSTILE, kind="article", authors=("A B",))
    data = written([work], HEAD, form).data
    (entry,) = (each for each in READERS[form](data) if "Script" in each.text)
    assert HOSTILE in entry.text


def test_a_style_without_a_bibliography_writes_notes(thirty: tuple[Work, ...]) -> None:
    options = {"csl": "bluebook-law-review"}
    notes = _paragraphs(written(thirty[1:3], HEAD, "docx", **options).data)
    assert [each.text.strip() != "" for each in notes] == [True, True]
    assert written(thirty[1:3], HEAD, "html", **options).text.count("<p>") == 2


def test_a_hostile_title_of_a_catalogue_harms_no_file() -> None:
    head = Head(title="T\x00\x1b[31m", author="A", language="en")
    for form in ("docx", "odt", "rtf"):
        assert written([Work(id="x", title="X", kind="book")], head, form).data


def test_only_styles_that_hang_their_lines_hang_them(thirty: tuple[Work, ...]) -> None:
    for csl, indent in (("apa", Inches(0.5)), ("nature", None)):
        paragraphs = _paragraphs(written(thirty[:3], HEAD, "docx", csl=csl).data)
        styles = [each.style for each in paragraphs if each.style]
        assert [style.paragraph_format.left_indent for style in styles] == [indent] * 3
    odt = ZipFile(io.BytesIO(written(thirty[:3], HEAD, "odt", csl="apa").data))
    assert odt.read("content.xml").count(b'text:style-name="Bibliography"') == 3


def test_notes_are_paragraphs(thirty: tuple[Work, ...]) -> None:
    notes = _paragraphs(written(thirty[:3], HEAD, "docx", form="note").data)
    assert all(each.style and each.style.name != "Bibliography" for each in notes)
    assert len(notes) == 3


@pytest.mark.parametrize(
    ("heading", "options"),
    [
        ("Bibliography", {}),
        ("References", {"style": "apa"}),
        ("References", {"style": "chicago-author-date"}),
        ("Works Cited", {"style": "mla"}),
        ("Notes", {"form": "notes"}),
        (HEAD.title, {"form": "in-text", "style": "mla"}),
    ],
)
def test_a_document_is_headed_as_its_style_says(
    thirty: tuple[Work, ...], heading: str, options: dict[str, str]
) -> None:
    assert _Page(written(thirty[:2], HEAD, "html", **options).text).title == heading
    made = docx.Document(io.BytesIO(written(thirty[:2], HEAD, "docx", **options).data))
    assert made.paragraphs[0].text == heading


def test_notes_of_a_text_are_numbered(thirty: tuple[Work, ...]) -> None:
    html = written(thirty[:3], HEAD, "html", form="notes").text
    assert len(re.findall(r"<li><p>", html.partition("<ol>")[2])) == 3
    notes = _paragraphs(written(thirty[:3], HEAD, "docx", form="notes").data)
    properties = [note.paragraph_format.element.pPr for note in notes]
    assert [one.numPr is not None for one in properties] == [True] * 3


def test_a_file_for_word_processors_is_not_text() -> None:
    with pytest.raises(UsageError, match=r"docx is only written to a file: --output FILE\.docx"):
        compose.check(CitationOptions(format="docx"))


def test_where_there_is_no_pandoc_a_message_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, thirty: tuple[Work, ...]
) -> None:
    monkeypatch.setattr(pandoc, "which", lambda _: None)
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(
        UsageError, match=r"^pandoc is not installed; get it, or use the extra 'csl'"
    ):
        written(thirty[:1], HEAD, "docx")
