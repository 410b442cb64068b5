"""Broken and hostile catalogues, made from a sound one by a seeded chance.

    python -m tests.stress.fuzz 20000

runs that many through everything that reads one and prints what came of them. One in three
hundred has a text of ten million letters.
"""

import gc
import io
import random
import re
import resource
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from copy import deepcopy
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import tomli_w

from sergecli.catalogue import reader
from sergecli.catalogue.index import Built
from sergecli.citations import bibliography, source
from sergecli.errors import SergeError
from sergecli.exporters import compose
from sergecli.model.work import Catalogue, Work
from sergecli.search import filters, fuzzy, lookup
from sergecli.terminal import capabilities, details, messages, plain, tables, theme

DATA = Path(__file__).parents[2] / "data" / "works.toml"
# One record of each make: letters, parts, books with many editions, odd dates.
_CHOSEN = frozenset(
    {"once-more-kronstadt", "machine-gun", "voline", "unforgiving-years", "resistance"}
    | {"letter-to-trotsky-1936-08-10", "pages-from-the-diary-of-victor-serge"}
)
NASTY = (
    "",
    " ",
    "\x00",
    "\x1b[31m\x1b]8;;https://evil.example\x07",
    "\u202egnp.exe",
    "[bold]x[/bold][/]",
    r"\input{/etc/passwd} \write18{id} $x$ %~ & # _ ^ { }",
    "\nER  - \nTY  - JOUR",
    '<script>alert("x")</script> &amp;',
    "javascript:alert(1)",
    "=HYPERLINK(1)",
    "--help",
    "}}, @article{x, title = {",
    "\u0301" * 200,
    "ﬁ\u00ad\u200b\ufeff",
    "x" * 90_000,
    "1938-13-45",
    "{1936,1937..}",
    "9" * 400,
    "../../etc/passwd",
)
_TERMINAL = capabilities.Facts(
    terminal=True, width=80, height=24, color=False, links=False, encoding="utf-8"
)
# One catalogue among so many has a text of so many letters.
_RARE, _HUGE = 300, 10_000_000
# What steers a terminal, whatever it is written in.
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
_FREE = frozenset(
    {"title", "note", "rights", "recipient", "signed_as", "original_title", "index_date"}
    | {"written_at"}
    | {"container", "publisher", "place", "series", "volume", "issue", "pages"}
)
_VALUES: tuple[Any, ...] = (
    *NASTY, 0, -1, 10**30, 1e308, float("inf"), float("nan"), True, [], {}, [[]], [{}],
    {"a": {"b": {"c": {}}}}, [1, "a"], ["", ""], {"date": "1938", "container": 1},
)  # fmt: skip


def sound() -> dict[str, Any]:
    """Give the catalogue that is broken: the built-in one, but few of its works."""
    document = tomllib.loads(DATA.read_text(encoding="utf-8"))
    document["works"] = [work for work in document["works"] if work["id"] in _CHOSEN]
    for work in document["works"]:
        for name in ("see", "collected_in", "part_of", "extract_of"):
            work.pop(name, None)
    document["people"] = dict(list(document["people"].items())[:5])
    return document


def mutants(document: dict[str, Any], seed: int) -> Iterator[bytes]:
    """Give broken catalogues without end; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret, but repeatable
    text = tomli_w.dumps(document).encode()
    for number in count(1):
        kinds = (_bytes, _lines, _tree, _texts, _texts)
        kind = chance.choice(kinds) if number % _RARE else _huge
        with suppress(UnicodeEncodeError, ValueError, TypeError):
            yield kind(chance, text)


def _huge(chance: random.Random, text: bytes) -> bytes:
    """Give one field ten million letters."""
    document = tomllib.loads(text.decode())
    work = chance.choice(document["works"])
    unit = chance.choice(("x", "Ab ", "“é ", "'", "\\", "“", "{[", "a\u0301", "日"))
    work[chance.choice(("title", "note", "signed_as"))] = unit * (_HUGE // len(unit))
    return tomli_w.dumps(document).encode()


def _bytes(chance: random.Random, text: bytes) -> bytes:
    broken = bytearray(text)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(broken))
        size = chance.choice((1, 1, 1, 2, 10, 100))
        piece = broken[at : at + size]
        new = (b"", piece * 2, chance.randbytes(size), b"\xff", b"\x00", b'"', b"[", b"'''")
        broken[at : at + size] = chance.choice(new)
    return bytes(broken)


def _lines(chance: random.Random, text: bytes) -> bytes:
    rows = text.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(rows))
        deed = chance.randrange(5)
        if deed == 0:
            rows.insert(at, rows[at])
        elif deed == 1:
            del rows[at]
        elif deed == 2:
            rows.insert(at, b"x = " + b"[" * chance.choice((5, 500, 5000)))
        elif deed == 3:
            rows[at] = rows[at].replace(b'"', chance.choice((b"'", b'"""', b'"\\uD800', b"")))
        else:
            rows.insert(at, chance.choice((b"[[works]]", b"[works]", b"[catalogue]", b"=", b"#\r")))
    return b"\n".join(rows)


