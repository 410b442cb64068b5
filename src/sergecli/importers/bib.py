"""BibTeX and BibLaTeX: what an entry says.

One reader serves both: a file often has the fields of the one and the types of
the other, as the programs that write them do.
"""

import re
from collections.abc import Iterator

from sergecli.importers import base, bib_fields, bib_file, bib_inheritance, languages
from sergecli.importers.base import CONTRIBUTORS, Item, clean
from sergecli.importers.bib_fields import Fields
from sergecli.importers.bib_file import BibEntry
from sergecli.importers.bib_names import people
from sergecli.importers.entry import Entry
from sergecli.importers.entry_types import EntryType, entry_type
from sergecli.importers.to_work import entries
from sergecli.model import date_reader
from sergecli.model.csl import BOOKS, LETTER, SERIALS, THESIS, Name, Reference
from sergecli.model.note_sentences import NO_PUBLISHER
from sergecli.model.work import Head
from sergecli.text import latex

_ARTICLE, _BOOK, _CHAPTER, _PAGE = "article-journal", "book", "chapter", "webpage"
_Names = tuple[Name, ...]
_DATES = frozenset({"date", "origdate"})
_EDITORS = frozenset({"", "editor", "compiler", "redactor"})
# The words by which BibLaTeX names the series of a journal.
_SERIES = {"newseries": "new series", "oldseries": "old series"}
_URL = re.compile(r"\\url\s*\{([^{}]*)\}|(https?://[^\s{}]+)")
_ITALICS = re.compile(
    r"(?:\\(?:emph|mkbibemph|mkbibitalic|textit|textsl)\s{0,9}\{|\{\\(?:it|em|itshape)\s)"
    r"((?:[^{}]++|\{[^{}]*+\})*+)\}"
)
# The archives of BibLaTeX's `eprinttype` (its manual, "Electronic Publishing Information").
_EPRINTS = {
    "arxiv": "https://arxiv.org/abs/",
    "hdl": "https://hdl.handle.net/",
    "jstor": "https://www.jstor.org/stable/",
}
_MONTH_AND_DAY = re.compile(r"(?<![A-Za-z])([A-Za-z]++)[.~ ]{1,3}(\d{1,2})")
# The longest text that is searched for an address.
_LONGEST_HOWPUBLISHED = 2_000


def read(text: str, head: Head | None) -> list[Entry]:
    """Read a .bib file."""
    found = bib_inheritance.resolved(list(base.limited(bib_file.parse(text))))
    return entries((_item(one, head) for one in found), head)


def _item(entry: BibEntry, head: Head | None) -> Item:
    label = clean(entry.key) or f"@{entry.type}"
    fields = {
        name: one for name, one in entry.fields.items() if name in bib_fields.READ and one.strip()
    }
    if broken := entry.broken or base.overlong(fields):
        return base.refused(label, entry.line, broken)
    texts = {name: _text(name, one) for name, one in fields.items()}
    becoming = _type(entry.type, texts)
    issued, original = _dates(texts)
    archive, shelfmark = _library(texts, head)
    editors, translators, contributors = _people(fields)
    reference = _reference(fields, texts, becoming.type)._replace(
        id=label,
        editor=editors,
        translator=translators,
        genre=(texts.get("type") or entry.type) if becoming.type == THESIS else "",
        archive=archive or (texts.get("organization", "") if becoming.type == LETTER else ""),
        issued=issued.date,
        original_date=original.date,
    )
    related = texts.get("relatedstring") in bib_fields.RELATIONS and "related" in texts
    return Item(
        entry.line,
        reference,
        becoming,
        issued.words or base.status(texts.get("pubstate", ""), issued.date),
        texts.get("number") or None,  # Without it the volume is the one in the series.
        relation=texts["relatedstring"] if related else "",
        whole=texts["related"] if related else "",
        original_language=languages.tag(texts.get("origlanguage", "")),
        doi=latex.read_address(fields.get("doi", "")),
        contributors=tuple(contributors),
        tags=base.tags(latex.read(fields.get("keywords", ""))),
        shelfmark=shelfmark,
        dropped=(
            *bib_fields.dropped(entry, texts, reference),
            *base.weakened("origdate", original),
        ),
    )


def _text(name: str, value: str) -> str:
    # In EDTF ~ is not a space.
    return clean(value if name in _DATES else base.plain(latex.read(value)))


def _reference(fields: Fields, texts: Fields, type_: str) -> Reference:
    """Return what the fields say, but for the dates and what depends on the entry's type."""
    return Reference(
        id="",
        type=type_,
        title=_titled(texts, "title", "subtitle")
        or (_titled(texts, "booktitle", "booksubtitle") if type_ == _BOOK else ""),
        author=people(fields.get("author", "")),
        recipient=people(fields.get("recipient", "")),
        container_title=_container(texts, type_),
        collection_title=_SERIES.get(texts.get("series", ""), texts.get("series", "")),
        edition=texts.get("edition", ""),
        volume=texts.get("volume", ""),
        container_author=people(fields.get("bookauthor", "")),
        issue=_first(texts, "number", "issue") if type_ in SERIALS else texts.get("issue", ""),
        page="" if bib_fields.has_count_of_pages(texts, type_) else _first(texts, "pages", "eid"),
        publisher=_publisher(texts, type_),
        publisher_place=_first(texts, "location", "address"),
        original_title=texts.get("origtitle", ""),
        original_publisher=texts.get("origpublisher", ""),
        isbn=texts.get("isbn", ""),
        url=_url(fields) or _eprint(fields),
        language=_first(texts, "langid", "hyphenation", "language"),
        note=_note(texts) if not _URL.fullmatch(fields.get("note", "").strip()) else "",
        inner_titles=tuple(_inner_titles(fields.get("title", ""))),
        pseudonym=texts.get("nameaddon", "").removesuffix(", pseud."),
    )


