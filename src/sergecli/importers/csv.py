"""CSV and TSV (RFC 4180): serge's own, where each column is a field, and other programs'.

In other tables the headings show what each column is, or the user says so.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from io import StringIO
from typing import Any

from sergecli.errors import UsageError
from sergecli.importers import base
from sergecli.importers.base import Item, clean, listed_name
from sergecli.importers.entry import Entry
from sergecli.importers.to_work import entries
from sergecli.importers.zotero_rdf import TYPES, WEAK
from sergecli.model import date_reader
from sergecli.model.csl import Name, Reference
from sergecli.model.kinds import KINDS
from sergecli.model.names import name as name_of
from sergecli.model.work import Head, Publication, Work
from sergecli.text.sanitize import safe

# What a column may be, and the headings by which it is recognised.
COLUMNS = {
    "id": "key citationkey", "title": "titre titel título", "author":
    "authors creator creators auteur auteurs autor autores verfasser", "editor": "editors",
    "translator": "translators", "date": "year publicationyear année jahr fecha",
    "original_date": "originaldate", "container":
    "publicationtitle journal containertitle booktitle revue zeitschrift",
    "series": "seriestitle", "volume": "vol", "issue": "number no", "pages": "page",
    "publisher": "éditeur verlag editorial", "place": "city location lieu ort", "isbn": "",
    "doi": "", "url": "link", "language": "langue sprache", "kind": "type itemtype",
    "note": "notes",
    "tags": "tag keywords keyword manualtags motsclés schlagwörter", "shelfmark":
    "callnumber cote signatur signatura",
}  # fmt: skip
# The variables of a reference that are a column as it is, or the people of one.
_TEXTS = {
    "title": "title", "container_title": "container", "collection_title": "series",
    "volume": "volume", "issue": "issue", "page": "pages", "publisher": "publisher",
    "publisher_place": "place", "isbn": "isbn", "url": "url", "language": "language",
    "note": "note",
}  # fmt: skip
_PEOPLE = ("author", "editor", "translator")
_LISTS = {
    field.name for record in (Work, Publication) for field in fields(record) if field.default == ()
}
# The apostrophe that `exporters.csv` puts before what looks like a formula.
_FORMULA = re.compile(r"(?:^|(?<=;))'(?=[\s\"]*'*[=+\-@＝＋－＠])")
_TABLES = frozenset({"first_publication", "reproduced_from"})
_CONTRIBUTOR = re.compile(r"(.{1,500}) \(([^()]{1,100})\)")


def read(text: str, head: Head | None, chosen: Mapping[str, str] | None = None) -> list[Entry]:
    """Read a table; `chosen` gives headings for the names of COLUMNS."""
    table = _rows(text)
    heading = next(table, (1, []))
    rows = list(base.limited(table))
    names = _unique(heading[1], max((len(row) for _, row in rows), default=0))
    tables = [(line, dict(zip(names, row, strict=False))) for line, row in rows]
    if _is_own(heading[1]):
        return [_own(line, row) for line, row in tables]
    mapping = columns(text, chosen)
    return entries([_item(line, row, mapping) for line, row in tables], head)


def _unique(heading: list[str], width: int) -> list[str]:
    """Name each column; without a heading of its own, by its number."""
    names: dict[str, None] = {}
    for number, name in enumerate((*heading, *[""] * (width - len(heading))), 1):
        names[name if name and name not in names else f"{name} (column {number})".strip()] = None
    return list(names)


def columns(text: str, chosen: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return how each heading is read; raises UsageError for a chosen one that is missing."""
    heading = next(_rows(text), (1, []))[1]
    chosen = chosen or {}
    for name, column in chosen.items():
        if name not in COLUMNS:
            raise UsageError(f"--map: '{name}' is not valid (choose {', '.join(COLUMNS)})")
        if column not in heading:
            raise UsageError(f"--map: there is no column '{column}' (choose {', '.join(heading)})")
    if _is_own(heading):
        return dict(chosen)
    free = {
        _folded(column): column for column in reversed(heading) if column not in chosen.values()
    }
    guessed = {
        name: next((free[one] for one in (name, *others.split()) if one in free), "")
        for name, others in COLUMNS.items()
    }
    return {name: column for name, column in {**guessed, **chosen}.items() if column}


def _folded(heading: str) -> str:
    return re.sub(r"[\s_-]", "", heading.lower())


