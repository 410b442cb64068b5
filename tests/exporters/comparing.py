"""What references say, found again in what a reader made of an export.

A variable that a format has no field for must stand in its note, in the words that
the reader's message counts; `pytest -rP` prints how many were compared.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sergecli.citations import source
from sergecli.exporters import formats
from sergecli.model import date_words
from sergecli.model.csl import Name, Reference
from sergecli.model.edtf import Kind
from sergecli.model.work import (
    Head,
    Work,
)

# What a reader found in an entry; "note" is looked into for what is not there.
Read = dict[str, str]
Dump = Callable[[str], formats.ExportResult]

HEAD = Head(title="T", author="Victor Serge", language="en")
NAMES = ("author", "editor", "translator", "recipient")
TEXTS = (
    "title", "container_title", "collection_title", "original_title", "volume", "issue", "page",
    "publisher", "publisher_place", "isbn", "url", "archive", "language", "note",
)  # fmt: skip
DATES = ("issued", "original_date")


TONGUES = {
    "english": "en", "french": "fr", "german": "de", "italian": "it", "spanish": "es",
    "turkish": "tr", "catalan": "ca", "danish": "da", "greek": "el", "persian": "fa",
    "croatian": "hr", "japanese": "ja", "korean": "ko", "polish": "pl", "portuguese": "pt", "romanian": "ro",
    "russian": "ru", "swedish": "sv",
}  # fmt: skip


def printings(work: Work, head: Head) -> list[tuple[Work, Reference]]:
    alone = replace(work, part_of="", extract_of="")
    named = [
        (replace(alone, id=f"{work.id}-{number}"), one)
        for number, one in enumerate(work.publications, 1)
    ]
    return [(one, formats.dated(source.cited(one, head, printing))) for one, printing in named]


def full(names: Iterable[Name]) -> str:
    return " and ".join(f"{name.given} {name.family}".strip() for name in names)


def expected(reference: Reference) -> dict[str, tuple[str, str]]:
    """Give each variable's value, and the words for it in a note."""
    people = {one: full(getattr(reference, one)) for one in NAMES}
    texts = {one: getattr(reference, one) for one in TEXTS}
    days = {one: getattr(reference, one) for one in DATES}
    return {
        **{one: (text, text) for one, text in texts.items() if text},
        # In a sentence only the last of several names has "and" before it.
        **{
            one: (text, re.sub(" and (?=.* and )", ", ", text))
            for one, text in people.items()
            if text
        },
        **{one: (str(day), date_words.in_words(day)) for one, day in days.items() if day},
    }


def without_italics(reference: Reference, title: str) -> str:
    """Check that titles in a title are in italics, and set them as in the reference."""
    for inner in map(re.escape, reference.inner_titles):
        own = re.search(inner, reference.title, re.IGNORECASE)
        if own:
            title, count = re.subn(
                rf"(?:<i>|\\mkbibemph){inner}(?:</i>)?", own[0], title, flags=re.IGNORECASE
            )
            assert count, (title, reference.inner_titles)
    return title


def compare(
    label: str,
    references: Iterable[Reference],
    read: Mapping[str, Read],
    normal: Callable[[str, str], str] = lambda _, text: text,
) -> None:
    """Find every variable of every record in its field, or in the note."""
    counts: Counter[str] = Counter()
    for reference in references:
        found = read[reference.id]
        for variable, (value, words) in expected(reference).items():
            where = f"{reference.id}: {variable}"
            if variable == "title":
                found = {**found, "title": without_italics(reference, found["title"])}
            if variable in found and variable != "note":
                assert normal(variable, found[variable]) == normal(variable, value), where
                counts[variable] += 1
            else:
                assert normal("note", words) in normal("note", found.get("note", "")), where
                counts["in the note"] += 1
        assert found.keys() <= {*expected(reference), "note"}, reference.id
    assert len(read) == counts["title"]
    sys.stdout.write(f"{label}: {counts.total()} compared, {dict(counts)}\n")


def dashes(text: str) -> str:
    return text.replace("--", "–")


def tamed(text: str) -> str:
    """Forget how dashes and quotation marks are typed, which TeX's readers guess."""
    return re.sub("``|''|[`'‘’“”]", '"', dashes(text).replace("-", "–"))


def in_a_language_of_tex(reference: Reference) -> Reference:
    """Leave out a language that TeX has no name for, as a message of the .bib formats says."""
    known = reference.language in TONGUES.values()
    return reference if known else reference._replace(language="")


def in_words(reference: Reference, found: Read) -> None:
    """Take away the interval that stands for a set of dates, which the note must say."""
    for variable in DATES:
        date = getattr(reference, variable)
        if date and date.kind is Kind.SET:
            found.pop(variable, "")


def supplied(reference: Reference, found: Read) -> None:
    """Take away what only stands there because BibTeX's styles demand it."""
    if not reference.author:
        assert found.pop("author", "[Anonymous]") == "[Anonymous]"
    if not reference.publisher and reference.type in {"book", "chapter"}:
        assert found.pop("publisher") == "n.p."
