"""Names the fields of a .bib entry that are not read, or not whole."""

import re
from collections.abc import Iterator, Mapping

from sergecli.importers import base, languages
from sergecli.importers.base import CONTRIBUTORS
from sergecli.importers.bib_file import BibEntry
from sergecli.importers.bib_names import are_unclear, may_be_two
from sergecli.model.csl import NAME_VARIABLES, SERIALS, THESIS, Reference
from sergecli.model.note_sentences import EXTRACT_FROM, NO_PUBLISHER, PART_OF
from sergecli.text import latex

RELATIONS = frozenset({PART_OF, EXTRACT_FROM})
READ = frozenset(
    {
        "address", "afterword", "annotation", "annotator", "annote", "archiveprefix", "author",
        "bookauthor", "booksubtitle", "booktitle", "callnumber", "commentator", "crossref", "date",
        "day", "doi", "edition", "editor", "editortype", "eid", "entrysubtype", "eprint",
        "eprinttype", "foreword", "howpublished", "hyphenation", "illustrator", "institution",
        "introduction", "isbn", "issue", "journal", "journalsubtitle", "journaltitle", "keywords",
        "langid", "language", "lccn", "library", "location", "maintitle", "month", "nameaddon",
        "note", "number", "organization", "origdate", "origlanguage", "origpublisher",
        "origtitle", "pages", "publisher", "pubstate", "recipient", "related", "relatedstring",
        "school", "series", "subtitle", "title", "translator", "type", "url", "volume", "year",
    }
)  # fmt: skip
# Fields that say nothing about the work, but are for the programs' own use.
_PASSED_OVER = frozenset(
    {
        "added-at", "bibsource", "biburl", "citationkey", "creationdate", "date-added",
        "date-modified", "eprintclass", "file", "groups", "ids", "interhash", "intrahash",
        "key", "langidopts", "modificationdate", "options", "owner", "primaryclass",
        "relatedtype", "shortauthor", "shorteditor", "shortjournal", "shorttitle", "sortkey",
        "sortname", "sorttitle", "sortyear", "timestamp", "urldate", "username", "xref",
    }
)  # fmt: skip
# Fields that are read only if no other field takes their place.
_SOMETIMES = (
    "address", "booksubtitle", "booktitle", "eprint", "howpublished", "institution", "journal",
    "journaltitle", "location", "maintitle", "organization", "publisher", "school",
)  # fmt: skip
_PEOPLE = frozenset({*NAME_VARIABLES, *CONTRIBUTORS, "bookauthor"})
_COUNT_OF_PAGES = re.compile(
    r"(?:[ivxlc\d]+|\[\d+\])(?:\s?[+,]\s?(?:[ivxlc\d]+|\[\d+\]))*\s*(?:pp?|pages?|S|с)?\.?",
    re.ASCII,
)

Fields = Mapping[str, str]


def dropped(entry: BibEntry, texts: Fields, reference: Reference) -> Iterator[str]:
    """Yield the fields of an entry that the reference lacks in whole or in part."""
    kind = reference.type
    known = READ | _PASSED_OVER
    for name, value in entry.fields.items():
        if value.strip() and name not in known:
            yield base.field_name(name)
        elif name in texts:
            yield from (f"{name} ({command[:40]})" for command in latex.unknown(value))
    if "number" in texts and kind not in SERIALS and "series" not in texts:
        yield "number"
    if has_count_of_pages(texts, kind):
        yield "pages (a number of pages)"
    for role in sorted(_PEOPLE & texts.keys()):
        if texts[role].endswith("and others"):
            yield f"{role} (and others)"
        if are_unclear(entry.fields[role]):
            yield f"{role} (too many commas; put “and” between names)"
        elif may_be_two(entry.fields[role]):
            yield f"{role} (one person or two? put “and” between two)"
    yield from _weakened(texts, kind)
    yield from _replaced(texts, reference)
    yield from entry.dropped


def _weakened(texts: Fields, kind: str) -> Iterator[str]:
    """Yield the fields that are read only for some values, or not together with another field."""
    for name, read in (
        ("type", {"entry", "letter"}),
        ("entrysubtype", {"entry", "letter", "newspaper"}),
    ):
        if texts.get(name, "letter") not in read and (name, kind) != ("type", THESIS):
            yield name
    if "eid" in texts and "pages" in texts:
        yield "eid"
    if "editortype" in texts and "editor" not in texts:
        yield "editortype"
    elif texts.get("editortype") in {"compiler", "redactor"}:
        yield f"editortype {texts['editortype']} (taken for editor)"


def _replaced(texts: Fields, reference: Reference) -> Iterator[str]:
    """Yield the fields that are dropped because another takes their place."""
    held = "\n".join(one for one in reference if isinstance(one, str))
    for name in _SOMETIMES:
        if texts.get(name, NO_PUBLISHER) != NO_PUBLISHER and texts[name] not in held:
            yield name
    if "related" in texts and texts.get("relatedstring") not in RELATIONS:
        yield "related"
    if "origlanguage" in texts and not languages.tag(texts["origlanguage"]):
        yield "origlanguage"
    if reference.type in SERIALS and texts.get("issue", reference.issue) != reference.issue:
        yield "issue"


def has_count_of_pages(texts: Fields, kind: str) -> bool:
    """Return whether `pages` says how many pages a book has: "340 p.", "xxiii+885"."""
    return kind in {"book", THESIS} and bool(_COUNT_OF_PAGES.fullmatch(texts.get("pages", "")))