def _tree(chance: random.Random, text: bytes) -> bytes:
    document = tomllib.loads(text.decode())
    for _ in range(chance.randint(1, 4)):
        here: Any = document
        while True:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            if not keys:
                break
            key = chance.choice(keys)
            if isinstance(here[key], dict | list) and here[key] and chance.random() < 0.8:
                here = here[key]
                continue
            _replace(chance, here, key)
            break
    return tomli_w.dumps(document).encode()


def _texts(chance: random.Random, text: bytes) -> bytes:
    """Put hostile words into titles, names and notes, where any text is allowed."""
    document = tomllib.loads(text.decode())
    for work in document["works"]:
        for table in (work, *(one for one in work.values() if isinstance(one, dict))):
            for name in _FREE & table.keys():
                if chance.random() < 0.1:
                    at = chance.randrange(len(table[name]) + 1)
                    table[name] = table[name][:at] + chance.choice(NASTY) + table[name][at:]
    return tomli_w.dumps(document).encode()


def _replace(chance: random.Random, here: Any, key: Any) -> None:  # noqa: ANN401 - a tree of TOML
    deed = chance.random()
    if deed < 0.15:
        del here[key]
    elif deed < 0.3 and isinstance(here, dict):
        here[chance.choice(("dat", "", "x.y", "\u202e", "editions", "url"))] = here.pop(key)
    elif isinstance(here[key], str) and deed < 0.6:
        at = chance.randrange(len(here[key]) + 1)
        here[key] = here[key][:at] + chance.choice(NASTY) + here[key][at:]
    else:
        here[key] = deepcopy(chance.choice(_VALUES))


class Outcome(NamedTuple):
    """What came of the catalogues: how many were read, the slowest, the memory in use."""

    read: int
    refused: int
    slowest: float
    peak: int


def run(count: int, seed: int, each: Callable[[bytes], bool]) -> Outcome:
    """Put so many catalogues through `each`, which tells whether one was read."""
    said: Counter[bool] = Counter()
    slowest = 0.0
    for _, text in zip(range(count), mutants(sound(), seed), strict=False):
        start = time.process_time()
        said[each(text)] += 1
        slowest = max(slowest, time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Outcome(said[True], said[False], slowest, peak // 1024)


def through_everything(text: bytes) -> bool:
    """Load, list, show, search and cite in every format; only SergeError may come out.

    Tells whether the catalogue was read.
    """
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()):
        try:
            catalogue = reader.read(text.decode("utf-8"), "x.toml")
        except (SergeError, UnicodeDecodeError):
            return False
        _use(catalogue)
        _harmless(out.getvalue())
    return True


def _use(catalogue: Catalogue) -> None:
    works = filters.select(catalogue, filters.Query(sort="title"))
    plain.rows(map(plain.cells, works))
    plain.dump(list(map(plain.record, works)))
    for work in works:
        lookup.named(catalogue, work.title)
        bibliography.entry(source.cited(work, catalogue.head), "chicago")
    for words in ("kronstadt", "letter trotsky", "x"):
        fuzzy.search(Built(catalogue.works), words)
    references = compose.references(works, catalogue.head)
    for style in bibliography.STYLES:
        for form in ("bibliography", "in-text"):
            wish = compose.CitationOptions(style, form)
            with suppress(SergeError):
                messages.write(compose.compose(works, references, catalogue.head, wish).text)
    for name in compose.FORMATS:
        with suppress(SergeError):
            written = compose.compose(
                works, references, catalogue.head, compose.CitationOptions(format=name)
            )
            # These two have the line ends of Windows, by their own rules.
            messages.write(
                written.text.replace("\r\n", "\n") if name in {"ris", "csv"} else written.text
            )
    if works:
        _draw(catalogue, works)


def _draw(catalogue: Catalogue, works: list[Work]) -> None:
    """Draw all of it for a terminal, which nothing but Rich may steer."""
    screen = theme.Screen(_TERMINAL)
    tables.works(screen, works)
    for work in works:
        details.show(screen, work, catalogue)
    messages.write(screen.text())


def _harmless(shown: str) -> None:
    """Fail where something that steers a terminal came through."""
    found = _STEERING.search(shown) or re.search("\r", shown)
    assert not found, f"{found!r} came through"


def main() -> None:
    """Run as many as the command line says; print what came of them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    gc.freeze()
    start = time.perf_counter()
    outcome = run(count, 1938, through_everything)
    print(
        f"{count} catalogues: {outcome.read} read and used, {outcome.refused} refused cleanly; "
        f"the slowest took {outcome.slowest:.2f} s; {outcome.peak} MB at most; "
        f"{time.perf_counter() - start:.0f} s in all"
    )


if __name__ == "__main__":
    main()
