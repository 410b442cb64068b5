"""A catalogue of hostile texts shows nothing but text."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest
import tomli_w

from tests.conftest import Serge

XHTML = "{http://www.w3.org/1999/xhtml}"
EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></script><svg onload=alert(1)>",
    "<!-- --> ]]> &lt;b&gt; &amp;amp;",
    "{{ 7 * 7 }} {% raw %} ${7} `x` \\u003c",
    "\u202eright to left\u2066 \x1b[31mred\x07",
    "javascript:alert(1)",
    "constructor __proto__ toString",
)


def hostile_catalogue(path: Path) -> None:
    """Write a catalogue that says such things wherever it may say something."""
    works = []
    for number, evil in enumerate(EVIL):
        works.append(
            {
                "id": f"work-{number}",
                "title": evil,
                "kind": "letter",
                "date": "1938",
                "recipient": evil,
                "signed_as": evil,
                "original_title": evil,
                "other_titles": [f"{evil} again"],
                "rights": evil,
                "note": evil,
                "sources": [evil],
                "url": "https://example.org/?q='\"><script>",
                "first_publication": {
                    "container": evil,
                    "volume": evil,
                    "pages": evil,
                    "translators": [evil],
                    "contributors": [{"name": evil, "role": evil}],
                },
                "editions": [{"title": evil, "publisher": evil, "place": evil, "note": evil}],
            }
        )
    head = {
        "title": EVIL[0],
        "author": EVIL[1],
        "language": "en",
        "life_events": [{"date": "1938", "event": EVIL[3]}],
        "periodicals": [{"name": EVIL[0], "place": EVIL[1], "note": EVIL[2]}],
    }
    path.write_text(tomli_w.dumps({"catalogue": head, "works": works}), encoding="utf-8")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "hostile.toml"
    hostile_catalogue(path)
    return path


def check(page: str) -> ET.Element:
    """Read a page as a browser does: only elements and attributes of ours are in it."""
    tree: ET.Element = html5lib.HTMLParser(strict=True).parse(page)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            pytest.fail(f"a comment: {element.text}")
        assert not [name for name in element.attrib if name.lower().startswith("on")]
        assert element.tag.rpartition("}")[2] not in {"img", "iframe", "object", "b"}
        for name in ("href", "src", "action"):
            assert not re.match(
                r"(?!https?:|data:image/svg)[\w+.-]*:", element.get(name, "").strip()
            ), name
    assert "\u202e" not in page
    assert "\x1b" not in page
    return tree


def test_the_pages_show_only_text(serge: Serge, hostile: Path, tmp_path: Path) -> None:
    options = ("--alone", "--catalogue", str(hostile))
    serge("site", "here", "--url", "https://example.org/", *options)
    for path in (tmp_path / "here").rglob("*.html"):
        tree = check(path.read_text(encoding="utf-8"))
        for script in tree.iter(f"{XHTML}script"):
            if script.get("type") == "application/ld+json":
                json.loads(script.text or "")
            else:
                assert script.get("src")
    for name in ("feed.xml", "sitemap.xml", "timeline.svg"):
        ET.parse(tmp_path / "here" / name)  # noqa: S314 - our own
    words = (tmp_path / "here/words.js").read_text(encoding="utf-8")
    assert "<" not in words
    names = [path.name for path in (tmp_path / "here").rglob("*")]
    assert all(re.fullmatch(r"[\w.-]+", name) for name in names), names


def test_the_single_page_shows_only_text(serge: Serge, hostile: Path, tmp_path: Path) -> None:
    serge("site", "--one", "one.html", "--alone", "--catalogue", str(hostile))
    tree = check((tmp_path / "one.html").read_text(encoding="utf-8"))
    assert len(list(tree.iter(f"{XHTML}script"))) == 1
    entries = [one for one in tree.iter(f"{XHTML}li") if one.get("id")]
    titles = [one.findtext(f"{XHTML}div/{XHTML}span", "") for one in entries]
    assert len(titles) == len(EVIL)
    assert set(titles) >= {evil for evil in EVIL if evil.isprintable()}
