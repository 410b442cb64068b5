"""CSV and TSV (RFC 4180): serge's own, where each column is a field, and other programs'.

In other tables the headings show what each column is, or the user says so.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from io import StringIO
from itertools import takewhile
from typing import Any

from sergecli.errors import UsageError
from sergecli.importers import base, person_names, zotero_extra
from sergecli.importers.base import Item, clean
from sergecli.importers.entry import Entry
from sergecli.importers.entry_types import EntryType, entry_type
from sergecli.importers.person_names import listed_name
from sergecli.importers.to_work import entries
from sergecli.model import date_reader
from sergecli.model.csl import Name, Reference
from sergecli.model.kinds import KINDS
from sergecli.model.names import name as name_of
from sergecli.model.work import Head, Publication, Work
from sergecli.text.folding import solid
from sergecli.text.sanitize import safe

# What a column may be, and the headings by which it is recognised.
COLUMNS = {
    "id": "key citationkey", "title": "titre titel título titolo название заглавие", "author":
    "authors creator creators auteur auteurs autor autores autore autori verfasser автор авторы "
    "primaryauthor",
    "editor": "editors herausgeber curatore редактор", "translator":
    "translators traducteur traductor traduttore übersetzer переводчик", "date":
    "year publicationyear yearpublished année jahr fecha año anno data datum год дата",
    "original_date": "originaldate originalpublicationyear", "container":
    "publicationtitle journal booktitle containertitle revue zeitschrift revista rivista журнал",
    "series": "seriestitle reihe colección collana серия", "edition":
    "auflage édition edición edizione издание", "volume": "vol band tome tomo том",
    "issue": "number no numéro número numero heft номер", "pages":
    "page seiten páginas pagine страницы", "publisher":
    "éditeur verlag editorial editore издательство", "place":
    "city location address lieu ort lugar luogo место", "isbn": "isbn13", "doi": "", "url": "link",
    "language": "languages langue sprache idioma lingua язык", "kind": "itemtype type", "note":
    "notes bemerkung remarque nota примечание", "extra": "", "tags":
    "tag keywords keyword manualtags bookshelves motsclés schlagwörter", "shelfmark":
    "callnumber othercallnumber cote signatur signatura шифр", "degree": "type genre",
    "archive": "", "archive_location": "archivelocation",
}  # fmt: skip
# The variables of a reference that are a column as it is, or the people of one.
_TEXTS = {
    "title": "title", "container_title": "container", "collection_title": "series",
    "edition": "edition", "volume": "volume", "issue": "issue", "page": "pages",
    "publisher": "publisher", "publisher_place": "place", "isbn": "isbn", "url": "url",
    "language": "language", "note": "note", "archive": "archive",
    "archive_location": "archive_location",
}  # fmt: skip
_PEOPLE = ("author", "editor", "translator")
_LISTS = {
    field.name for record in (Work, Publication) for field in fields(record) if field.default == ()
}
# The apostrophe that `exporters.csv` puts before what looks like a formula.
_FORMULA = re.compile(r"(?:^|(?<=;))'(?=[\s\"]*'*[=+\-@＝＋－＠])")
_TABLES = frozenset({"first_publication", "reproduced_from"})
_MARK = re.compile(r"sep=(.)\r?", re.IGNORECASE)
_AND = re.compile(r"\band\b|&")
_CONTRIBUTOR = re.compile(r"(.{1,500}) \(([^()]{1,100})\)")


def read(text: str, head: Head | None, chosen: Mapping[str, str] | None = None) -> list[Entry]:
    """Read a table; `chosen` gives headings for the names of COLUMNS."""
    table = _rows(text)
    heading = _heading(table)
    rows = list(base.limited(table))
    names = _unique(heading, max((len(row) for _, row in rows), default=0))
    tables = [(line, dict(zip(names, row, strict=False))) for line, row in rows]
    if _is_own(heading):
        return [_own(line, row) for line, row in tables]
    mapping = columns(text, chosen)
    return entries([_item(line, row, mapping) for line, row in tables], head)


def _unique(heading: list[str], width: int) -> list[str]:
    """Name each column; without a heading of its own, by its number."""
    names: dict[str, None] = {}
    for number, name in enumerate((*heading, *[""] * (width - len(heading))), 1):
        names[name if name and name not in names else f"{name} (column {number})".strip()] = None
    return list(names)


def columns(text: str, chosen: Mapping[str, str] | None = None) -> dict[str, list[str]]:
    """Return the columns of each name, of which the first that is not empty is read.

    Raises UsageError for a chosen one that is missing.
    """
    heading = _heading(_rows(text))
    chosen = chosen or {}
    for name, column in chosen.items():
        if name not in COLUMNS:
            raise UsageError(f"--map: '{name}' is not valid (choose {', '.join(COLUMNS)})")
        if column not in heading:
            raise UsageError(f"--map: no column is called '{column}' (choose {', '.join(heading)})")
    mapping = {name: [column] for name, column in chosen.items()}
    if _is_own(heading):
        return mapping
    free = {
        _folded(column): column for column in reversed(heading) if column not in chosen.values()
    }
    guessed = {
        # Some names differ only in accents, edition and édition.
        name: [
            free[one] for one in dict.fromkeys(map(_folded, (name, *others.split()))) if one in free
        ]
        for name, others in COLUMNS.items()
    }
    return {name: found for name, found in {**guessed, **mapping}.items() if found}


def _heading(rows: Iterator[tuple[int, list[str]]]) -> list[str]:
    return [*map(safe, next(rows, (1, []))[1])]


def _folded(heading: str) -> str:
    return solid(heading.replace("_", " "))


def _is_own(heading: list[str]) -> bool:
    return {"id", "title", "kind", "first_publication.date"} <= set(heading)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield line and cells of each row that has any."""
    first, _, rest = text.partition("\n")
    line = 1
    # Excel says so in a line of its own, "sep=;".
    if match := _MARK.fullmatch(first):
        text, first, line = rest, match[1], 2
    mark = max("\t,;", key=first.count)
    # A cell as long as the file is not a field; how long one may be is checked later.
    csv.field_size_limit(max(len(text), base.LONGEST))
    table = csv.reader(StringIO(text, newline=""), delimiter=mark)
    before = line
    try:
        for row in table:
            if any(map(str.strip, row)):
                yield line, ["\n".join(map(safe, cell.strip().split("\n"))) for cell in row]
            line = table.line_num + before
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
        cell = _FORMULA.sub("", safe(raw))
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
    return Entry(base.label(row.get("id", "")), line, {"authors": [], **values}, "", tuple(dropped))


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


