"""Output for pipes and programs: whole lines, without colour, never cut."""

import json
import re
import sys
from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sergecli.model.edtf import Date
from sergecli.model.work import Contributor, FreeField, Piece, Publication, Work, keys
from sergecli.terminal import messages
from sergecli.terminal.capabilities import is_unicode
from sergecli.text.sanitize import safe

if TYPE_CHECKING:
    from sergecli.catalogue.check import Finding
    from sergecli.catalogue.gaps import Gap
    from sergecli.terminal.template import Template

# Keys that `--json` prints even if they are empty.
_ALWAYS = frozenset({"id", "index", "title", "kind", "date", "attribution", "url"})
OWN = "own"
# The fields of `--json` and `--template`, for works and for editions.
FIELDS = (*keys(Work), OWN)
EDITION_FIELDS = ("work", *keys(Publication))
_FOREIGN = re.compile(r"[^\n -~]")
# The escapes of GitHub's workflow commands.
_IN_TEXT = str.maketrans({"%": "%25"})
_IN_PROPERTY = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})


class Kept(NamedTuple):
    """A catalogue in use, or that could be: whose it is, its file, number of works, version."""

    whose: str
    file: str
    works: int
    version: str
    date: str
    there: bool = True


def kept(catalogues: Iterable[Kept]) -> None:
    """Print a line for each catalogue: whose it is, number of works, file, version and date."""
    for one in catalogues:
        cells = (one.whose, str(one.works), one.file, one.version, one.date)
        messages.write("\t".join(map(safe, cells)) + "\n")


class Outcome(NamedTuple):
    """The result of importing an entry: imported, skipped or refused.

    `where` is its place in its file, `lost` are the fields that were dropped.
    """

    what: str
    work: Work | None
    where: str
    why: str
    lost: tuple[str, ...]


def outcomes(found: Iterable[Outcome]) -> None:
    """Print a line for each entry: the result, the id of the work, its place, the reason.

    Dropped fields are named on standard error.
    """
    for one in found:
        cells = (one.what, one.work.id if one.work else "", one.where, one.why)
        messages.write("\t".join(map(safe, cells)) + "\n")
        if one.work and one.lost:
            messages.say(f"{one.where}: dropped: {', '.join(one.lost)}")


def gaps(found: "Iterable[Gap]") -> None:
    """Print a line for each gap: the id of the work, what is missing, the field, the title."""
    for one in found:
        cells = (one.work.id, one.name, one.field, one.work.title)
        messages.write("\t".join(map(safe, cells)) + "\n")


def gap_array(found: "Iterable[Gap]") -> None:
    """Print a JSON array of gaps."""
    dump(
        [
            {"id": one.work.id, "gap": one.name, "field": one.field, "title": one.work.title}
            for one in found
        ]
    )


def ids(works: Iterable[Work]) -> None:
    """Print one id per line."""
    messages.write("".join(f"{work.id}\n" for work in works))


def table(works: Iterable[Work], own: Container[str] = ()) -> None:
    """Print a line for each work, with columns separated by tabs.

    The columns are id, date (EDTF), title, kind, attribution, container and address, and
    "own" if its id is in `own`.
    """
    messages.write("".join(_line(work, own=work.id in own) for work in works))


def _line(work: Work, *, own: bool) -> str:
    cells = (
        work.id,
        str(work.date or ""),
        work.title,
        work.kind,
        work.attribution,
        work.container,
        work.url,
        *(["own"] if own else []),
    )
    return "\t".join(map(safe, cells)) + "\n"


def editions(found: Iterable[tuple[Work, Publication]]) -> None:
    """Print a line for each edition, with columns separated by tabs.

    The columns are id, date (EDTF), title, language, translators, editors, place, publisher,
    ISBN and container, and "presumed" if it only presumably contains the work.
    """
    messages.write("".join("\t".join(map(safe, _edition(*one))) + "\n" for one in found))


def _edition(work: Work, printing: Publication) -> tuple[str, ...]:
    return (
        work.id,
        str(printing.date or ""),
        printing.title or work.title,
        printing.language,
        ", ".join(printing.translators),
        ", ".join(printing.editors),
        printing.place,
        printing.publisher,
        printing.isbn,
        printing.container,
        *(["presumed"] if printing.presumed else []),
    )


