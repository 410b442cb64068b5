"""Lists the errors and warnings of a catalogue, in the order of its text."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sergecli.catalogue import lint, paths, reader, store
from sergecli.catalogue.lint import LintWarning
from sergecli.catalogue.progress import Progress, no_progress
from sergecli.catalogue.reader import Examined
from sergecli.catalogue.source_lines import Place, locate
from sergecli.errors import CatalogueError, Problem
from sergecli.model.publications import with_contents
from sergecli.model.work import Catalogue

# Standard input as an argument, and its name in messages.
STDIN = "-"
_STDIN_NAME = "<stdin>"
ERROR, WARNING = "error", "warning"
# A text with more characters than this takes a second or more to check.
_LONG = 2_000_000


class Finding(NamedTuple):
    """An error or a warning, one line of output; only a warning has a `name`."""

    file: str
    line: int
    column: int
    level: str
    id: str
    field: str
    message: str
    name: str = ""

    def __str__(self) -> str:
        """Return "works.toml:12:8: error: once-more-kronstadt: date: …", as compilers do.

        There is always the same number of parts; a missing id or field is "-".
        """
        place = f"{self.file}:{self.line}:{self.column}"
        named = f" [{self.name}]" if self.name else ""
        return ": ".join(
            (place, self.level, _part(self.id), _part(self.field), self.message + named)
        )


def _part(text: str) -> str:
    """Return a part of a line without the blanks after colons, which would look like its end."""
    return re.sub(r":\s+", ":", text) or "-"


def check(
    file: str,
    ids: dict[str, str] | None = None,
    *,
    alone: bool = False,
    progress: Progress = no_progress,
) -> list[Finding]:
    """Return the errors and warnings of a file, or of standard input for "-".

    Unless it is `alone`, a file is checked together with the built-in catalogue. `ids` maps
    the ids of the files checked before it to their files; this file's ids are added to
    it. A record with errors gets no warnings. Raises CatalogueError only for the
    built-in catalogue.
    """
    ids = {} if ids is None else ids
    beside = _beside(file, alone=alone)
    try:
        findings = list(_of_text(_text(file), shown(file), beside, ids, progress))
    except CatalogueError as error:
        findings = [_of_problem(problem, shown(file)) for problem in error.problems]
    return sorted(findings, key=lambda finding: (finding.line, finding.column))


def catalogue(file: str, *, alone: bool = False) -> Catalogue:
    """Read a file as `check` does, or standard input for "-", without the built-in works.

    Raises CatalogueError with every error in it.
    """
    examined, _ = _examined(_text(file), shown(file), _beside(file, alone=alone), no_progress)
    if examined.errors:
        raise CatalogueError(shown(file), examined.errors)
    return Catalogue(examined.head, with_contents(examined.works), len(examined.works))


def shown(file: str) -> str:
    """Return the name of a file for messages."""
    return _STDIN_NAME if file == STDIN else file


def _text(file: str) -> str:
    return store.text(None if file == STDIN else Path(file))


def _beside(file: str, *, alone: bool) -> Catalogue | None:
    built_in = file != STDIN and paths.is_built_in(Path(file))
    return None if alone or built_in else store.load()


def _of_problem(problem: Problem, file: str) -> Finding:
    # Anything without a position is reported at the beginning, where an editor can jump to.
    line, column = max(problem.line, 1), max(problem.column, 1)
    return Finding(file, line, column, ERROR, problem.work, problem.field, problem.message)


def _of_text(
    text: str, file: str, beside: Catalogue | None, ids: dict[str, str], progress: Progress
) -> Iterator[Finding]:
    """Yield the errors, then the warnings; raises CatalogueError for what is not TOML."""
    progress = progress if len(text) > _LONG else no_progress
    examined, beside = _examined(text, file, beside, progress)
    yield from (_of_problem(problem, file) for problem in examined.errors)
    others = beside or ()
    warnings = lint.find(examined.works, examined.head, examined.people, others, examined.invalid)
    if len(warnings) > lint.MOST_WARNINGS:
        warnings.pop()
        message = "has too many warnings; only the first are listed"
        yield Finding(file, 1, 1, WARNING, "", "", message)
    if beside:
        sound = {
            number: work.id
            for number, work in enumerate(examined.works)
            if "id" not in examined.invalid.get(number, ())
        }
        warnings += lint.in_two_files(sound, ids)
        ids |= {name: ids.get(name, file) for name in sound.values()}
    yield from _of_warnings(warnings, examined, text, file)


def _examined(
    text: str, file: str, beside: Catalogue | None, progress: Progress
) -> tuple[Examined, Catalogue | None]:
    """Examine a text, and return the result with the catalogue that it adds to."""
    examined = reader.examine(text, file, beside, progress)
    if beside and _is_version(examined, beside):
        return reader.examine(text, file, None, progress), None
    return examined, beside


def _is_version(examined: Examined, built_in: Catalogue) -> bool:
    """Return whether a text is a version of the built-in catalogue itself, older or newer.

    This is decided by the head: a user's catalogue has another title, or no head.
    """
    own, known = examined.head, built_in.head
    return own is not known and (own.title, own.author) == (known.title, known.author)


def _of_warnings(
    warnings: list[LintWarning], examined: Examined, text: str, file: str
) -> Iterator[Finding]:

    head = "catalogue"
    wanted_places = [
        Place(
            one.record, one.field if one.record >= 0 else f"{head}.{one.field}", letter=one.letter
        )
        for one in warnings
    ]
    spots = locate(text, wanted_places) if wanted_places else {}
    for one, place in zip(warnings, wanted_places, strict=True):
        label = examined.labels[one.record] if one.record >= 0 else head
        line, column = (max(at, 1) for at in spots[place])
        yield Finding(file, line, column, WARNING, label, one.field, one.message, one.name)
