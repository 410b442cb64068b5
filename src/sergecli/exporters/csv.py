"""CSV for spreadsheets (RFC 4180), in UTF-8: a row for each work, a column for each field.

The fields of a publication have columns such as `text.container`. The columns of
editions, as many as the longest record needs, and of the user's own fields, such as
`x.shelfmark`, come last. A contributor is written
"name (role)", a piece of a book "id; pages; title". What a spreadsheet would
read as a formula gets an apostrophe before it, even after a semicolon, which
many read as the end of a cell.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from io import StringIO

from sergecli.exporters.base import changed
from sergecli.exporters.formats import ExportResult, Selection
from sergecli.model.work import Contributor, Piece, Publication, Work, keys
from sergecli.text.sanitize import safe

# Between the items of a list, such as names.
_AND = " | "
# Apostrophes are included, so that removing one from each match restores the original.
_FORMULA = re.compile(r"(?:^|(?<=;))(?=[\s\"]*'*[=+\-@＝＋－＠])")
_NESTED = ("first_publication", "reproduced_from")
_PUBLICATION = tuple(field.name for field in fields(Publication))
_COLUMNS = tuple(key for key in keys(Work) if key not in {"editions", "x"})


def write(selection: Selection) -> ExportResult:
    """Write a .csv file with a header, in CRLF lines."""
    count = max((len(work.editions) for work in selection.works), default=0)
    free = tuple(dict.fromkeys(field.name for work in selection.works for field in work.x))
    rows = [[safe(cell) for cell in _row(work, count, free)] for work in selection.works]
    guarded = sum(any(map(_FORMULA.search, row)) for row in rows)
    lost = changed("CSV: an apostrophe was added before apparent formulas", guarded)
    sheet = StringIO()
    csv.writer(sheet).writerows(
        [_header(count, free), *([_FORMULA.sub("'", cell) for cell in row] for row in rows)]
    )
    return ExportResult(sheet.getvalue(), lost)


def _header(count: int, free: Iterable[str]) -> Iterator[str]:
    for key in _COLUMNS:
        yield from (f"{key}.{one}" for one in _PUBLICATION) if key in _NESTED else (key,)
    for number in range(1, count + 1):
        yield from (f"editions.{number}.{one}" for one in _PUBLICATION)
    yield from (f"x.{name}" for name in free)


def _row(work: Work, count: int, free: Iterable[str]) -> Iterator[str]:
    for name in _COLUMNS:
        value = getattr(work, name)
        yield from _publication(value) if name in _NESTED else (_cell(value),)
    for number in range(count):
        yield from _publication(work.editions[number] if number < len(work.editions) else None)
    yield from (_cell(work.free(name)) for name in free)


def _publication(publication: Publication | None) -> Iterator[str]:
    return (_cell(getattr(publication, name)) if publication else "" for name in _PUBLICATION)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return _AND.join(map(_cell, value))
    if isinstance(value, Contributor):
        return f"{value.name} ({value.role})"
    if isinstance(value, Piece):
        return f"{value.work}; {value.pages}; {value.title}".rstrip("; ")
    if isinstance(value, bool):
        return "true" if value else ""
    return "" if value is None else str(value)
