"""How every format stands bad text."""

import csv
import io
import json
import re
import subprocess
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import rispy
import typst
from bibtexparser.entrypoint import parse_string

from sergecli.catalogue import store
from sergecli.model import edtf
from sergecli.model.work import Publication, Work
from tests.exporters.test_formats import written

HOSTILE = (
    "plain",
    r"\input{/etc/passwd} \write18{rm} \end{document} 100% #1 $x$ & _ ^ ~",
    "{ unbalanced {{ braces",
    "} unbalanced }} braces",
    "line\nER  - \nTY  - BOOK\nTI  - injected",
    "line\r\nER  - \r\nTY  - BOOK\r\n",
    "\x1b]0;title\x07 \x00 \x9b31m \u202egnp \u2028TY  - BOOK \x85AU  - X",
    "<script>alert(1)</script> <i>x</i> <b>y & z</b> &amp; <SPAN class='nocase'>q</span>",
    '=HYPERLINK("https://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "key: value # no comment",
    "- item",
    "!!python/object/apply:os.system ['true']",
    "{a: 1}",
    "[a, b]",
    "*alias &anchor | > ' \"",
    "null",
    "1938-04-28",
    "%TAG",
    "\"\"\"]]'''",
    "@book{evil, title = {x}}",
    "-- --- ,, '' `` ?` !`",
    "and others and and",
    "$ \\( x \\) \\ \\\\",
    "a" * 5000,
    "Émile – Что ’ “‘”’ … ﬁ 𝔖",
)


@pytest.fixture(scope="module")
def hostile() -> tuple[Work, ...]:
    """Works whose every field that is text says something evil."""
    return tuple(hostile_work(number, text) for number, text in enumerate(HOSTILE))


def hostile_work(number: int, text: str) -> Work:
    kind = ("letter", "article", "book", "thesis")[number % 4]
    container = "" if kind in {"book", "thesis"} else text
    return Work(
        id=f"work-{number}",
        title=text,
        kind=kind,
        authors=(text, "Victor Serge"),
        signed_as=text,
        recipient=text,
        degree=text,
        archive=text,
        archive_location=text,
        original_title=text + "!",
        language="fr",
        note=text,
        rights=text,
        other_titles=(text, text),
        url="https://a.org/" + "".join(text.split())[:40],
        reproduced_from=Publication(
            container=container,
            edition=text,
            series=text,
            volume=text,
            issue=text,
            pages=text,
            place=text,
            publisher="" if kind == "article" else text,
            translators=(text,),
            editors=(text,) if number % 2 else (),
            isbn=text,
            date=edtf.parse("1938-04-28"),
        ),
    )


def flat(text: str) -> str:
    """Leave out what a format by its nature cannot keep: spaces, quotation marks, controls.

    So are capitals, which programs that cite choose themselves.
    """
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028-\u202e\ufffd'’\"“”‘-]", "", text).lower()


def test_hostile_text_stays_one_bib_entry(hostile: tuple[Work, ...]) -> None:
    for name in ("biblatex", "bibtex"):
        text = written(name, hostile).text
        library = parse_string(text)
        assert not library.failed_blocks
        assert [entry.key for entry in library.entries] == [work.id for work in hostile]
        assert text.count("{") == text.count("}")
        assert not re.search(r"\\(input|write|end)\b", text)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


def test_hostile_text_is_read_by_pandoc_as_it_was(hostile: tuple[Work, ...]) -> None:
    text = written("biblatex", hostile).text
    for read, work in zip(_pandoc("biblatex", text), hostile, strict=True):
        # pandoc knows no command for a brace or grave accent that stands alone.
        assert flat(bare(read["title"])) == re.sub("[{}`]", "", flat(bare(work.title)))


