"""Output for pipes and programs: whole lines, without colour, never cut."""

import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sergecli.model.publications import appeared
from sergecli.model.records import as_json
from sergecli.model.work import Publication, Work, keys
from sergecli.terminal import capabilities, messages
from sergecli.terminal.capabilities import is_unicode
from sergecli.text.quoting import json_text
from sergecli.text.sanitize import safe

if TYPE_CHECKING:
    from sergecli.catalogue.check import Finding

# Keys that `--json` prints even if they are empty.
_ALWAYS = frozenset({"id", "index", "title", "kind", "date", "attribution", "url"})
OWN = "own"
# The fields of `--json` and `--template`, for works and for editions.
FIELDS = (*keys(Work), OWN)
EDITION_FIELDS = ("work", *keys(Publication))
# The gap between columns, and the least width of the last one.
_GAP = "  "
_LEAST = 20
# The escapes of GitHub's workflow commands.
_IN_TEXT = str.maketrans({"%": "%25"})
_IN_PROPERTY = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})


def ids(works: Iterable[Work]) -> None:
    """Print one id per line."""
    messages.write("".join(f"{work.id}\n" for work in works))


def cells(work: Work, own: Container[str] = ()) -> Iterable[str]:
    """Return the columns of a work, and "own" if its id is in `own`.

    They are id, date (EDTF), title, kind, attribution, container and address.
    """
    date = str(work.date or "")
    marks = [OWN] if work.id in own else []
    first = appeared(work)
    place = (first.container if first else "", work.url)
    return (work.id, date, work.title, work.kind, work.attribution, *place, *marks)


def edition_cells(work: Work, publication: Publication) -> Iterable[str]:
    """Return the columns of an edition, and "presumed" if it only presumably contains the work.

    They are id, date (EDTF), title, language, translators, editors, place, publisher, ISBN and
    container.
    """
    return (
        work.id,
        str(publication.date or ""),
        publication.title or work.title,
        publication.language,
        ", ".join(publication.translators),
        ", ".join(publication.editors),
        publication.place,
        publication.publisher,
        publication.isbn,
        publication.container,
        *(["presumed"] if publication.presumed else []),
    )


def rows(found: Iterable[Iterable[object]]) -> None:
    """Print rows, one per line, with cells separated by tabs."""
    messages.write("".join("\t".join(safe(str(cell)) for cell in row) + "\n" for row in found))


def aligned(found: Iterable[Iterable[object]]) -> None:
    """Print rows as `rows` does, but in columns and through the pager on a terminal.

    The last column is wrapped between words; if it does not fit, it is below the others.
    """
    facts = capabilities.facts(sys.stdout)
    if not facts.terminal:
        rows(found)
        return
    from sergecli.terminal import pager  # noqa: PLC0415 - not needed in a pipe

    cells = [[safe(str(cell)) for cell in row] for row in found]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)][:-1]
    margin = sum(widths) + len(_GAP) * len(widths)
    if margin + _LEAST > facts.width:
        widths, margin = [0] * len(widths), 2 * len(_GAP)
    lines = (line for row in cells for line in _wrapped(row, widths, margin, facts.width))
    pager.show("".join(f"{line}\n" for line in lines), facts)


def _wrapped(row: Sequence[str], widths: Sequence[int], margin: int, width: int) -> Iterator[str]:
    """Yield a row's lines: its last cell begins at the margin, on a line of its own if need be."""
    from textwrap import wrap  # noqa: PLC0415 - not needed in a pipe

    before = _GAP.join(map(str.ljust, row, widths)).rstrip()
    first, *others = wrap(row[-1], width - margin, break_on_hyphens=False) or [""]
    if len(before) + len(_GAP) > margin:
        yield before
        before = ""
    yield f"{before:{margin}}{first}".rstrip()
    yield from (" " * margin + line for line in others)


def record(work: Work, own: Container[str] = (), asked: Sequence[str] = ()) -> dict[str, Any]:
    """Return a work as `--json` prints it: the fields of the catalogue, and "own".

    It has the fields `asked` for, even if empty; if none are, all fields that are not empty
    and those in _ALWAYS.
    """
    values = {key: as_json(getattr(work, key)) for key in keys(Work) if key != "x"}
    values["x"] = {field.name: list(field.texts) for field in work.x}
    values[OWN] = work.id in own
    return _asked(values, asked, _ALWAYS)


def edition_record(
    work: Work, publication: Publication, asked: Sequence[str] = ()
) -> dict[str, Any]:
    """Return an edition as `--json` prints it; "work" is the id of its work."""
    values = {key: as_json(getattr(publication, key)) for key in keys(Publication)}
    values["title"] = publication.title or work.title
    return _asked({"work": work.id, **values}, asked, ("work",))


def _asked(values: dict[str, Any], asked: Sequence[str], always: Container[str]) -> dict[str, Any]:
    if asked:
        return {name: values[name] for name in asked}
    return {name: value for name, value in values.items() if value or name in always}


def dump(value: "list[dict[str, Any]] | dict[str, Any]") -> None:
    """Print JSON."""
    ascii_only = not is_unicode(sys.stdout.encoding or "")
    messages.write(json_text(value, ascii_only=ascii_only))


def annotations(found: Iterable["Finding"]) -> None:
    """Print commands that GitHub turns into annotations of a pull request's lines."""
    for one in found:
        message = ": ".join(filter(None, (one.id, one.field, one.message)))
        place = {"file": one.file, "line": str(one.line), "col": str(one.column)}
        if one.name:
            place["title"] = one.name
        properties = ",".join(
            f"{name}={safe(value).translate(_IN_PROPERTY)}" for name, value in place.items()
        )
        messages.write(f"::{one.level} {properties}::{safe(message).translate(_IN_TEXT)}\n")