def _inner_titles(title: str) -> Iterator[str]:
    """Yield what is in italics in a title, by TeX's commands or by the tags of a web page."""
    yield from (clean(latex.read(one)) for one in _ITALICS.findall(title))
    yield from base.in_italics(latex.read(title))


def _type(name: str, texts: Fields) -> EntryType:
    """Return what an entry is, by its own type or, if that is vague, by its fields."""
    if name in {"article", "review"} and texts.get("entrysubtype") == "newspaper":
        return entry_type(name)._replace(type="article-newspaper")
    known = entry_type(
        "entry" if "entry" in {texts.get("type"), texts.get("entrysubtype")} else name
    )
    if known.type:
        return known
    if texts.get("type") == "letter":
        return entry_type("letter")
    if "journal" in texts or "journaltitle" in texts:
        return known._replace(type=_ARTICLE)
    if "booktitle" in texts:
        return known._replace(type=_CHAPTER)
    return known._replace(type=_BOOK if "publisher" in texts else _PAGE)


def _first(texts: Fields, *names: str) -> str:
    return next((texts[name] for name in names if texts.get(name)), "")


def _titled(texts: Fields, title: str, subtitle: str) -> str:
    return base.with_subtitle(texts.get(title, ""), texts.get(subtitle, ""))


def _container(texts: Fields, kind: str) -> str:
    if kind in SERIALS:
        title = "journaltitle" if "journaltitle" in texts else "journal"
        return _titled(texts, title, "journalsubtitle")
    if kind == _CHAPTER:
        return _titled(texts, "booktitle", "booksubtitle") or texts.get("maintitle", "")
    return texts.get("organization", "") if kind == _PAGE else ""


def _publisher(texts: Fields, kind: str) -> str:
    if kind not in BOOKS:
        return texts.get("publisher", "")
    name = _first(texts, "publisher", "institution", "school", "organization")
    return "" if name == NO_PUBLISHER else name


def _dates(texts: Fields) -> tuple[date_reader.DateReading, date_reader.DateReading]:
    """Read the date, or year and month, and the date of the original."""
    month, day = (texts.get(name, "") for name in ("month", "day"))
    year, before = base.reprint(_first(texts, "date", "year"))
    original = date_reader.read(texts.get("origdate", before))
    if "date" in texts or not month:
        return date_reader.read(year), original
    if month.isdecimal():
        numbers = "-".join((year, month.zfill(2), *([day.zfill(2)] if day else [])))
        return date_reader.read(numbers), original
    # "jan~1" has the day after the month.
    month = month if day else _MONTH_AND_DAY.sub(r"\2 \1", month)
    return date_reader.read(f"{day} {month} {year}".strip()), original


def _people(fields: Fields) -> tuple[_Names, _Names, list[tuple[Name, str]]]:
    """Return editors, translators and others; `editortype` may make one of another."""
    editors, translators = people(fields.get("editor", "")), people(fields.get("translator", ""))
    others = [(name, role) for role in CONTRIBUTORS for name in people(fields.get(role, ""))]
    kind = clean(fields.get("editortype", ""))
    if kind in _EDITORS:
        return editors, translators, others
    if kind == "translator":
        return (), (*translators, *editors), others
    return (), translators, [*others, *((name, kind) for name in editors)]


def _library(texts: Fields, head: Head | None) -> tuple[str, str]:
    """Return the catalogue's archive, if it is named, and the shelfmark of a copy."""
    parts = texts.get("library", "").split("; ")
    archive = head.archive if head and head.archive in parts else ""
    marks = (*(part for part in parts if part != archive), _first(texts, "callnumber", "lccn"))
    return archive, "; ".join(filter(None, marks))


def _eprint(fields: Fields) -> str:
    """Return the address of an electronic version, whose archive BibLaTeX knows."""
    archive = fields.get("eprinttype", fields.get("archiveprefix", "")).strip().lower()
    start = _EPRINTS.get(archive, "")
    return f"{start}{fields.get('eprint', '').strip()}" if start else ""


def _url(fields: Fields) -> str:
    """Return the address, or else the one in `howpublished` or which the whole note is."""
    note = _URL.fullmatch(fields.get("note", "")[:_LONGEST_HOWPUBLISHED].strip())
    held = note or _URL.search(fields.get("howpublished", "")[:_LONGEST_HOWPUBLISHED])
    return clean(latex.read_address(fields.get("url", "") or (held[1] or held[2] if held else "")))


def _note(texts: Fields) -> str:
    """Return the note, and how a thing was published, if not at an address, as a sentence of it."""
    how = texts.get("howpublished", "")
    sentence = f"{how.removesuffix('.')}." if how and "://" not in how else ""
    said = (*(texts.get(name) for name in ("note", "annotation", "annote")), sentence)
    return " ".join(filter(None, said))
