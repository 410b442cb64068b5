"""RIS, the tagged format of reference managers.

The tags are those of the RIS Format Specifications and of Zotero's and EndNote's exports.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sergecli.importers import base, person_names
from sergecli.importers.base import Item, clean
from sergecli.importers.entry import Entry
from sergecli.importers.entry_types import EntryType, entry_type
from sergecli.importers.person_names import listed_name
from sergecli.importers.to_work import entries
from sergecli.model import date_reader
from sergecli.model.csl import LETTER, SERIALS, THESIS, Name, Reference
from sergecli.model.date_reader import DateReading
from sergecli.model.edtf import Date
from sergecli.model.work import Head

# Some programs write tags in small letters, or leave out the blanks around the hyphen.
_LINE = re.compile(
    r"[ \t]{0,9}(?P<tag>[A-Z][A-Z0-9])(?P<before>[ \t]{0,3})-(?P<after>[ \t]*)(?P<text>.*)",
    re.DOTALL | re.IGNORECASE,
)
# Marks that ISBD puts between its areas, as catalogues of libraries leave them.
_ISBD = re.compile(r" ?[/:;=,] *\Z")
_RESPONSIBILITY = re.compile(r" / \[?(?:by|par|von|ed\.|edited|trans\.|translated) .*")
# Tags that say nothing about the work, or repeat another tag.
_PASSED_OVER = frozenset(
    {"CA", "DP", "ER", "J2", "JA", "L1", "L2", "L3", "L4", "LB", "LK", "RI", "ST", "Y2"}
)
_DROPPED = {
    "AB": "abstract", "AD": "author address", "AN": "accession number", "M1": "M1",
    "N2": "abstract", "NV": "number of volumes", "RN": "research notes", "SE": "section",
}  # fmt: skip
_READ = frozenset(
    {
        "A1", "A2", "A3", "A4", "AU", "AV", "BT", "C3", "CN", "CT", "CY", "DA", "DB", "DO", "ED",
        "EP", "ET", "ID", "IS", "JF", "JO", "KW", "LA", "M3", "N1", "OP", "PB", "PP", "PY",
        "SN", "SP", "T1", "T2", "T3", "TI", "TT", "TY", "UR", "VL", "Y1",
    }
)  # fmt: skip
_KNOWN = _READ | _PASSED_OVER | _DROPPED.keys()
_DATES = frozenset({"DA", "PY", "Y1"})
# Of other tags only the first is read.
_SEVERAL = frozenset({"A2", "A3", "A4", "AU", "CN", "ED", "KW", "N1", "TT"})
Tags = Mapping[str, list[str]]


def read(text: str, head: Head | None) -> list[Entry]:
    """Read a .ris file."""
    return entries((_item(*one) for one in _records(text)), head)


def _records(text: str) -> Iterator[tuple[int, int, dict[str, list[str]]]]:
    """Yield line, number and tags of each record.

    A line without a tag continues the line before; a record ends where the
    next begins, if nothing else ends it. Its type may come after other tags.
    """
    tags: dict[str, list[str]] = {}
    start = number = 1
    small = False
    values: list[str] = []
    for line, raw in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        match = _LINE.fullmatch(raw)
        if match and not _is_tag(match, small=small):
            match = None
        tag = match["tag"].upper() if match else ""
        small = bool(match and match["tag"] == "ty") or (small and tag != "TY")
        if tag == "ER" or (tag == "TY" and ("TY" in tags or not _is_record(tags))):
            if _is_record(tags):
                yield start, number, tags
                number += 1
            tags, values = {}, []
        if match and tag != "ER":
            start = start if tags else line
            # A1 and AU are both authors, in the order of the file.
            values = tags.setdefault("AU" if tag == "A1" else tag, [])
            values.append(match["text"])
        elif values and len(values[-1]) < base.LONGEST:
            values[-1] = f"{values[-1]} {raw}"
    if _is_record(tags):
        yield start, number, tags


def _is_record(tags: Tags) -> bool:
    """Return whether tags are a record, not what some databases write between two."""
    return bool({"TY", "TI", "T1"} & tags.keys())


def _is_tag(match: re.Match[str], *, small: bool) -> bool:
    """Return whether a line begins with a tag, not with text like "an - aside", "re-elected".

    `small` tells whether the record has its tags in small letters.
    """
    tag = match["tag"]
    is_usual = tag.islower() == small or tag.upper() in {"TY", "ER"} or match["before"] == "  "
    has_blank = match["before"] or match["after"] or not match["text"]
    return is_usual and (bool(has_blank) or tag.upper() in _KNOWN)


def _item(line: int, number: int, raw: Tags) -> Item:
    tags = {}
    for tag, values in raw.items():
        texts = (clean(base.plain(one)) for one in values)
        if filled := [one for one in texts if one and one.lower() not in base.NOTHING]:
            tags[tag] = filled
    becoming = _type(tags)
    if becoming.type == THESIS and "M1" in tags and "AV" not in tags:
        # The number in a database.
        tags["AV"] = tags.pop("M1")
    issued, reprinted = _issued(tags)
    title, date = _original(_first(tags, "OP")) if "OP" in tags else ("", None)
    reference = _reference(tags, becoming.type)._replace(
        id=_first(tags, "ID") or f"record {number}",
        issued=issued.date,
        original_date=date or reprinted,
        original_title=title,
        inner_titles=base.in_italics(_first(raw, "TI", "T1", "CT")),
    )
    return Item(
        line,
        reference,
        becoming,
        issued.words,
        doi=_first(tags, "DO") or next(filter(base.is_only_doi, _all(tags, "N1", "M3")), ""),
        other_titles=tuple(tags.get("TT", ())),
        tags=tuple(dict.fromkeys(tags.get("KW", ()))),
        shelfmark="; ".join(tags.get("CN", ())),
        dropped=(*_dropped(tags, becoming.type), *_replaced(tags, reference)),
    )


def _type(tags: Tags) -> EntryType:
    """Return what a record is, by its own type or, if that is not known, by its other tags."""
    name = _first(tags, "TY").upper()
    known = entry_type(name)
    if name == "CONF" and {"T2", "C3", "SP"} & tags.keys():
        # Most programs mean a paper by it, not the proceedings.
        return EntryType("chapter")
    if known.type:
        return known
    if {"JF", "JO", "IS"} & tags.keys():
        return known._replace(type="article-journal")
    if {"T2", "BT"} & tags.keys():
        return known._replace(type="chapter")
    return known._replace(type="book" if "PB" in tags else "webpage")


def _reference(tags: Tags, type_: str) -> Reference:
    """Return what the tags say, but for the dates and the original.

    A2 is the recipient of a letter, the editor of a chapter's book or of a collection,
    and the editor of a book's series, unless the book has no other editor.
    """
    periodical, letter = type_ in SERIALS, type_ == LETTER
    second = tags.get("A2", [])
    editors = tags.get("ED") or ([] if letter else second) or tags.get("A3", [])
    whole = ("BT", "T2") if type_ == "book" else ()
    return Reference(
        id="",
        type=type_,
        title=_uncut(_first(tags, "TI", "T1", "CT") or _first(tags, *whole)),
        author=_names(tags.get("AU", [])),
        editor=_names(editors),
        translator=_names(tags.get("A4", [])),
        recipient=_names(second if letter else []),
        container_title=_container(tags, type_),
        collection_title=_first(tags, "T3", *whole[1:]),
        edition=_first(tags, "ET"),
        volume=_first(tags, "VL"),
        issue=_first(tags, "IS") if periodical else "",
        page="" if _has_count_of_pages(tags, type_) else _pages(tags),
        publisher=_uncut(_first(tags, "PB")),
        publisher_place=_uncut(_first(tags, "CY", "PP")),
        genre=next((one for one in tags.get("M3", ()) if not base.is_only_doi(one)), ""),
        archive=_first(tags, "DB"),
        archive_location=_first(tags, "AV"),
        isbn=_first(tags, "SN") if not periodical else "",
        url=_first(tags, "UR", "LK"),
        language=_first(tags, "LA"),
        note=" ".join(one for one in tags.get("N1", ()) if not base.is_only_doi(one)),
    )


def _uncut(title: str) -> str:
    """Return a title without ISBD's marks, and without who is responsible for it."""
    return _ISBD.sub("", _RESPONSIBILITY.sub("", title)) or title


