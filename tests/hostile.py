"""Hostile words in each field of a catalogue, and what each format makes of them.

A record has one hostile word in one field; beside it, everything is harmless. Each check
reads what was written as the programs it is for do, and gives what is wrong with it.
"""

import csv
import io
import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from typing import Any, NamedTuple, get_type_hints
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pypandoc
import rispy
import yaml
from markdown_it import MarkdownIt

from sergecli.catalogue import reader
from sergecli.citations import render
from sergecli.citations.markup import Markup
from sergecli.exporters import compose
from sergecli.model.csl import Reference
from sergecli.model.work import Catalogue, Publication, Work
from sergecli.text.sanitize import safe

STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
WORDS = (
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "\x1b]0;title\x07",
    "\x1b]52;c;cm0=\x07",
    "\x9b2J\x90q\x9c",
    "a\x00b\x08\x7f",
    "\u202egnp.exe\u2066x\u200f",
    "[bold red]rich[/bold red][/] [link=https://evil.example]x[/link] :boom:",
    r"\input{/etc/passwd} \write18{id} \csname x\endcsname ^^5cinput $x$ %",
    "a\r\nER  - \r\nTY  - JOUR\r\nTI  - Evil",
    "}}\n@article{evil, title = {Evil}}",
    '"}], [{"id": "evil"',
    "'\nevil:\n  type: book\n  title: !!python/object:os.system id",
    '"""\n[[works]]\nid = "evil"',
    '<script>alert(1)</script><img src=x onerror="alert(1)"> &lt;b&gt;',
    "[click](javascript:alert(1)) ![x](https://evil.example/x.png) `id` <https://evil.example>",
    "=HYPERLINK(1)",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3",
    "+1",
    "\t=1",
    "--help",
    "$(touch hacked) `touch hacked` ; touch hacked | touch hacked",
    "https://evil.example/x www.evil.example ftp://evil.example a@evil.example",
    "javascript:alert(1) mailto:a@evil.example",
    "x;=1+1",
    'x; "=1"',
    "<img src=x onerror=alert(1)> &amp; &lt;script&gt; &#60;b&#62;",
    "see https://x.example/><script>alert(1)</script>",
    "(_a_)*b*[c](d)~e~^f^ a--b---c ,, `` ''",
    "1. x",
    "# x",
    "> x",
    "“‘\"'",
)
# Fields that take no free text; each refuses a hostile word.
CHECKED = {
    Work: {
        "id", "kind", "attribution", "role", "signature", "language", "part_of",
        "extract_of", "collected_in", "see", "wikidata",
    },
    Publication: {"language", "isbn"},
}  # fmt: skip
# What a record is besides the field attacked: on the web, in a periodical, in a book, a book.
_SHAPES = (
    ("text", ("title", "container", "publisher", "editors", "series", "place")),
    ("letter", ("publisher", "editors", "series")),
    ("article", ("publisher", "editors", "series")),
    ("essay", ("issue",)),
    ("novel", ("container", "issue")),
)
_PLACES = ("first_publication", "reproduced_from", "editions")
STYLES = ("chicago", "chicago-author-date", "mla", "apa")
CITATIONS = (
    *((style, "bibliography") for style in STYLES),
    *((style, "in-text") for style in STYLES[1:]),
    *(("chicago", form) for form in ("note", "short")),
)


class Field(NamedTuple):
    """A field, where it stands ("" in the work itself), and whether it holds a list."""

    place: str
    name: str
    many: bool = False


class Case(NamedTuple):
    """One hostile word in one field."""

    word: str
    field: Field

    def __str__(self) -> str:
        place = f"{self.field.place}.{self.field.name}".strip(".")
        return f"{place} = {self.word!r}"


class Corpus(NamedTuple):
    """The catalogue with one record for each case, and how each is cited."""

    cases: tuple[Case, ...]
    catalogue: Catalogue
    references: tuple[Reference, ...]

    def written(self, name: str) -> str:
        """Write the works in a format of other programs."""
        head = self.catalogue.head
        options = compose.CitationOptions(format=name, own_order=True)
        return compose.compose(self.catalogue.works, self.references, head, options).text


