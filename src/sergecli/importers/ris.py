"""RIS, the tagged format of reference managers; the only importer of rispy."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import rispy

from sergecli.importers.base import Found, clean, refused, unlike
from sergecli.importers.entry import Entry
from sergecli.importers.to_work import entries
from sergecli.model import date_reader
from sergecli.model.csl import Name, Reference
from sergecli.model.names import name as name_of
from sergecli.model.work import Head

# Types of RIS: the reference's, and the catalogue's kind where that is told.
_TYPES = {
    "ABST": ("article-journal", ""),
    "BLOG": ("webpage", ""),
    "BOOK": ("book", ""),
    "CHAP": ("chapter", ""),
    "CONF": ("book", "collection"),
    "CPAPER": ("chapter", ""),
    "DICT": ("chapter", ""),
    "EBOOK": ("book", ""),
    "ECHAP": ("chapter", ""),
    "EDBOOK": ("book", "collection"),
    "EJOUR": ("article-journal", ""),
    "ELEC": ("webpage", ""),
    "ENCYC": ("chapter", ""),
    "ICOMM": ("personal_communication", "letter"),
    "INPR": ("article-journal", ""),
    "JOUR": ("article-journal", ""),
    "MGZN": ("article-journal", ""),
    "NEWS": ("article-newspaper", ""),
    "PAMP": ("book", "pamphlet"),
    "PCOMM": ("personal_communication", "letter"),
    "RPRT": ("book", ""),
    "SER": ("book", ""),
    "THES": ("book", ""),
}
# Types that have no kind of their own, and that which says nothing.
_WEAK, _NO_TYPE = frozenset({"RPRT", "THES"}), frozenset({"GEN", ""})
_LETTER, _BOOK = "personal_communication", "book"
_PERIODICALS = frozenset({"article-journal", "article-newspaper"})
_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9]) {1,2}-(?: (?P<text>.*))?", re.DOTALL)
# What says nothing of the work, or says again what another tag says.
_PASSED_OVER = frozenset(
    {"CA", "DP", "J2", "JA", "L1", "L2", "L3", "L4", "LB", "LK", "ST", "TY", "UK", "Y2"}
)
_LOST = {
    "AB": "abstract", "AD": "author address", "AN": "accession number", "CN": "call number",
    "ET": "edition", "KW": "keywords", "M1": "M1", "M3": "type of work", "N2": "abstract",
    "NV": "number of volumes", "RN": "research notes", "SE": "section",
}  # fmt: skip
_READ = frozenset(
    {
        "A1", "A2", "A3", "A4", "AU", "BT", "CY", "DA", "DB", "DO", "ED", "EP", "ID", "IS", "JF",
        "JO", "LA", "N1", "OP", "PB", "PP", "PY", "SN", "SP", "T1", "T2", "T3", "TI", "TT", "UR",
        "VL", "Y1",
    }
)  # fmt: skip
_TAGS = {tag: tag for tag in _READ | _PASSED_OVER | _LOST.keys() | {"ER"}}

Tags = Mapping[str, list[str]]


class _Record(NamedTuple):
    line: int
    text: str


def read(text: str, head: Head | None) -> list[Entry]:
    """Read a .ris file."""
    return entries([_found(one, number) for number, one in enumerate(_records(text), 1)], head)


def _records(text: str) -> Iterator[_Record]:
    """Divide a file into records, each line of which has a tag.

    A line without one goes on with the line before; a record ends where the
    next begins, if nothing else ends it.
    """
    lines: list[str] = []
    start = 0
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        match = _LINE.fullmatch(raw)
        tag = match["tag"] if match else ""
        if tag in {"TY", "ER"} and lines:
            yield _Record(start, "\n".join(_joined(lines)))
            lines = []
        if match and (lines or tag == "TY"):
            start = start if lines else number
            lines.append(f"{tag}  - {match['text'] or ''}")
        elif lines:
            lines.append(raw)
    if lines:
        yield _Record(start, "\n".join(_joined(lines)))


def _joined(lines: list[str]) -> Iterator[str]:
    held: list[str] = []
    for line in (*lines, "ER  - "):
        if _LINE.fullmatch(line) and held:
            yield " ".join(held)
            held = []
        held.append(line)
    yield from held


def _found(record: _Record, number: int) -> Found:
    read = rispy.loads(record.text, mapping=_TAGS, list_tags=list(_TAGS), delimiter_tags_mapping={})
    if not read:
        return refused(f"record {number}", record.line, "it is no record of RIS")
    tags = {
        tag: values for tag, raw in read[0].items() if (values := [*filter(None, map(clean, raw))])
    }
    name = clean(str(read[0].get("TY", "")))
    kind, ours = _TYPES.get(name, ("", ""))
    kind = kind or _guessed(tags)
    issued = _issued(tags)
    title, date = _original(_first(tags, "OP"))
    reference = Reference(
        id=_first(tags, "ID") or f"record {number}",
        type=kind,
        title=_first(tags, "TI", "T1") or _first(tags, *("BT", "T2") if kind == _BOOK else ()),
        **_people(tags, kind),
        container_title=_first(tags, "T2", "JF", "JO", "BT") if kind != _BOOK else "",
        collection_title=_first(tags, "T3", *("T2",) if kind == _BOOK else ()),
        volume=_first(tags, "VL"),
        issue=_first(tags, "IS"),
        page=_pages(tags),
        publisher=_first(tags, "PB"),
        publisher_place=_first(tags, "CY", "PP"),
        issued=issued.date,
        original_date=date.date,
        original_title=title or _first(tags, "TT"),
        archive=_first(tags, "DB"),
        isbn=_first(tags, "SN") if kind not in _PERIODICALS else "",
        url=_first(tags, "UR", "LK") or _doi(tags),
        language=_first(tags, "LA"),
        note=" ".join(tags.get("N1", ())),
    )
    lost = (*_lost(read[0], kind), *_passed(tags, reference))
    other = unlike(name, _TYPES, _WEAK, _NO_TYPE)
    return Found(record.line, reference, ours, other, issued.words, lost=lost)


def _first(tags: Tags, *names: str) -> str:
    return next((tags[name][0] for name in names if name in tags), "")


def _guessed(tags: Tags) -> str:
    """Tell what a record of another type is, by what it has."""
    if {"JF", "JO", "IS"} & tags.keys():
        return "article-journal"
    if {"T2", "BT"} & tags.keys():
        return "chapter"
    return _BOOK if "PB" in tags else "webpage"


def _people(tags: Tags, kind: str) -> dict[str, Any]:
    """Tell the roles of people: A2 is a letter's recipient, and the editor of what holds a text.

    Of a book it is the series' editor, unless no other is there.
    """
    second = tags.get("A2", [])
    editors = tags.get("ED", []) or ([] if kind == _LETTER else second)
    return {
        "author": _names([*tags.get("AU", []), *tags.get("A1", [])]),
        "editor": _names(editors or tags.get("A3", [])),
        "translator": _names(tags.get("A4", [])),
        "recipient": _names(second if kind == _LETTER else []),
    }


def _names(raw: list[str]) -> tuple[Name, ...]:
    return tuple(name for name in map(name_of, raw) if name.family)


def _pages(tags: Tags) -> str:
    return "–".join(filter(None, (_first(tags, "SP"), _first(tags, "EP"))))


def _issued(tags: Tags) -> date_reader.DateReading:
    """Read DA or Y1, year/month/day/other, or else PY."""
    full = _first(tags, "DA", "Y1")
    year, month, day, other = [*full.split("/"), "", "", "", ""][:4]
    said = _first(tags, "PY") or year
    if not year.isdecimal() or "/" in said:
        year, month, day, other = [*said.split("/"), "", "", "", ""][:4]
        said = year
    parts = [part.zfill(2) for part in (month, day) if part]
    if "/" not in full + _first(tags, "PY"):
        return date_reader.read(full or said)
    return date_reader.read("-".join((year, *parts)) if parts or not other else f"{other} {year}")


def _original(text: str) -> tuple[str, date_reader.DateReading]:
    """Divide "Ville conquise, 1932" into title and date; either may be missing."""
    cuts = [0, *(match.end() for match in re.finditer(", ", text))]
    for cut in cuts[-4:]:
        date = date_reader.parse(text[cut:])
        if date:
            return text[:cut].removesuffix(", "), date_reader.DateReading(date)
    return text, date_reader.DateReading()


def _doi(tags: Tags) -> str:
    doi = _first(tags, "DO")
    return doi if "://" in doi or not doi else f"https://doi.org/{doi}"


def _passed(tags: Tags, reference: Reference) -> Iterator[str]:
    """Name what is not read, since something else stands in its place."""
    held = {one for one in reference if isinstance(one, str)}
    yield from (tag for tag in ("T2", "T3", "BT", "TT") if not held.issuperset(tags.get(tag, ())))
    named = {*reference.author, *reference.editor, *reference.recipient}
    others = ((tag, _names(tags.get(tag, []))) for tag in ("ED", "A2", "A3"))
    yield from (tag for tag, names in others if not named.issuperset(names))


def _lost(tags: Mapping[str, Any], kind: str) -> Iterator[str]:
    if kind in _PERIODICALS and tags.get("SN"):
        yield "ISSN"
    yield from (_LOST[tag] for tag in tags if tag in _LOST)
    yield from tags.get("UK", ())
    if "DO" in tags and "UR" in tags:
        yield "DOI"
    for tag in ("TI", "SP", "UR", "SN", "LA"):
        if len(tags.get(tag, ())) > 1:
            yield f"{tag} (the second)"