def _is_own(heading: list[str]) -> bool:
    return {"id", "title", "kind", "first_publication.date"} <= set(heading)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield line and cells of each row that has any."""
    first = text.partition("\n")[0]
    mark = max("\t,;", key=first.count)
    # A cell as long as the file is not a field; how long one may be is checked later.
    csv.field_size_limit(max(len(text), base.LONGEST))
    table = csv.reader(StringIO(text, newline=""), delimiter=mark)
    line = 1
    try:
        for row in table:
            if any(map(str.strip, row)):
                yield line, [safe(cell).strip() for cell in row]
            line = table.line_num + 1
    except csv.Error as error:
        raise base.not_this_format(f"is not CSV: {error}", line) from None


# --- serge's own -----------------------------------------------------------------


def _own(line: int, row: Mapping[str, str]) -> Entry:
    """Read a row as `exporters.csv` writes it."""
    values: dict[str, Any] = {}
    editions: dict[str, dict[str, Any]] = {}
    dropped = []
    for column, raw in row.items():
        name, _, rest = column.partition(".")
        cell = _FORMULA.sub("", raw)
        if not cell:
            continue
        if rest and name == "editions":
            number, _, field = rest.partition(".")
            editions.setdefault(number, {})[field] = _value(field, cell)
        elif rest and name in _TABLES:
            values.setdefault(name, {})[rest] = _value(rest, cell)
        elif rest and name == "x":
            values.setdefault(name, {})[rest] = cell.split(" | ")
        elif rest or name in _TABLES or name == "editions":
            # A table has its fields in columns of their own, and nothing else has such.
            dropped.append(base.field_name(column))
        else:
            values[name] = _value(name, cell)
    if editions:
        values["editions"] = list(editions.values())
    label = clean(row.get("id", ""))[:80] or f"line {line}"
    return Entry(label, line, {"authors": [], **values}, "", tuple(dropped))


def _value(name: str, cell: str) -> Any:  # noqa: ANN401 - a field's value
    if name == "presumed":
        return cell == "true"
    if name not in _LISTS:
        return cell
    parts = cell.split(" | ")
    if name == "contributors":
        found = filter(None, map(_CONTRIBUTOR.fullmatch, parts))
        return [{"name": match[1], "role": match[2]} for match in found]
    if name == "contents":
        pieces = (
            dict(zip(("work", "pages", "title"), one.split("; ", 2), strict=False)) for one in parts
        )
        return [{key: text for key, text in piece.items() if text} for piece in pieces]
    return parts


# --- other tables ----------------------------------------------------------------


def _item(line: int, row: Mapping[str, str], mapping: Mapping[str, str]) -> Item:
    cells = {name: clean(base.plain(row.get(mapping.get(name, ""), ""))) for name in COLUMNS}
    kind = cells["kind"].lower()
    name = kind.replace(" ", "")
    issued = date_reader.read(cells["date"])
    original = date_reader.read(cells["original_date"])
    texts: dict[str, Any] = {variable: cells[name] for variable, name in _TEXTS.items()}
    people: dict[str, Any] = {role: _people(cells[role]) for role in _PEOPLE}
    reference = Reference(
        id=cells["id"] or f"line {line}",
        type=TYPES.get(name, ("", ""))[0] or _guessed(cells),
        **texts,
        **people,
        inner_titles=base.in_italics(row.get(mapping.get("title", ""), "")),
        issued=issued.date,
        original_date=original.date,
    )
    # Zotero has the year of the date in a column of its own.
    passed_over = {"", cells["date"][: len("1938")]}
    unknown = (one for one in row if one not in mapping.values() and row[one] not in passed_over)
    return Item(
        line,
        reference,
        kind if kind in KINDS else TYPES.get(name, ("", ""))[1],
        base.unknown_type(name, {*TYPES, *KINDS}, WEAK, ("",)),
        issued.words,
        doi=cells["doi"],
        tags=base.tags(cells["tags"]),
        shelfmark=cells["shelfmark"],
        dropped=(*map(base.field_name, unknown), *base.weakened("original_date", original)),
    )


def _guessed(cells: Mapping[str, str]) -> str:
    if cells.get("container"):
        return "chapter" if cells.get("publisher") and not cells.get("issue") else "article-journal"
    return "book" if cells.get("publisher") or not cells.get("url") else "webpage"


def _people(cell: str) -> tuple[Name, ...]:
    """Read "Family, Given; Family, Given", or names in their usual order."""
    parts = base.divided(re.split(r"[;|]| / ", cell), r"\band\b|&")
    names = (part.strip() for part in parts if part.strip() and not base.is_others(part))
    return tuple(listed_name(one) if "," in one else name_of(one) for one in names)
