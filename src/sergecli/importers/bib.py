"""BibTeX and BibLaTeX files; the only importer of bibtexparser.

One reader serves both: a file often has the fields of the one and the types of
the other, as the programs that write them do.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bibtexparser.entrypoint import parse_string
from bibtexparser.exceptions import ParsingException
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import Block, ParsingFailedBlock, String
from bibtexparser.model import Entry as BibEntry

from sergecli.importers import languages
from sergecli.importers.base import (
    LONGEST,
    Found,
    clean,
    no_file,
    overlong,
    refused,
    unlike,
    weaker,
)
from sergecli.importers.entry import Entry
from sergecli.importers.tex import address, plain
from sergecli.importers.to_work import entries
from sergecli.model import date_reader
from sergecli.model.csl import Name, Reference
from sergecli.model.work import Head

# Its warnings are ours to give.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

# Types of entries: the reference's, and the catalogue's kind where that is told.
_TYPES = {
    "article": ("article-journal", ""),
    "book": ("book", ""),
    "bookinbook": ("chapter", ""),
    "booklet": ("book", "pamphlet"),
    "collection": ("book", "collection"),
    "conference": ("chapter", ""),
    "electronic": ("webpage", ""),
    "inbook": ("chapter", ""),
    "incollection": ("chapter", ""),
    "inproceedings": ("chapter", ""),
    "inreference": ("chapter", ""),
    "letter": ("personal_communication", "letter"),
    "manual": ("book", ""),
    "mastersthesis": ("book", ""),
    "mvbook": ("book", ""),
    "mvcollection": ("book", "collection"),
    "mvproceedings": ("book", "collection"),
    "mvreference": ("book", ""),
    "online": ("webpage", ""),
    "periodical": ("book", "text"),
    "phdthesis": ("book", ""),
    "proceedings": ("book", "collection"),
    "reference": ("book", ""),
    "report": ("book", ""),
    "review": ("article-journal", "review"),
    "suppbook": ("chapter", ""),
    "suppcollection": ("chapter", ""),
    "suppperiodical": ("article-journal", ""),
    "techreport": ("book", ""),
    "thesis": ("book", ""),
    "www": ("webpage", ""),
}
# Types that have no kind of their own, and those that say nothing.
_WEAK = frozenset({"manual", "mastersthesis", "phdthesis", "report", "techreport", "thesis"})
_NO_TYPE = frozenset({"misc", ""})
_ARTICLE, _BOOK, _CHAPTER, _PAGE = "article-journal", "book", "chapter", "webpage"
_LETTER = "personal_communication"
_RELATIONS = frozenset({"Part of", "Extract from"})
_LONGEST_MACRO = 1000
# What the exports put where BibTeX demands something and nothing is known.
_NO_PUBLISHER = "n.p."
_READ = frozenset(
    {
        "address", "author", "booktitle", "booksubtitle", "crossref", "date", "day", "doi",
        "editor", "entrysubtype", "howpublished", "institution", "isbn", "issue", "journal",
        "journaltitle", "langid", "language", "library", "location", "maintitle", "month", "note",
        "number", "organization", "origdate", "origlanguage", "origtitle", "pages", "publisher",
        "related", "relatedstring", "school", "series", "subtitle", "title", "translator", "type",
        "url", "volume", "year",
    }
)  # fmt: skip
_DATES = frozenset({"date", "origdate"})
# What says nothing of the work: the programs' own housekeeping.
_PASSED_OVER = frozenset(
    {
        "added-at", "biburl", "citationkey", "creationdate", "date-added", "date-modified",
        "file", "groups", "ids", "interhash", "intrahash", "key", "langidopts",
        "modificationdate", "options", "owner", "relatedtype", "shortauthor", "shorteditor",
        "shortjournal", "shorttitle", "sortkey", "sortname", "sorttitle", "sortyear",
        "timestamp", "urldate", "username", "xref",
    }
)  # fmt: skip
# What is read where nothing else stands in its place.
_SOMETIMES = (
    "address", "booksubtitle", "booktitle", "howpublished", "institution", "journal",
    "journaltitle", "location", "maintitle", "organization", "publisher", "school",
)  # fmt: skip
# A title of its own is never inherited, nor what names or orders the entry itself.
_NOT_INHERITED = frozenset({"title", "subtitle", "crossref", "note", "url", "doi", *_PASSED_OVER})
_MACROS = {
    month: month
    for month in (
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    )
}
_BOUND = re.compile(r'[{}"#]')
_FAILED = re.compile(r"@\s*(\w*)\s*[{(]?\s*([^\s,{}=]{0,80})")

Fields = Mapping[str, str]


def read(text: str, head: Head | None) -> list[Entry]:
    """Read a .bib file."""
    try:
        blocks = parse_string(text, parse_stack=[]).blocks
    except (ParsingException, IndexError) as error:
        raise no_file(f"is no BibTeX that can be read: {error}") from None
    macros = dict(_MACROS)
    for block in blocks:
        if isinstance(block, String):
            macros[block.key.lower()] = _value(str(block.value), macros)[:_LONGEST_MACRO]
    raw = list(_raw(blocks, macros))
    keyed = {one.key.lower(): one for one in reversed(raw)}
    return entries([_found(one.inherited(keyed)) for one in raw], head)


class _Raw(NamedTuple):
    """An entry with the values of its fields, TeX's commands still in them."""

    line: int
    kind: str
    key: str
    fields: dict[str, str]
    why_not: str = ""
    lost: tuple[str, ...] = ()

    def inherited(self, keyed: Mapping[str, "_Raw"]) -> "_Raw":
        """Give the entry with what it takes from the one that it refers to."""
        name = self.fields.get("crossref", "")
        parent = keyed.get(name.lower())
        if parent is None or parent.key == self.key:
            return self._replace(lost=(*self.lost, "crossref")) if name else self
        taken = {name: one for name, one in parent.fields.items() if name not in _NOT_INHERITED}
        if "title" in parent.fields:
            taken.setdefault("booktitle", parent.fields["title"])
        return self._replace(fields={**taken, **self.fields})