def _item(line: int, table: Mapping[str, str], mapping: Mapping[str, list[str]]) -> Item:
    row = {name: "" if cell.lower() in base.NOTHING else cell for name, cell in table.items()}
    read = {
        name: next((one for one in found if row.get(one)), "") for name, found in mapping.items()
    }
    cells = {name: clean(base.plain(row.get(read.get(name, ""), ""))) for name in COLUMNS}
    becoming = _type(cells)
    year, before = base.reprint(cells["date"])
    issued = date_reader.read(year)
    original = date_reader.read(cells["original_date"] or before)
    known: dict[str, Any] = {variable: cells[name] for variable, name in _TEXTS.items()}
    known |= {role: _people(cells[role]) for role in _PEOPLE}
    reference = Reference(
        id=cells["id"],
        type=becoming.type,
        **known,
        # Where one column says what all items are, it says nothing more of a thesis.
        genre="" if cells["degree"].lower() == cells["kind"].lower() else cells["degree"],
        inner_titles=base.in_italics(row.get(read.get("title", ""), "")),
        issued=issued.date,
        original_date=original.date,
    )
    # Zotero has the year of the date in a column of its own.
    passed_over = {"", cells["date"][: len("1938")]}
    unread = (one for one in row if one not in read.values() and row[one] not in passed_over)
    item = Item(
        line,
        reference,
        becoming,
        issued.words,
        doi=cells["doi"],
        tags=base.tags(cells["tags"]),
        shelfmark=cells["shelfmark"],
        dropped=(
            *map(base.field_name, unread),
            *base.weakened("original_date", original),
            *_doubtful(cells),
        ),
    )
    return zotero_extra.added(item, row.get(read.get("extra", ""), ""))


def _type(cells: Mapping[str, str]) -> EntryType:
    """Return what an item is, by its kind or, if that is not known, by its other cells."""
    kind = cells["kind"].lower()
    known = entry_type(kind.replace(" ", ""))
    if kind in KINDS:
        known = known._replace(kind=kind, unknown="")
    if known.type:
        return known
    if cells["container"]:
        is_chapter = cells["publisher"] and not cells["issue"]
        return known._replace(type="chapter" if is_chapter else "article-journal")
    is_page = cells["url"] and not cells["publisher"]
    return known._replace(type="webpage" if is_page else "book")


def _people(cell: str) -> tuple[Name, ...]:
    """Read "Family, Given; Family, Given", or names in their usual order."""
    parts = (one for part in re.split(r"[;|]| / ", cell) for one in _people_in(part))
    names = (part.strip() for part in parts if part.strip() and not person_names.is_others(part))
    return tuple(listed_name(one) if "," in one else _in_order(one) for one in names)


def _doubtful(cells: Mapping[str, str]) -> Iterator[str]:
    for role in _PEOPLE:
        if person_names.may_be_two(cells[role].split(",")):
            yield f"{role} (one person or two? put “;” between two)"


def _in_order(text: str) -> Name:
    """Read "Ann Roe", or "ROE Ann"."""
    words = text.split()
    family = [*takewhile(lambda word: word.isupper() and word.isalpha() and len(word) > 1, words)]
    given = words[len(family) :]
    if family and given and not any(map(str.isupper, given)):
        return Name(" ".join(family), " ".join(given))
    return name_of(text)


def _people_in(text: str) -> list[str]:
    """Divide "Ann Roe, Jim Poe and Kim Zoe" or "Roe, Ann & Poe, Jim", but no group's name."""
    several = [part.strip(" ,") for part in _AND.split(text) if part.strip(" ,")]
    each = [part for one in several for part in one.split(",")]
    if len(several) > 1 and all(map(person_names.is_person, each)):
        return each
    if all("," in part or person_names.is_person(part) for part in several):
        return person_names.divided(several)
    return [text]
