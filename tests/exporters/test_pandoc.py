"""Styles of the Citation Style Language: only what is sound reaches pandoc, and it reaches nothing.

The styles are made up here; `brumaire-verlag` and `nature` are in the collection.
"""

import http.server
import json
import threading
from pathlib import Path

import pytest

from sergecli.errors import UsageError
from sergecli.exporters import csl_style, pandoc

CSL = "http://purl.org/net/xbiblio/csl"
CITATION = '<citation><layout suffix="."><text macro="m"/></layout></citation>'
BIBLIOGRAPHY = '<bibliography><layout><text macro="m"/></layout></bibliography>'
TITLE = '<macro name="m"><text variable="title"/></macro>'
ITEMS = json.dumps([{"id": name, "type": "book", "title": name.upper()} for name in ("a", "b")])


def style(*parts: str, kind: str = "in-text", info: str = "", prolog: str = "") -> str:
    """Write a style of these parts."""
    head = f"<info><title>T</title><id>t</id>{info}<updated>2020-01-01T00:00:00Z</updated></info>"
    body = "".join(parts)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{prolog}'
        f'<style xmlns="{CSL}" class="{kind}" version="1.0">{head}{body}</style>'
    )


def parent(address: str) -> str:
    return style(info=f'<link href="{address}" rel="independent-parent"/>')


def circle(length: int) -> str:
    """Macros each of which calls the next, the last the first."""
    calls = "".join(
        f'<macro name="m{n}"><text macro="m{(n + 1) % length}"/></macro>' for n in range(length)
    )
    return style(calls, TITLE, CITATION, BIBLIOGRAPHY)


def doubling(depth: int) -> str:
    """Macros each of which calls the next twice."""
    calls = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
        for n in range(depth)
    )
    last = f'<macro name="m{depth}"><text variable="title"/></macro>'
    return style(calls, last, TITLE, CITATION, BIBLIOGRAPHY.replace('"m"', '"m0"'))