def test_hostile_text_stays_in_its_ris_tag(hostile: tuple[Work, ...]) -> None:
    text = written("ris", hostile).text
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in lines)
    assert sum(line.startswith("TY  - ") for line in lines) == len(hostile)
    for read, work in zip(rispy.loads(text), hostile, strict=True):
        assert flat(read["title"]) == flat(work.title)
    assert len(_pandoc("ris", text)) == len(hostile)


def test_hostile_text_is_the_same_in_json(hostile: tuple[Work, ...]) -> None:
    text = written("csl-json", hostile).text
    assert text.isprintable() or not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    for read, work in zip(_pandoc("csljson", text), hostile, strict=True):
        assert flat(bare(read["title"])) == flat(bare(work.title))


def squeezed(text: str) -> str:
    return " ".join(text.lower().split())


def bare(title: str) -> str:
    """Take away the mark that keeps capitals."""
    return re.sub("</?span[^>]*>", "", title, flags=re.IGNORECASE)


def test_hostile_text_is_the_same_in_yaml(hostile: tuple[Work, ...], tmp_path: Path) -> None:
    text = written("hayagriva", hostile).text
    for work, read in zip(hostile, _typst_yaml(text, tmp_path).items(), strict=True):
        assert read[0] == work.id
        assert re.sub(r"\\([\\{}$])", r"\1", squeezed(read[1]["title"])) == squeezed(work.title)
    _typst_compile(text, tmp_path)


def test_hostile_text_begins_no_formula(hostile: tuple[Work, ...]) -> None:
    text = written("csv", hostile).text
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert len(rows) == len(hostile)
    assert all(len(row) == len(header) for row in rows)
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+@\t\r-]", cell)]
    for row, work in zip(rows, hostile, strict=True):
        assert flat(row[header.index("title")]) == flat(work.title)


def _without_isbn(work: Work) -> Publication | None:
    """Leave out what a catalogue does not take for an ISBN."""
    return replace(work.reproduced_from, isbn="") if work.reproduced_from else None


def test_hostile_text_is_the_same_in_toml(hostile: tuple[Work, ...], tmp_path: Path) -> None:
    works = tuple(replace(work, url="", reproduced_from=_without_isbn(work)) for work in hostile)
    text = written("toml", works).text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    assert [record["title"] for record in tomllib.loads(text)["works"]] == list(HOSTILE)
    assert store.load(tmp_path / "x.toml", alone=True).works == works


def test_an_address_that_typst_refuses_stands_in_the_note(tmp_path: Path) -> None:
    addresses = ("http://[", "https://a..b/", "https://1.2.3.999/", "http://a.org:99999/", "x:y")
    works = [
        Work(id=f"w{n}", title="T", kind="article", url=url) for n, url in enumerate(addresses)
    ]
    text = written("hayagriva", works).text
    assert [record["note"] for record in _typst_yaml(text, tmp_path).values()] == [
        f"Address: {url}" for url in addresses
    ]
    _typst_compile(text, tmp_path)


# --- readers ---------------------------------------------------------------------


def _pandoc(name: str, text: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", name, "-t", "csljson"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    assert not done.stderr, done.stderr
    items: list[dict[str, Any]] = json.loads(done.stdout)
    order = {found: at for at, found in enumerate(re.findall(r"work-\d+", text))}
    return sorted(items, key=lambda one: order.get(one["id"], 0))


def _typst_yaml(text: str, directory: Path) -> dict[str, dict[str, Any]]:
    (directory / "all.yaml").write_text(text, encoding="utf-8")
    page = directory / "read.typ"
    page.write_text('#metadata(yaml("all.yaml")) <read>', encoding="utf-8")
    read = json.loads(typst.query(str(page), "<read>", field="value", one=True))
    assert isinstance(read, dict)
    return read


def _typst_compile(text: str, directory: Path, style: str = "chicago-notes") -> None:
    (directory / "all.yaml").write_text(text, encoding="utf-8")
    page = directory / "page.typ"
    page.write_text(f'#bibliography("all.yaml", full: true, style: "{style}")', encoding="utf-8")
    assert typst.compile(str(page), format="svg")
