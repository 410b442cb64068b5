"""Small catalogues, and what is doubted in them."""

import re

from sergecli.catalogue import lint, reader
from sergecli.model.work import Catalogue

HEAD = """\
[catalogue]
title = "Some Writings"
author = "Victor Serge"
born = "1890-12-30"
died = "1947-11-17"
language = "en"
archive_url = "https://example.org/"
"""
RECORD = """
[[works]]
id = "{}"
sources = ["the book itself"]
"""
Found = list[tuple[str, str]]


def text_of(*records: str, before: str = "") -> str:
    """Make a catalogue: works "a", "b" …, with a title and a kind if they have none."""
    made = [HEAD, before]
    for name, record in zip("abcdefgh", records, strict=False):
        made.append(RECORD.format(name))
        if not re.search("^title =", record, re.MULTILINE):
            made.append(f'title = "The Work {name}"\n')
        if not re.search("^kind =", record, re.MULTILINE):
            made.append('kind = "article"\n')
        made.append(f"{record}\n")
    return "".join(made)


def doubted(*records: str, before: str = "", beside: Catalogue | None = None) -> Found:
    """Give field and name of every doubt; a record after the first has its id before the field."""
    examined = reader.examine(text_of(*records, before=before), "works.toml")
    assert examined.errors == ()
    found = lint.find(examined.works, examined.head, examined.people, beside or ())
    labels = [f"{work.id}." if number else "" for number, work in enumerate(examined.works) if work]
    return [(labels[one.record] * (one.record > 0) + one.field, one.name) for one in found]
