"""Broken and hostile files of every format: only clean messages, in bounded time.

`SERGE_FUZZ` says how many mutants of each format are read; `pytest -rP` prints
what came of them.
"""

import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import yaml

from sergecli.catalogue import reader
from sergecli.citations import source
from sergecli.errors import CatalogueError
from sergecli.exporters import compose, formats
from sergecli.importers import detect
from sergecli.model.work import Catalogue

EXPORTED = [form for form in detect.FORMS if form in compose.FORMATS]
COUNT = int(os.environ.get("SERGE_FUZZ", "330"))
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
# What one file of this size may take, on a machine that has other things to do.
SECONDS = 3.0
# A letter, a part and its whole, a book, an article with a volume, an undated text.
CHOSEN = frozenset(
    {
        "again-riazanov-and-sneevliet", "machine-gun", "once-more-kronstadt", "resistance",
        "the-class-struggle-in-the-chinese-revolution", "chinese-revolution-letter-1",
    }
)  # fmt: skip
NASTY = (
    "", " ", "\x00", "\x1b[31m\x1b]8;;https://evil.example\x07", "\u202egnp.exe", "\ud800",
    "\\ud800", "[bold]x[/bold][/]", r"\input{/etc/passwd} \write18{id}", "\\", "{", "}", '"', "'",
    "#", "@", "@article{", "@string{a = b # b}", "\nER  - \n", "\nTY  - JOUR\n", "T2  -", "\r",
    '<!DOCTYPE a [<!ENTITY b "c">]>', "&b;", "<rdf:li>" * 60, "]]>",
    "<script>", "javascript:alert(1)", "--help", "&a", "*a", "!!python/object:os.system", "? ",
    ": ", "- ", "[", "]", "[[[[", "{{{{", "}}}}", "\t", "9" * 400, "9" * 5000, "1938-13-45", "NaN",
    "null", "true", "-1e999", '{"a":', "[[works]]", "id = 1", "\u2028", "\ufeff", "“”", "Part of “",
    " Dated ", " No. ", "Translated by ", " and ", ", , ,", "--", "~" * 50, "\u0301" * 200,
)  # fmt: skip

ODD: tuple[object, ...] = (
    None, 0, -1, 10**30, 1e308, True, [], {}, [[]], [{}], [None], [1, "a"], [[["1938"]]],
    {"date-parts": [[1938, 13, 45]]}, {"date-parts": [["x", None, {}]]}, {"raw": 5},
    {"family": 1, "given": []}, {"literal": {"a": {}}}, [{"family": "x" * 30_000}],
)  # fmt: skip


@pytest.fixture(scope="module")
def sound(catalogue: Catalogue) -> Mapping[str, str]:
    """One good file of each form."""
    works = [work for work in catalogue if work.id in CHOSEN]
    references = [source.cited(work, catalogue.head) for work in works]
    files = Path(__file__).parents[1] / "importers" / "files"
    rdf = files / "five-works.rdf"
    pages = (files / "archive-pages.txt").read_text(encoding="utf-8")
    # The pages themselves, without what is expected of them.
    page = "\n".join(line for line in pages.splitlines() if line.startswith("<"))
    exported = {
        form: formats.dump(works, references, form, catalogue.head).text for form in EXPORTED
    }
    # YAML contains JSON; the block style of pandoc breaks in more ways.
    pandoc = yaml.safe_dump({"references": json.loads(exported["csl-json"])}, allow_unicode=True)
    return {
        "zotero-rdf": rdf.read_text(encoding="utf-8"),
        "csl-yaml": pandoc,
        "archive-page": page,
        **exported,
    }


def mutants(text: str, seed: str, count: int) -> Iterator[str]:
    """Break a text in one to six places; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret, but repeatable
    for _ in range(count):
        made = text
        # Broken JSON is soon refused; most of it stays whole.
        careful = reworded if text.startswith("<?xml") else changed
        is_brittle = text.startswith(("[{", "[\n", "<?xml"))
        change = careful if is_brittle and chance.random() < 0.7 else broken
        for _ in range(chance.randint(1, 6)):
            made = change(made, chance)
        yield made


def changed(text: str, chance: random.Random) -> str:
    """Put another thing in the place of one value of JSON, or under another name."""
    here = document = json.loads(text)
    while True:
        key = chance.choice(list(here) if isinstance(here, dict) else range(len(here)))
        if isinstance(here[key], dict | list) and here[key] and chance.random() < 0.8:
            here = here[key]
            continue
        if isinstance(here, dict) and chance.random() < 0.2:
            here[chance.choice(NASTY)] = here.pop(key)
        else:
            here[key] = chance.choice((*NASTY, *ODD))
        return json.dumps(document)


def reworded(text: str, chance: random.Random) -> str:
    """Put another text between two tags of XML."""
    start, end = chance.choice([match.span(1) for match in re.finditer(">([^<>]*)<", text)])
    return text[:start] + escape(chance.choice(NASTY)) + text[end:]


def broken(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.choice((0, 1, 2, 5, 40, 400)))
    how = chance.randrange(6)
    if how == 0:
        return text[:start] + text[end:]
    if how == 1:
        return text[:start] + text[start:end] * chance.choice((2, 3, 30)) + text[end:]
    if how == 2:
        odd = chr(chance.choice((*range(256), 0x202E, 0xD800, 0x1F600)))
        return text[:start] + odd + text[end:]
    if how == 3:
        return text[:start]
    return text[:start] + chance.choice(NASTY) + text[start if how == 4 else end :]


def read(text: str, form: str, beside: Catalogue) -> str:
    """Read a text of that form to the end, as the command does; say what came of it."""
    started = time.process_time()
    said, entries = "", []
    try:
        entries = detect.entries(text, form, beside.head)
    except CatalogueError as error:
        said = str(error)
    assert time.process_time() - started < SECONDS
    if not entries:
        assert said
        assert not UNSAFE.search(said)
        return "no such file"
    for entry in entries:
        # A catalogue's record may be empty; that is reported when all have been read.
        left_out = entry.refused or entry.skipped
        assert bool(entry.values) != bool(left_out) or form == "toml"
        assert entry.label or entry.line
        assert not UNSAFE.search("".join((entry.label, entry.refused, *entry.dropped)))
        if form != "toml":
            written = json.dumps(entry.values, ensure_ascii=False)
            assert written.encode("utf-8")
            assert not UNSAFE.search(written)
    values = [{"id": f"w{n}", **entry.values} for n, entry in enumerate(entries)]
    for made in reader.drafts([one for one in values if len(one) > 1], beside):
        if isinstance(made, tuple):
            # serge's own files name other records, which may be missing here.
            assert form in {"toml", "csv"} or {fault.field for fault in made} <= {
                "id",
                "extract_of",
            }
    return "refused" if any(entry.refused for entry in entries) else "read"


@pytest.mark.parametrize("form", ["zotero-rdf", "csl-yaml", "archive-page", *EXPORTED])
def test_mutants(form: str, sound: Mapping[str, str], catalogue: Catalogue) -> None:
    beside = Catalogue(catalogue.head, ())
    assert read(sound[form], form, beside) == "read"
    started = time.perf_counter()
    outcomes = Counter(read(one, form, beside) for one in mutants(sound[form], form, COUNT))
    assert len(outcomes) > 1
    assert outcomes.total() == COUNT
    took = time.perf_counter() - started
    sys.stdout.write(f"{form}: {outcomes.total()} in {took:.1f} s, {dict(outcomes)}\n")