def quoted(text: str) -> str:
    """Write a text as TOML has it, every odd letter by its number."""
    return '"' + "".join(c if c.isalnum() else f"\\U{ord(c):08x}" for c in text) + '"'


def address(word: str) -> str:
    """Give an address with as much of a word behind its host as an address may have."""
    return "https://example.org/" + "".join(c for c in word if c.isprintable() and c != " ")


def texts(record: type) -> Iterator[tuple[str, bool]]:
    """Give each field that takes any text, and whether it takes a list of them."""
    for name, kind in get_type_hints(record).items():
        if name not in CHECKED[record] and kind in {str, tuple[str, ...]}:
            yield name, kind is not str


_FREE = (Field("x", "tags", many=True), Field("x", "shelfmark"))
FIELDS = (
    *(Field("", *each) for each in texts(Work)),
    *_FREE,
    *(Field(place, *each) for place in _PLACES for each in texts(Publication)),
    *(Field(place, name) for place in _PLACES for name in ("role", "name", "piece", "piece_pages")),
)


def _value(field: Field, word: str) -> str:
    text = quoted(address(word) if field.name == "url" else word)
    return f"[{text}]" if field.many else text


def _plain(field: Field) -> str:
    return _value(field, "" if field.name == "url" else f"Plain {field.name}")


def _publication(place: str, attacked: Field, word: str, left_out: Sequence[str]) -> str:
    def given(field: Field) -> str:
        return _value(field, word) if field == attacked else _plain(field)

    known = [Field(place, *each) for each in texts(Publication)]
    shown = [one for one in known if one.name not in left_out or one == attacked]
    role, name, piece, pages = (
        given(Field(place, part)) for part in ("role", "name", "piece", "piece_pages")
    )
    written = [f"{one.name} = {given(one)}" for one in shown if one.name != "pages"]
    printed = Field(place, "pages")
    written.append(f"pages = {_value(printed, word) if printed == attacked else quoted('12–14')}")
    written.append(f"contributors = [{{ name = {name}, role = {role} }}]")
    written.append(f"contents = [{{ title = {piece}, pages = {pages} }}]")
    return "{ date = '1938', " + ", ".join(written) + " }"


def _record(number: int, case: Case, shape: tuple[str, Sequence[str]]) -> str:
    kind, left_out = shape
    lines = [f'[[works]]\nid = "w{number}"\nkind = "{kind}"\ndate = "1938"']
    for each in texts(Work):
        field = Field("", *each)
        attacked = field == case.field
        # A work without an address is cited after its printing.
        if attacked or not (field.name in {"url", "authors"} and number % 2):
            lines.append(
                f"{field.name} = {_value(field, case.word) if attacked else _plain(field)}"
            )
    own = (
        f"{one.name} = {_value(one, case.word) if one == case.field else _plain(one)}"
        for one in _FREE
    )
    lines.append(f"x = {{ {', '.join(own)} }}")
    for place in _PLACES:
        # What is not there leaves room for what is.
        if place == case.field.place or (not case.field.place and (number + len(place)) % 3 == 0):
            printing = _publication(place, case.field, case.word, left_out)
            lines.append(f"{place} = " + (f"[{printing}]" if place == "editions" else printing))
    return "\n".join(lines) + "\n"


HEAD = (
    '[catalogue]\ntitle = "T"\nauthor = "A. N. Other"\nlanguage = "en"\narchive = "The Archive"\n'
)


def corpus(words: Sequence[str], step: int = 1) -> Corpus:
    """Put each word into each field, or into every third (a `step` of 3) and so on."""
    cases = tuple(
        Case(word, field)
        for number, word in enumerate(words)
        for field in FIELDS[number % step :: step]
    )
    records = (_record(n, one, _SHAPES[n % len(_SHAPES)]) for n, one in enumerate(cases))
    catalogue = reader.read(f"{HEAD}\n" + "\n".join(records), "x.toml")
    references = compose.references(catalogue.works, catalogue.head)
    return Corpus(cases, catalogue, tuple(references))


