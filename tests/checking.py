"""What the tests of `serge check` share: a small catalogue, and the shape of an answer."""

import re

from tests.conftest import DATA, Serge

HEAD = """\
[catalogue]
title = "Some Writings"
author = "Victor Serge"
language = "en"

"""
# The lines 6 to 10 below HEAD; what a test adds begins on line 11.
RECORD = """\
[[works]]
id = "a-letter"
title = "A Letter"
kind = "novel"
sources = ["the book itself"]
"""
NEXT = 11
PAGE = (DATA.parents[1] / "docs" / "check.md").read_text(encoding="utf-8")
LINE = re.compile(
    r"[^:]+:[1-9]\d*:[1-9]\d*: "
    r"(?:error: \S.*: \S.*: .+[^\]]|warning: [a-z0-9-]+: [^:]+: .+ \[[a-z-]+\])"
)


def told(serge: Serge, *arguments: str, code: int = 4, **given: str) -> list[str]:
    """Give the lines of the answer, each of which must have the shape."""
    answer = serge("check", *arguments, code=code, **given)
    lines = answer.out.splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert answer.err == ""
    return lines