def _container(tags: Tags, type_: str) -> str:
    if type_ == "book":
        return ""
    # Databases have the subtitle of an article in T2.
    full = ("JF", "T2") if type_ in SERIALS else ("T2", "JF")
    return _first(tags, "C3", *full, "JO", "BT", "JA", "J2")


def _first(tags: Tags, *names: str) -> str:
    for name in names:
        if name in tags:
            return tags[name][0]
    return ""


def _all(tags: Tags, *names: str) -> list[str]:
    return [text for name in names for text in tags.get(name, ())]


def _names(raw: list[str]) -> tuple[Name, ...]:
    names = (
        listed_name(one) for one in person_names.divided(raw) if not person_names.is_others(one)
    )
    return tuple(name for name in names if name.family)


def _has_count_of_pages(tags: Tags, type_: str) -> bool:
    """Return whether SP says how many pages a book has, not where a text begins in it."""
    return type_ in {"book", THESIS} and "EP" not in tags and _first(tags, "SP").isdecimal()


def _pages(tags: Tags) -> str:
    first, last = _first(tags, "SP"), _first(tags, "EP")
    is_range = last == first or re.fullmatch(rf".*[-–]\s*{re.escape(last)}", first)
    return "–".join(filter(None, (first, "" if is_range else last)))


