"""Hostile words, each in each field, in every format, style and form.

`SERGE_WORDS` says how many; there are 400 in the figures of README.md.
"""

import os
from collections.abc import Iterator
from random import Random

import pytest

from tests import hostile
from tests.hostile import CITATIONS, FILES, WORDS, Corpus

_COUNT = int(os.environ.get("SERGE_WORDS", "100"))
# Few enough at a time for any machine's memory.
_AT_A_TIME = 100
_PARTS = (
    "<script>", "</script>", "<b", 'onerror="x"', "<!--", "-->", "<![CDATA[", "&lt;", "&#x3c;", "&",
    "*", "**", "_", "`", "```", "[", "](", ")", "![", "<https://evil.example>", "~~", "^", "|",
    "https://evil.example/a", "www.evil.example", "a@evil.example", "javascript:x", ":tada:", "[^1]",
    "1.", "2)", "-", "+", "#", ">", "===", "---", "...", ":", "%", "\\", "{", "}", "$", "$$", "~",
    r"\input{x}", r"\write18{x}", r"\end{document}", "^^5c", "@book{x,", "},", '"', "'", ",", ";", "=",
    "=1+1", "@SUM(1)", "-2+3", "＝1", " and ", "ER  - ", "\r\nTY  - BOOK", "\nid: evil", '"""', "'''",
    "[[works]]", "!!python/none", "&anchor", "*anchor", "\x1b[31m", "\x1b]8;;x\x07", "\x9b", "\x00",
    "\u202e", "\u2066", "\u2028", "\ufeff", "\u200f", "\t", "\n", "\r", "\x0b", "\u00a0", "\u202f",
    "“", "”", "‘", "’", "„", "«", "é", "Ж", "中", "İ", "ß", "word", "The", "1938", "12–14", ".", "?",
    "--help", "$(id)", ". ", ": ",
)  # fmt: skip


def _words() -> Iterator[str]:
    yield from WORDS
    chance = Random(1890)  # noqa: S311 - the same words each time, no secret
    while True:
        joined = chance.choice(["", "", " ", "x"])
        word = joined.join(chance.choices(_PARTS, k=chance.randint(1, 5)))
        # A field takes what has a letter, or anything else that can be seen.
        if word.strip():
            yield word


def _chosen() -> tuple[str, ...]:
    words: dict[str, None] = {}
    for word in _words():
        words[word] = None
        if len(words) == _COUNT:
            break
    return tuple(words)


_CHOSEN = _chosen()


@pytest.fixture(scope="module", params=range(0, _COUNT, _AT_A_TIME))
def corpus(request: pytest.FixtureRequest) -> Corpus:
    """A part of the words, each in each field."""
    return hostile.corpus(_CHOSEN[request.param : request.param + _AT_A_TIME])


@pytest.mark.parametrize("citation", CITATIONS, ids="-".join)
def test_a_citation_is_its_text(corpus: Corpus, citation: tuple[str, str]) -> None:
    assert not list(hostile.faults_of_citations(corpus, [citation]))


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_its_records(corpus: Corpus, name: str) -> None:
    assert not list(hostile.faults_of_a_file(corpus, name))


@pytest.mark.parametrize("dialect", ["commonmark", "gfm", "markdown", "markdown_strict"])
def test_a_page_of_markdown_is_its_entries(corpus: Corpus, dialect: str) -> None:
    assert not list(hostile.faults_of_markdown(corpus, "apa", dialect))