# --- citations -----------------------------------------------------------------------------------

Check = Callable[[Markup], str]


def faults_of_citations(corpus: Corpus, chosen: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Give what is wrong with the citations in the four markups, each case in one style and form."""
    for number, case in enumerate(corpus.cases):
        style, form = chosen[number % len(chosen)]
        options = compose.CitationOptions(style, form, own_order=True)
        for entry, *_ in compose.paragraphs([corpus.references[number]], options):
            for name, check in CHECKS.items():
                if fault := check(entry):
                    yield f"{name}, {style}, {form}: {case}: {fault}"


def _text(entry: Markup) -> str:
    shown = safe(render.text(entry))
    return f"steers: {shown!r}" if STEERING.search(shown) or "\n" in shown else ""


_MARKDOWN = MarkdownIt("commonmark", {"html": True})
_OURS = {"text", "em_open", "em_close", "link_open", "link_close", "text_special"}


def _markdown(entry: Markup) -> str:
    written = safe(render.markdown(entry))
    blocks = _MARKDOWN.parse(written)
    if [one.type for one in blocks] != ["paragraph_open", "inline", "paragraph_close"]:
        return f"makes {[one.type for one in blocks]}: {written!r}"
    inline = blocks[1].children or []
    if wrong := {one.type for one in inline} - _OURS:
        return f"makes {wrong}: {written!r}"
    addresses = [str(one.attrs["href"]) for one in inline if one.type == "link_open"]
    if not all(one.startswith("https://example.org/") for one in addresses):
        return f"links to {addresses}"
    shown = "".join(one.content for one in inline)
    expected = safe(render.text(entry))
    return "" if unquote(shown) == unquote(expected) else f"shows {shown!r}, not {expected!r}"


class _Page(HTMLParser):
    """The tags, their attributes and the text of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.links: list[str] = []
        self.shown = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [str(value) for name, value in attrs if tag == "a" and name == "href"]
        self.tags += [f"{tag} {name}" for name, _ in attrs if (tag, name) != ("a", "href")]

    def handle_comment(self, data: str) -> None:
        self.tags.append(f"comment {data}")

    def handle_data(self, data: str) -> None:
        self.shown += data


def _html(entry: Markup) -> str:
    written = safe(render.html(entry))
    page = _Page()
    page.feed(written)
    page.close()
    if wrong := set(page.tags) - {"em", "a"}:
        return f"makes {wrong}: {written!r}"
    if not all(one.startswith("https://example.org/") for one in page.links):
        return f"links to {page.links}"
    expected = safe(render.text(entry))
    return "" if page.shown == expected else f"shows {page.shown!r}, not {expected!r}"


_TEX = re.compile(
    r"(?P<emph>\\emph\{)|\\(?P<name>text[a-z]+)\{\}|\\(?P<mark>[{}$&#%_])|(?P<empty>\{\})"
    r"|(?P<close>\})|(?P<plain>[^\\{}$&#%_^~`'\"<>|])"
)
_TEX_NAMES = {
    "textbackslash": "\\", "textasciicircum": "^", "textasciitilde": "~", "textasciigrave": "`",
    "textquotesingle": "'", "textquotedbl": '"', "textless": "<", "textgreater": ">",
    "textbar": "|",
}  # fmt: skip


def _latex(entry: Markup) -> str:
    written = safe(render.latex(entry))
    shown, depth, at = "", 0, 0
    while at < len(written):
        token = _TEX.match(written, at)
        if token is None:
            return f"has {written[at : at + 20]!r}: {written!r}"
        depth += bool(token["emph"]) - bool(token["close"])
        shown += (
            _TEX_NAMES[token["name"]] if token["name"] else token["mark"] or token["plain"] or ""
        )
        at = token.end()
        if depth < 0 or re.search("---?$", written[:at]):
            return f"closes or joins what it should not: {written!r}"
    expected = safe(render.text(entry))
    return "" if shown == expected and not depth else f"shows {shown!r}, not {expected!r}"


CHECKS: dict[str, Check] = {
    "text": _text, "markdown": _markdown, "html": _html, "latex": _latex,
}  # fmt: skip


# --- files ---------------------------------------------------------------------------------------


def faults_of_a_file(corpus: Corpus, name: str) -> Iterator[str]:
    """Give what is wrong with the file of a format."""
    written = corpus.written(name)
    if STEERING.search(written.replace("\r\n", "\n")):
        yield f"{name}: steers"
    yield from (f"{name}: {fault}" for fault in FILES[name](corpus, written))


def _bib(corpus: Corpus, written: str) -> Iterator[str]:
    """One entry a work; each value has balanced braces and no command of theirs."""
    entries = re.split(r"^@", written, flags=re.MULTILINE)[1:]
    if len(entries) != len(corpus.cases):
        yield f"{len(entries)} entries"
    for case, entry in zip(corpus.cases, entries, strict=False):
        head, *lines, end, _ = f"{entry.strip()}\n".split("\n")
        if end != "}" or not re.fullmatch(r"[a-z]+\{w\d+,", head):
            yield f"{case}: is no entry: {entry!r}"
        for line in lines:
            field = re.fullmatch(r"  [a-z]+ *= (?:\{(.*)\}|[a-z]{3}|\d+),", line)
            if not field:
                yield f"{case}: is no field: {line!r}"
            elif fault := _wrong_in_tex(field[1] or "", is_address="  url " in line):
                yield f"{case}: {fault}: {line!r}"


def _wrong_in_tex(value: str, *, is_address: bool) -> str:
    if is_address:
        return "" if re.fullmatch(r"[!-\[\]_a-z~]*", value) and "{" not in value else "address"
    bare = re.sub(r"\\[{}$&#%_]", "", value)
    depth = 0
    for letter in bare:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth < 0:
            return "closes its field"
    if depth:
        return "leaves its field open"
    theirs = re.search(r"\\(?:input|write|csname|include|def|end|immediate)|[$%#&]|\^\^", bare)
    return f"has {theirs[0]}" if theirs else ""


def _ris(corpus: Corpus, written: str) -> Iterator[str]:
    if not all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line) for line in written.split("\r\n")):
        yield "a line without a tag"
    if re.search(r"(?<!\r)\n|\r(?!\n)", written):
        yield "a line end within a line"
    ids = [one["id"] for one in rispy.loads(written)]
    if ids != [work.id for work in corpus.catalogue]:
        yield f"{len(ids)} records"
    for case, record in zip(corpus.cases, re.split(r"ER  - \r\n", written), strict=False):
        for line in record.split("\r\n"):
            if line.startswith("UR") and not re.fullmatch(r"UR  - https://[^\s\"<>\\^`{|}]+", line):
                yield f"{case}: {line!r}"