def _issued(tags: Tags) -> tuple[DateReading, Date | None]:
    """Read DA or Y1, year/month/day/other, or else PY; and the date of the original."""
    full, (year, original) = _first(tags, "DA", "Y1"), base.reprint(_first(tags, "PY"))
    if original:
        return date_reader.read(year), date_reader.parse(original)
    if full and year and not re.search(r"\d{4}", full):
        # Medline's exports have the year in one tag and "JUN 10" in the other.
        month, _, day = full.partition(" ")
        return date_reader.read(f"{day} {month} {year}".strip()), None
    return _slashed(full or year), None


# A record has its date in several tags, and files the same years again and again.
@lru_cache(maxsize=1024)
def _slashed(text: str) -> DateReading:
    year, month, day, other = [*(part.strip() for part in text.split("/")), "", "", "", ""][:4]
    if "/" not in text or not (year.isdecimal() and len(year) == len("1938")):
        return date_reader.read(text.strip("/ "))
    parts = [part.zfill(2) for part in (month, day) if part]
    return date_reader.read("-".join((year, *parts)) if parts or not other else f"{other} {year}")


def _original(text: str) -> tuple[str, Date | None]:
    """Divide "Ville conquise, 1932" into title and date; either may be missing."""
    cuts = [0, *(match.end() for match in re.finditer(", ", text))]
    for cut in cuts[-4:]:
        if date := date_reader.parse(text[cut:]):
            return text[:cut].removesuffix(", "), date
    return text, None


def _replaced(tags: Tags, reference: Reference) -> Iterator[str]:
    """Yield the tags that are dropped because another takes their place."""
    titles = reference.title, reference.container_title, reference.collection_title
    for tag in ("T2", "T3", "BT", "C3"):
        if any(_uncut(text) not in "\n".join(titles) for text in tags.get(tag, ())):
            yield tag
    if reference.container_title and not {"T2", "JF", "JO", "BT"} & tags.keys():
        for tag in ("J2", "JA"):
            yield from (f"{tag} (another)" for _ in tags.get(tag, [])[1:])
    named = {*reference.author, *reference.editor, *reference.recipient}
    for tag in ("ED", "A2", "A3"):
        if tag in tags and not named.issuperset(_names(tags[tag])):
            yield tag
    issued = reference.issued
    if not issued:
        return
    for tag in sorted(tags.keys() & _DATES):
        date = _slashed(base.reprint(_first(tags, tag))[0]).date
        if date and not (date.earliest <= issued.earliest <= date.latest):
            yield f"{tag} “{_first(tags, tag)}”"


def _dropped(tags: Tags, type_: str) -> Iterator[str]:
    if any(_RESPONSIBILITY.search(text) for text in _all(tags, "TI", "T1", "BT", "T2")):
        yield "statement of responsibility"
    if type_ in SERIALS and "SN" in tags:
        yield "ISSN"
    elif "IS" in tags and type_ not in SERIALS:
        yield "IS"
    for tag in tags:
        if tag in _DROPPED and not all(map(base.is_only_doi, tags[tag])):
            yield _DROPPED[tag]
        elif tag not in _KNOWN:
            yield tag
        elif tag not in _SEVERAL | _PASSED_OVER and len(set(tags[tag])) > 1:
            yield f"{tag} (the second)"
        elif tag in _SEVERAL and any(map(person_names.is_others, tags[tag])):
            yield f"{tag} (et al.)"
    if _has_count_of_pages(tags, type_):
        yield "number of pages"