SOUND = style(TITLE, CITATION, BIBLIOGRAPHY)
ENTITIES = '<!DOCTYPE style [<!ENTITY a "&#65;"><!ENTITY b "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE style [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DEEP = "<group>" * 200 + "</group>" * 200


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a style may be written."""
    return tmp_path / "made-up.csl"


@pytest.mark.parametrize("form", ["text", "markdown", "html", "latex"])
def test_a_sound_style_lists_each_work(file: Path, form: str) -> None:
    file.write_text(SOUND, encoding="utf-8")
    written = pandoc.bibliography(ITEMS, str(file), form)
    assert written.index("A") < written.index("B")
    if form == "text":
        assert written == "A\nB\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (circle(1), "circle: m0 → m0"),
        (circle(3), "in a circle"),
        (doubling(40), "call each other too many times"),
        (style(DEEP, TITLE, CITATION, BIBLIOGRAPHY), "more than 100 levels deep"),
        (style(TITLE, CITATION, BIBLIOGRAPHY, prolog=ENTITIES), "document type"),
        (style(TITLE, CITATION, BIBLIOGRAPHY, prolog=OUTSIDE), "document type"),
        (f"{SOUND}<!--{'x' * 1_000_000}-->", "longer than 1,000,000 bytes"),
        (SOUND.replace("</style>", ""), "not XML in UTF-8"),
        (SOUND.replace(CSL, "http://example.org/other"), "not a CSL 1.0 style"),
        (
            parent("https://example.org/styles/no-such-parent"),
            "styles/no-such-parent; download and use that",
        ),
        (parent("file:///etc/passwd"), "refers to another style, file:///etc/passwd"),
        (parent("../../../../../../etc/passwd"), "only refers to another style"),
        (parent("https://example.org/nature-digest"), "nature-digest; download and use that"),
        (style(TITLE), "No citation element"),
    ],
    ids=lambda value: value[:20],
)
def test_an_unsound_style_is_refused_with_the_reason(file: Path, text: str, reason: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        pandoc.bibliography(ITEMS, str(file), "text")
    assert str(refused.value).startswith("--csl: ")
    assert str(file) in str(refused.value)
    assert reason in str(refused.value)
    assert "root:" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "utf-7"])
def test_a_style_in_another_encoding_is_refused(file: Path, encoding: str) -> None:
    text = style(TITLE, CITATION, BIBLIOGRAPHY, prolog=ENTITIES).replace("utf-8", encoding)
    file.write_text(text.replace("<title>T", "<title>é"), encoding=encoding)
    with pytest.raises(UsageError, match=r"not XML in UTF-8|document type"):
        csl_style.read(str(file))


def test_a_dependent_style_is_written_as_its_parent_in_the_collection(file: Path) -> None:
    file.write_text(parent("http://www.zotero.org/styles/nature"), encoding="utf-8")
    assert csl_style.read(str(file)) == csl_style.read("nature")
    assert csl_style.read("nature-digest") == csl_style.read("nature")


def test_no_parent_is_fetched(file: Path) -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/no-such-parent"
        file.write_text(parent(address), encoding="utf-8")
        with pytest.raises(UsageError, match="no-such-parent"):
            pandoc.bibliography(ITEMS, str(file), "text")
        server.shutdown()
    assert not asked


@pytest.mark.parametrize("kind", ["note", "in-text"])
@pytest.mark.parametrize("form", ["text", "markdown", "html", "latex"])
def test_a_style_without_a_bibliography_writes_notes(file: Path, kind: str, form: str) -> None:
    file.write_text(style(TITLE, CITATION, kind=kind), encoding="utf-8")
    written = pandoc.bibliography(ITEMS, str(file), form)
    assert written.index("A.") < written.index("B.")
    assert "[^" not in written
    assert "footnote" not in written
    if form == "text":
        assert written == "A.\nB.\n"


def test_a_style_that_writes_nothing_is_told(file: Path) -> None:
    nothing = TITLE.replace('"title"', '"annote"')
    for parts in (
        (nothing, CITATION.replace(' suffix="."', "")),
        (nothing, CITATION, BIBLIOGRAPHY),
    ):
        file.write_text(style(*parts), encoding="utf-8")
        with pytest.raises(UsageError, match="writes nothing"):
            pandoc.bibliography(ITEMS, str(file), "markdown")


def test_of_no_works_there_is_nothing_to_write() -> None:
    assert not pandoc.bibliography("[]", "nature", "text")


@pytest.mark.parametrize(
    ("name", "near"),
    [("naturre", "nature"), ("brumaire-verlg", "brumaire-verlag"), ("chicago-fulnote", "chicago")],
)
def test_an_unknown_style_names_near_ones(name: str, near: str) -> None:
    with pytest.raises(UsageError, match=f"‘{name}’; did you mean .*{near}"):
        csl_style.read(name)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("nosuch", "serge styles lists them"),
        ("brumaire", "see serge styles brumaire"),
        ("zotero", "serge styles lists them"),
    ],
)
def test_a_style_that_is_near_none_is_given_no_other(name: str, hint: str) -> None:
    with pytest.raises(UsageError, match=f"‘{name}’; {hint}$"):
        csl_style.read(name)


@pytest.mark.parametrize("name", ["", ".", "/dev/zero", "../styles/nature", "http://example.org/a"])
def test_what_is_neither_file_nor_name_is_no_style(name: str) -> None:
    with pytest.raises(UsageError, match="no file and no CSL style"):
        csl_style.read(name)


def test_pandoc_has_bounded_memory(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_MEMORY", "40m")
    monkeypatch.setattr(csl_style, "_MOST_CALLS", 10**9)
    file.write_text(doubling(24), encoding="utf-8")
    with pytest.raises(UsageError, match="more than 40mB of memory"):
        pandoc.bibliography(ITEMS, str(file), "text")


def test_pandoc_has_bounded_time(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_SECONDS", 0.5)
    monkeypatch.setattr(csl_style, "_MOST_CALLS", 10**9)
    file.write_text(doubling(24), encoding="utf-8")
    with pytest.raises(UsageError, match=r"more than 0\.5 seconds"):
        pandoc.bibliography(ITEMS, str(file), "text")


def test_pandoc_reads_no_other_file_and_knows_no_way_out(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, seen = tmp_path / "pandoc", tmp_path / "seen"
    program.write_text(f'#!/bin/sh\necho "$@" "$http_proxy$https_proxy" >{seen}\necho "{{}}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    file.write_text(SOUND, encoding="utf-8")
    with pytest.raises(UsageError):
        pandoc.bibliography(ITEMS, str(file), "text")
    told = seen.read_text(encoding="utf-8")
    assert "--sandbox" in told
    assert "-M500m" in told
    assert told.count("http://127.0.0.1:9") == 2
    assert str(file) not in told