def edition_array(found: Iterable[tuple[Work, Publication]], asked: Sequence[str] = ()) -> None:
    """Print a JSON array of editions, with the fields `asked` for, or all."""
    dump([_edition_record(one, asked) for one in found])


def rows(found: Iterable[Iterable[object]]) -> None:
    """Print rows, one per line, with cells separated by tabs."""
    messages.write("".join("\t".join(safe(str(cell)) for cell in row) + "\n" for row in found))


def record(work: Work, own: Container[str] = (), asked: Sequence[str] = ()) -> dict[str, Any]:
    """Return a work as `--json` prints it: the fields of the catalogue, and "own".

    It has the fields `asked` for, even if empty; if none are, all fields that are not empty
    and those in _ALWAYS.
    """
    values = {key: _plain(getattr(work, key)) for key in keys(Work) if key != "x"}
    values["x"] = _free(work.x)
    values[OWN] = work.id in own
    return _asked(values, asked, _ALWAYS)


def _free(fields: Iterable[FreeField]) -> dict[str, list[str]]:
    return {field.name: list(field.texts) for field in fields}


def _edition_record(edition: tuple[Work, Publication], asked: Sequence[str]) -> dict[str, Any]:
    """Return an edition as `--json` prints it; "work" is the id of its work."""
    work, publication = edition
    values = {key: _plain(getattr(publication, key)) for key in keys(Publication)}
    values["title"] = publication.title or work.title
    return _asked({"work": work.id, **values}, asked, ("work",))


def _asked(values: dict[str, Any], asked: Sequence[str], always: Container[str]) -> dict[str, Any]:
    if asked:
        return {name: values[name] for name in asked}
    return {name: value for name, value in values.items() if value or name in always}


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    if isinstance(value, (Publication, Contributor, Piece)):
        filled = {key: _plain(getattr(value, key)) for key in keys(value)}
        return {name: inner for name, inner in filled.items() if inner}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Date):
        return str(value)
    return value or ""


def array(works: Iterable[Work], own: Container[str] = (), asked: Sequence[str] = ()) -> None:
    """Print a JSON array with an object for each work, with the fields `asked` for, or all."""
    dump([record(work, own, asked) for work in works])


def lines(template: "Template", works: Iterable[Work], own: Container[str] = ()) -> None:
    """Print a line for each work, by a template."""
    messages.write("".join(f"{template.line(record(work, own, FIELDS))}\n" for work in works))


def edition_lines(template: "Template", found: Iterable[tuple[Work, Publication]]) -> None:
    """Print a line for each edition, by a template."""
    messages.write(
        "".join(f"{template.line(_edition_record(one, EDITION_FIELDS))}\n" for one in found)
    )


def dump(value: "list[dict[str, Any]] | dict[str, Any]") -> None:
    """Print JSON."""
    ascii_only = not is_unicode(sys.stdout.encoding or "")
    messages.write(
        _FOREIGN.sub(_escaped, json.dumps(value, ensure_ascii=ascii_only, indent=2)) + "\n"
    )


def _escaped(char: re.Match[str]) -> str:
    """Return a character, escaped for JSON if a terminal could take it for a control code."""
    return char[0] if safe(char[0]) == char[0] else f"\\u{ord(char[0]):04x}"


def findings(found: Iterable["Finding"]) -> None:
    """Print a line for each finding: "works.toml:12:8: error: once-more-kronstadt: date: …"."""
    messages.write("".join(f"{safe(str(one))}\n" for one in found))


def annotations(found: Iterable["Finding"]) -> None:
    """Print commands that GitHub turns into annotations of a pull request's lines."""
    for one in found:
        said = ": ".join(filter(None, (one.id, one.field, one.message)))
        place = {"file": one.file, "line": str(one.line), "col": str(one.column)}
        if one.name:
            place["title"] = one.name
        properties = ",".join(
            f"{name}={safe(value).translate(_IN_PROPERTY)}" for name, value in place.items()
        )
        messages.write(f"::{one.level} {properties}::{safe(said).translate(_IN_TEXT)}\n")