def _raw(blocks: list[Block], macros: Mapping[str, str]) -> Iterator[_Raw]:
    for block in blocks:
        line = (block.start_line or 0) + 1
        entry = getattr(block, "ignore_error_block", None) or block
        if isinstance(entry, BibEntry):
            fields: dict[str, str] = {}
            twice = []
            for field in entry.fields:
                name, value = field.key.lower(), _value(str(field.value), macros)
                if fields.setdefault(name, value) != value:
                    twice.append(f"{name} (given twice)")
            yield _Raw(line, entry.entry_type.lower(), entry.key, fields, lost=tuple(twice))
        elif isinstance(block, ParsingFailedBlock):
            found = _FAILED.match(block.raw or "")
            name = (found[2] or f"@{found[1]}") if found else "@"
            yield _Raw(line, "", name, {}, "it is no whole entry: a brace, a comma or = is missing")


def _value(raw: str, macros: Mapping[str, str]) -> str:
    """Put together the pieces of a value, `"28~" # apr`, without what encloses them."""
    made = ""
    for piece in map(str.strip, _pieces(raw)):
        made += piece[1:-1] if piece[:1] in {"{", '"'} else macros.get(piece.lower(), piece)
        # Macros of macros could make a little file very long.
        if len(made) > LONGEST:
            break
    return made


def _pieces(raw: str) -> Iterator[str]:
    """Divide a value at each # that stands outside braces and quotation marks."""
    if "#" not in raw:
        yield raw
        return
    depth = start = 0
    quoted = False
    for match in _BOUND.finditer(raw):
        mark = match[0]
        depth += (mark == "{") - (mark == "}")
        quoted ^= mark == '"' and not depth
        if mark == "#" and not (depth or quoted):
            yield raw[start : match.start()]
            start = match.end()
    yield raw[start:]


# --- one entry -------------------------------------------------------------------


def _found(raw: _Raw) -> Found:
    fields = {name: one for name, one in raw.fields.items() if name in _READ and one.strip()}
    why_not = raw.why_not or overlong(fields)
    if why_not:
        return refused(clean(raw.key) or f"@{raw.kind}", raw.line, why_not)
    texts = {
        # EDTF's ~ is no space.
        name: clean(one if name in _DATES else plain(one))
        for name, one in fields.items()
    }
    kind, ours = _kind(raw.kind, texts)
    issued, original = _issued(texts), date_reader.read(texts.get("origdate", ""))
    reference = Reference(
        id=clean(raw.key),
        type=kind,
        title=_titled(texts, "title", "subtitle"),
        author=_people(fields.get("author", "")),
        editor=_people(fields.get("editor", "")),
        translator=_people(fields.get("translator", "")),
        container_title=_container(texts, kind),
        collection_title=texts.get("series", ""),
        volume=_volume(texts, kind),
        issue=texts.get("issue", "") or (texts.get("number", "") if kind == _ARTICLE else ""),
        page=texts.get("pages", ""),
        publisher=_publisher(texts, kind),
        publisher_place=_first(texts, "location", "address"),
        issued=issued.date,
        original_date=original.date,
        original_title=texts.get("origtitle", ""),
        archive=_first(texts, "library", *(["organization"] if kind == _LETTER else [])),
        isbn=texts.get("isbn", ""),
        url=_url(fields),
        language=_first(texts, "langid", "language"),
        note=_note(texts),
    )
    related = texts.get("relatedstring") in _RELATIONS and "related" in texts
    return Found(
        raw.line,
        reference,
        ours,
        # Of a letter the field of that name tells.
        "" if ours else unlike(raw.kind, _TYPES, _WEAK, _NO_TYPE),
        issued.words,
        relation=texts["relatedstring"] if related else "",
        whole=texts["related"] if related else "",
        origin=languages.tag(texts.get("origlanguage", "")),
        lost=(
            *_lost(raw.fields, texts, kind),
            *_passed(texts, reference),
            *weaker("origdate", original),
            *raw.lost,
        ),
    )