def _json(corpus: Corpus, written: str) -> Iterator[str]:
    items = json.loads(written)
    if [one["id"] for one in items] != [work.id for work in corpus.catalogue]:
        yield f"{len(items)} items"
    tag = re.compile(
        r"<(?!<?span class=\"nocase\">|/span>)/?(?:i|b|sc|sub|sup|span)\b", re.IGNORECASE
    )
    for case, item in zip(corpus.cases, items, strict=False):
        for name, value in item.items():
            if isinstance(value, str) and tag.search(value) and name != "URL":
                yield f"{case}: {name} is marked up: {value!r}"


def _yaml(corpus: Corpus, written: str) -> Iterator[str]:
    # All that isn't the program's own is in double quotes.
    if theirs := re.search("[&*!']", re.sub(r'"(?:[^"\\]|\\.)*"', "", written)):
        yield f"a tag, an anchor, an alias or another kind of quotes: {theirs[0]}"
    if list(yaml.load(written, yaml.CSafeLoader)) != [work.id for work in corpus.catalogue]:
        yield "other records"


def _csv(corpus: Corpus, written: str) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(written, newline="")))
    if len(rows) != len(corpus.cases) + 1 or len(set(map(len, rows))) != 1:
        yield f"{len(rows)} rows"
    for mark in ",;\t":
        for row in csv.reader(io.StringIO(written, newline=""), delimiter=mark):
            for cell in row:
                if cell.lstrip(' "').startswith(tuple("=+-@＝＋－＠")):
                    yield f"a formula between {mark!r}: {cell!r}"


