"""CSV and TOML, which have every field of every record."""

import csv
import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from sergecli.catalogue import store
from sergecli.exporters import formats
from sergecli.model import edtf
from sergecli.model.edtf import Date
from sergecli.model.work import (
    Attribution,
    Catalogue,
    Contributor,
    Piece,
    Publication,
    Work,
    keys,
)
from tests.conftest import Serge


def _from_row(row: dict[str, str]) -> Work:
    plain = {name: _cell(Work, name, row[name]) for name in keys(Work) if name in row}
    count = len({name.split(".")[1] for name in row if name.startswith("editions.")})
    editions = [_printing(row, f"editions.{number}.") for number in range(1, count + 1)]
    return Work(
        **{name: value for name, value in plain.items() if value},
        first_publication=_printing(row, "first_publication."),
        reproduced_from=_printing(row, "reproduced_from."),
        editions=tuple(filter(None, editions)),
    )


def _printing(row: dict[str, str], prefix: str) -> Publication | None:
    cells = {
        name.removeprefix(prefix): cell for name, cell in row.items() if name.startswith(prefix)
    }
    values = {name: _cell(Publication, name, cell) for name, cell in cells.items() if cell}
    return Publication(**values) if values else None


def _cell(record: type, name: str, cell: str) -> Any:  # noqa: ANN401 - of any field
    kind = record.__dataclass_fields__[name].type  # type: ignore[attr-defined]
    if kind == tuple[Contributor, ...]:
        named = (one[:-1].rpartition(" (") for one in cell.split(" | ") if one)
        return tuple(Contributor(name=name, role=role) for name, _, role in named)
    if kind == tuple[Piece, ...]:
        parts = ((*one.split("; ", 2), "", "")[:3] for one in cell.split(" | ") if one)
        return tuple(Piece(work=work, title=title, pages=at) for work, at, title in parts)
    if kind is bool:
        return cell == "true"
    if kind == tuple[str, ...]:
        return tuple(cell.split(" | ")) if cell else ()
    if kind == Date | None:
        return edtf.parse(cell) if cell else None
    return Attribution(cell) if kind is Attribution else cell


def test_a_spreadsheet_has_every_record_whole(catalogue: Catalogue) -> None:
    written = formats.dump(catalogue.works, [], "csv", catalogue.head)
    assert not written.warnings
    rows = list(csv.DictReader(io.StringIO(written.text, newline="")))
    assert [_from_row(row) for row in rows] == list(catalogue.works)
    assert {len(row) for row in rows} == {len(rows[0])}
    sys.stdout.write(f"CSV, csv: {len(rows)} records of {len(rows[0])} cells equal\n")


def test_serge_reads_its_own_catalogue_back(catalogue: Catalogue, tmp_path: Path) -> None:
    written = formats.dump(catalogue.works, [], "toml", catalogue.head)
    assert not written.warnings
    (tmp_path / "works.toml").write_text(written.text, encoding="utf-8")
    assert store.load(tmp_path / "works.toml", alone=True) == catalogue
    sys.stdout.write(f"TOML, store: {len(catalogue)} records equal\n")


def test_the_program_takes_its_own_export_for_a_catalogue(serge: Serge, tmp_path: Path) -> None:
    serge("cite", "--sort", "title", "--format", "toml", "--output", "own.toml")
    own = json.loads(serge("list", "--catalogue", "own.toml", "--alone", "--json").out)
    built_in = json.loads(serge("list", "--json").out)
    assert {work["id"]: work for work in own} == {work["id"]: work for work in built_in}
    assert 'died = "1947-11-17"\n' in (tmp_path / "own.toml").read_text(encoding="utf-8")
    assert any(work.get("collected_in") for work in own)


def test_a_part_of_a_catalogue_is_a_catalogue(catalogue: Catalogue, tmp_path: Path) -> None:
    # Without the people, whom each file would repeat.
    head = replace(catalogue.head, people=(), periodicals=(), life_events=())
    for number, work in enumerate(catalogue.works):
        text = formats.dump([work], [], "toml", head).text
        path = tmp_path / f"{number}.toml"
        path.write_text(text, encoding="utf-8")
        (read,) = store.load(path, alone=True)
        # Alone, a book names only those of its pieces that have no record.
        editions = [
            replace(one, contents=tuple(piece for piece in one.contents if not piece.work))
            for one in work.editions
        ]
        assert (read.id, read.reproduced_from, list(read.editions)) == (
            work.id,
            work.reproduced_from,
            editions,
        )


def test_a_work_without_authors_stays_without(tmp_path: Path, catalogue: Catalogue) -> None:
    works = [
        Work(id="a", title="A", kind="article"),
        Work(id="b", title="B", kind="article", attribution=Attribution.ABOUT),
        Work(id="c", title="C", kind="article", reproduced_from=Publication()),
        Work(id="d", title="D", kind="article", attribution=Attribution.OTHER),
        Work(id="e", title="E", kind="text", attribution=Attribution.OTHER, authors=("K. Marx",)),
        Work(id="f", title="F", kind="text", authors=("K. Marx",)),
        Work(id="g", title="G", kind="text", attribution=Attribution.OTHER, authors=("W. Serge",)),
    ]
    (tmp_path / "x.toml").write_text(formats.dump(works, [], "toml", catalogue.head).text)
    assert list(store.load(tmp_path / "x.toml", alone=True)) == works