def _kind(name: str, texts: Fields) -> tuple[str, str]:
    """Tell what an entry is by its type; of one that says nothing, by its fields."""
    if name in _TYPES:
        return _TYPES[name]
    if texts.get("type") == "letter":
        return _TYPES["letter"]
    if "journal" in texts or "journaltitle" in texts:
        return _ARTICLE, ""
    if "booktitle" in texts:
        return _CHAPTER, ""
    return (_BOOK if "publisher" in texts else _PAGE), ""


def _first(texts: Fields, *names: str) -> str:
    return next((texts[name] for name in names if texts.get(name)), "")


def _titled(texts: Fields, title: str, subtitle: str) -> str:
    """Give a title with its subtitle."""
    joint = " " if texts.get(title, "")[-1:] in {"?", "!", ":"} else ": "
    return joint.join(filter(None, (texts.get(title), texts.get(subtitle))))


def _container(texts: Fields, kind: str) -> str:
    if kind == _ARTICLE:
        return _first(texts, "journaltitle", "journal")
    if kind == _CHAPTER:
        return _titled(texts, "booktitle", "booksubtitle") or texts.get("maintitle", "")
    return _first(texts, "organization") if kind == _PAGE else ""


def _volume(texts: Fields, kind: str) -> str:
    """Give the volume; a book's number is the one in its series."""
    number = texts.get("number", "") if kind != _ARTICLE and "series" in texts else ""
    return texts.get("volume", "") or number


def _publisher(texts: Fields, kind: str) -> str:
    if kind not in {_BOOK, _CHAPTER}:
        return texts.get("publisher", "")
    name = _first(texts, "publisher", "institution", "school", "organization")
    return "" if name == _NO_PUBLISHER else name


def _issued(texts: Fields) -> date_reader.DateReading:
    """Read the date, or year and month; the words of a month may have a day in them."""
    year, month, day = (texts.get(name, "") for name in ("year", "month", "day"))
    if "date" in texts or not month:
        return date_reader.read(_first(texts, "date", "year"))
    if month.isdecimal():
        return date_reader.read("-".join((year, month.zfill(2), *([day.zfill(2)] if day else []))))
    return date_reader.read(f"{day} {month} {year}".strip())


def _people(raw: str) -> tuple[Name, ...]:
    """Read a list of names, "Last, First and {Group} and von Last, First"."""
    return tuple(
        _person(name) for name in split_multiple_persons_names(raw) if name.strip() != "others"
    )


def _person(raw: str) -> Name:
    parts = parse_single_name_into_parts(raw, strict=False)
    family = clean(plain(" ".join((*parts.von, *parts.last))))
    given = clean(plain(" ".join((*parts.first, *parts.jr))))
    return Name(family, given) if family else Name(given)


def _url(fields: Fields) -> str:
    held = re.search(r"\\url\{[^{}]*\}", fields.get("howpublished", ""))
    url = clean(address(fields.get("url", "") or (held[0] if held else "")))
    doi = clean(address(fields.get("doi", "")))
    return url or (doi if "://" in doi or not doi else f"https://doi.org/{doi}")


def _note(texts: Fields) -> str:
    """Give the note, and how a thing was published, if not at an address, as a sentence of it."""
    how = texts.get("howpublished", "")
    sentence = f"{how.removesuffix('.')}." if how and "://" not in how else ""
    return " ".join(filter(None, (texts.get("note"), sentence)))


def _passed(texts: Fields, reference: Reference) -> Iterator[str]:
    """Name what is not read, since something else stands in its place."""
    held = "\n".join(one for one in reference if isinstance(one, str))
    for name in _SOMETIMES:
        if texts.get(name, _NO_PUBLISHER) != _NO_PUBLISHER and texts[name] not in held:
            yield name
    if "related" in texts and texts.get("relatedstring") not in _RELATIONS:
        yield "related"
    if "origlanguage" in texts and not languages.tag(texts["origlanguage"]):
        yield "origlanguage"
    if reference.type == _ARTICLE and texts.get("number", reference.issue) != reference.issue:
        yield "number"


def _lost(fields: Fields, texts: Fields, kind: str) -> Iterator[str]:
    known = _READ | _PASSED_OVER
    yield from (
        clean(name)[:40] for name, one in fields.items() if one.strip() and name not in known
    )
    if "number" in texts and kind != _ARTICLE and (texts.get("volume") or "series" not in texts):
        yield "number"
    if "doi" in texts and "url" in texts:
        yield "doi"
    for role in ("author", "editor", "translator"):
        if texts.get(role, "").endswith("and others"):
            yield f"{role} (and others)"