def _toml(corpus: Corpus, written: str) -> Iterator[str]:
    read = reader.read(written, "x.toml")
    for case, work, again in zip(corpus.cases, corpus.catalogue, read, strict=True):
        if work != again:
            yield f"{case}: comes back as {again}"


def _linked(corpus: Corpus, written: str) -> Iterator[str]:
    """A node for each work, and nothing that ends the script of a page it is put into."""
    page = _Page()
    page.feed(f'<script type="application/ld+json">{written}</script>')
    page.close()
    if page.tags != ["script", "script type"] or "<" in written:
        yield f"makes {page.tags[2:]}"
    if [one["@id"] for one in json.loads(page.shown)["@graph"]] != [
        f"#{work.id}" for work in corpus.catalogue
    ]:
        yield "other nodes"


def _marc(corpus: Corpus, written: str) -> Iterator[str]:
    tree = ET.fromstring(written)  # noqa: S314 - our own
    elements = Counter(one.tag.rpartition("}")[2] for one in tree.iter())
    if elements["record"] != len(corpus.cases):
        yield f"{elements['record']} records"
    if wrong := elements.keys() - _MARC:
        yield f"makes {wrong}"


_MARC = {"collection", "record", "leader", "controlfield", "datafield", "subfield"}
FILES: dict[str, Callable[[Corpus, str], Iterator[str]]] = {
    "bibtex": _bib, "biblatex": _bib, "ris": _ris, "csl-json": _json, "hayagriva": _yaml,
    "csv": _csv, "toml": _toml, "jsonld": _linked, "marcxml": _marc,
}  # fmt: skip


# --- pandoc --------------------------------------------------------------------------------------

_INLINE = {"Str", "Space", "Emph", "Link", "Quoted", "SoftBreak"}


def faults_of_markdown(corpus: Corpus, style: str, dialect: str) -> Iterator[str]:
    """Give what is wrong with a whole page of Markdown, as pandoc reads a dialect of it."""
    options = compose.CitationOptions(style, own_order=True)
    entries = [
        (case, safe(render.markdown(entry)))
        for case, reference in zip(corpus.cases, corpus.references, strict=True)
        for entry, *_ in compose.paragraphs([reference], options)
    ]
    page = "\n\n".join(entry for _, entry in entries) + "\n"
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), f"--from={dialect}", "--to=json"],
        input=page.encode(),
        capture_output=True,
        check=True,
    )
    blocks = json.loads(done.stdout)["blocks"]
    if len(blocks) != len(entries):
        yield f"{dialect}, {style}: {len(blocks)} blocks of {len(entries)} entries"
    for (case, _), block in zip(entries, blocks, strict=False):
        if block["t"] != "Para":
            yield f"{dialect}, {style}: {case}: makes {block}"
        for kind, content in _nodes(block["c"]):
            if kind not in _INLINE or (
                kind == "Link" and not content[2][0].startswith("https://example.org/")
            ):
                yield f"{dialect}, {style}: {case}: has {kind} {content}"


def _nodes(inside: object) -> Iterator[tuple[str, Any]]:
    """Give each element of a document of pandoc's, with what is in it."""
    if isinstance(inside, dict):
        if "t" in inside and inside["t"] not in {"DoubleQuote", "SingleQuote"}:
            yield inside["t"], inside.get("c")
        yield from _nodes(inside.get("c"))
    elif isinstance(inside, list):
        for one in inside:
            yield from _nodes(one)
