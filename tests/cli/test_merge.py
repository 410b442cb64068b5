"""Two records of one work in a person's own catalogue become one."""

import tomllib
from pathlib import Path

from tests.conftest import Serge

TWO = """\
# The first stays.
[[works]]
id = "a-letter"
title = "A Letter"
kind = "text"
date = "1936-08"
note = "One page."
sources = ["An archive"]

[[works]]
id = "un-lettre"
title = "Une lettre"
kind = "letter"
date = "1936"
recipient = "Leon Trotsky"
note = "In French."
first_publication = { container = "Esprit", date = "1936-09" }
sources = ["A book"]

# Names the second.
[[works]]
id = "answer"
title = "Answer"
kind = "text"
see = ["un-lettre", "a-letter"]
"""


def test_two_records_become_one(serge: Serge, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(TWO, encoding="utf-8")
    said = serge("merge", "a-letter", "un-lettre", "--dry-run", "--catalogue", "own.toml")
    assert own.read_text(encoding="utf-8") == TWO
    assert "un-lettre: dropped: date “1936”" in said.err
    serge("merge", "a-letter", "un-lettre", "--catalogue", "own.toml")
    text = own.read_text(encoding="utf-8")
    assert "# The first stays.\n[[works]]" in text
    assert "# Names the second.\n[[works]]" in text
    letter, answer = tomllib.loads(text)["works"]
    assert letter == {
        "id": "a-letter",
        "title": "A Letter",
        "kind": "letter",
        "date": "1936-08",
        "recipient": "Leon Trotsky",
        "other_titles": ["Une lettre"],
        "first_publication": {"container": "Esprit", "date": "1936-09"},
        "note": "One page. In French.",
        "sources": ["An archive", "A book"],
    }
    assert answer["see"] == ["a-letter"]


def test_only_own_records_are_merged(serge: Serge, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(TWO, encoding="utf-8")
    options = ("--catalogue", "own.toml")
    serge("merge", "a-letter", "a-letter", *options, code=2)
    serge("merge", "a-letter", "nothing", *options, code=3)
    assert "cannot be changed" in serge("merge", "a-letter", "conquered-city", *options, code=2).err
