"""The command add: one record, from options or from answers."""

import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from sergecli.cli import completion
from sergecli.cli.beginning import Beginning, Opened, ask
from sergecli.cli.options import Own, with_options
from sergecli.errors import CatalogueError, NothingFoundError, UsageError

if TYPE_CHECKING:
    from sergecli.model.work import Catalogue, Work


class _Field(NamedTuple):
    """An option of `add`: the field of the record, and what is said of it."""

    name: str
    flag: str
    metavar: str
    help: str


_TEXTS = (
    _Field("title", "--title", "TEXT", "The title as it should be listed."),
    _Field("kind", "--kind", "KIND", "Letter, article …"),
    _Field("date", "--date", "EDTF", "1938-04-28, 1938, 1928~, 194X, 1926/1929 …"),
    _Field("id", "--id", "ID", "Its name; else made of the title."),
    _Field("attribution", "--attribution", "WHOSE", "author, attributed, about or other."),
    _Field("role", "--role", "ROLE", "translator, if the catalogue's author only translated it."),
    _Field("recipient", "--recipient", "NAME", "Of a letter."),
    _Field("signed_as", "--signed-as", "NAME", "The signature, if it was another name."),
    _Field("signature", "--signature", "SORT", "What it is: pseudonym or borrowed."),
    _Field("original_title", "--original-title", "TEXT", "In the language of the original."),
    _Field("language", "--language", "TAG", "Of the original: fr, ru …"),
    _Field("written", "--written", "EDTF", "When it was written, if that is another date."),
    _Field("written_at", "--written-at", "PLACE", "Where it was written, as the text says."),
    _Field("published", "--published", "EDTF", "When it first appeared, if not known where."),
    _Field(
        "index_date", "--index-date", "TEXT", "The source's words for a date that EDTF can't say."
    ),
    _Field("index", "--index", "N", "The row of the archive's index."),
    _Field("part_of", "--part-of", "ID", "The work it is a part of."),
    _Field("extract_of", "--extract-of", "ID", "The work it is taken from."),
    _Field("url", "--url", "ADDRESS", "Where the text stands."),
    _Field("translation_date", "--translation-date", "EDTF", "When that text was translated."),
    _Field("wikidata", "--wikidata", "ITEM", "Its item in Wikidata: Q937."),
    _Field("rights", "--rights", "TEXT", "As its publisher states them."),
    _Field("note", "--note", "TEXT", "Doubts, and what a reader should know."),
)
_LISTS = (
    _Field("authors", "--author", "NAME", "If not the catalogue's author alone."),
    _Field("other_titles", "--other-title", "TITLE", "Another title it goes by."),
    _Field("collected_in", "--collected-in", "ID", "A collection that holds it."),
    _Field("see", "--see", "ID", "Another work to look at."),
    _Field("sources", "--source", "TEXT", "Where these facts were read."),
)
_TABLES = (
    _Field(
        "first_publication",
        "--first-publication",
        "TABLE",
        "Where it first appeared: '{ container = \"…\" }'.",
    ),
    _Field(
        "reproduced_from", "--reproduced-from", "TABLE", "The printing that the text reproduces."
    ),
)
_EDITIONS = _Field("editions", "--edition", "TABLE", "Another printing.")
FIELDS = (*_TEXTS, *_LISTS, *_TABLES, _EDITIONS)
_MANY = (*_LISTS, _EDITIONS)
_PRINTINGS = (*_TABLES, _EDITIONS)


def _with_fields(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for every field of a record; it takes them as `given`."""
    signature = inspect.signature(command)
    own = [one for one in signature.parameters.values() if one.name != "given"]
    # What is asked in the field's own name may be a word of Python, or taken.
    names = {f"field_{one.name}": one for one in FIELDS}

    @wraps(command)
    def called(**passed: Any) -> None:  # noqa: ANN401 - whatever the options hold
        given = {one.name: passed.pop(name) for name, one in names.items()}
        command(**passed, given={name: value for name, value in given.items() if value})

    ahead = [one for one in own if one.kind is one.POSITIONAL_OR_KEYWORD]
    parameters = [*ahead, *_parameters(names), *own[len(ahead) :]]
    called.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in parameters}
    return called


def _parameters(names: Mapping[str, _Field]) -> Iterator[inspect.Parameter]:
    offered: dict[str, Callable[..., Any]] = {
        **dict.fromkeys(("part_of", "extract_of", "collected_in", "see"), completion.ids),
        "kind": completion.kinds,
        "attribution": completion.one_of("author", "attributed", "about", "other"),
        "role": completion.one_of("translator"),
        "signature": completion.one_of("pseudonym", "borrowed"),
    }
    for name, one in names.items():
        option = typer.Option(
            one.flag,
            metavar=one.metavar,
            help=one.help,
            autocompletion=offered.get(one.name),
            rich_help_panel="Its printings" if one in _PRINTINGS else "The record",
        )
        kind = list[str] | None if one in _MANY else str | None
        yield inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, option]
        )


@with_options
@_with_fields
def add(
    own: Own,
    beginning: Beginning,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it, write nothing.")] = False,
    given: dict[str, Any],
) -> None:
    """Add a work to your own catalogue; asks for what is known of it.

    Example: serge add --title 'A Letter' --kind letter --date 1936-08 --dry-run
    Example: serge add --title 'A Poem' --kind poem --date 1928~ --language fr
    """
    from sergecli.catalogue import blocks
    from sergecli.terminal import lines

    values = _values(given)
    asked = not {"title", "kind"} <= values.keys() and _at_a_terminal()
    opened = beginning.opened(own, ask if _at_a_terminal() else None)
    shown = ""
    if asked:
        values = _asked(values, opened)
    if asked or dry_run:
        shown = _shown(values, opened.present(), opened.beginning)
        lines.write(shown)
    if dry_run:
        return
    if asked and not _wants_it():
        raise NothingFoundError("nothing was added")
    added: list[str] = []

    def insert(present: "Catalogue", text: str) -> str:
        work = _draft(values, present)
        added[:] = [_written(work, present)]
        if not shown:
            _warn(work, present)
        return blocks.append(text, added[0])

    opened.change(insert)
    if not shown:
        lines.write(_whole(opened.beginning, added[0]))
    lines.say(f"added to {own.path()}")


def _shown(values: Mapping[str, Any], present: "Catalogue", beginning: str) -> str:
    """Give what is to be written; who has it already is told."""
    work = _draft(values, present)
    _warn(work, present)
    return _whole(beginning, _written(work, present))


def _whole(beginning: str, record: str) -> str:
    """Put the head of a new catalogue before its first record."""
    return "\n".join(filter(None, (beginning, record)))


def _written(work: "Work", present: "Catalogue") -> str:
    from sergecli.exporters import toml

    return toml.record(work, present.head) + "\n"


def _warn(work: "Work", present: "Catalogue") -> None:
    """Say which work is there that may be the same; the reader may know better."""
    from sergecli.importers import deduplicate
    from sergecli.terminal import lines

    other = deduplicate.resemblance(work, present)
    if other:
        lines.say(f"there is already {other}")


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _asked(values: dict[str, Any], opened: Opened) -> dict[str, Any]:
    """Ask for the rest; whoever has had enough leaves everything as it is."""
    from sergecli.cli import prompts
    from sergecli.terminal import lines

    try:
        return prompts.record(values, opened.present())
    except EOFError:
        lines.write("\n")
        raise NothingFoundError("nothing was added") from None


def _wants_it() -> bool:
    """Ask whether what was shown is to be written."""
    from sergecli.terminal import lines

    try:
        return lines.ask("Write it? [Y/n] ").strip().lower() not in {"n", "no"}
    except EOFError:
        lines.write("\n")
        return False


def _draft(values: Mapping[str, Any], present: "Catalogue") -> "Work":
    """Make the record; raises UsageError that names the options at fault."""
    from sergecli.importers import deduplicate

    try:
        return deduplicate.draft(values, present)
    except CatalogueError as error:
        flags = {one.name: one.flag for one in FIELDS}
        said = [f"{_option(fault.field, flags)}: {fault.message}" for fault in error.problems]
        raise UsageError("\n".join(said)) from None


def _option(field: str, flags: Mapping[str, str]) -> str:
    """Give the option of a field; what stands in a table is named behind it."""
    outer = re.split(r"[.\[]", field, maxsplit=1)[0]
    return flags.get(outer, outer) + field.removeprefix(outer)


def _values(given: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values of a record, as a catalogue's file would have them."""
    tables = {one.name: one.flag for one in _TABLES}
    values = dict(given)
    for name in tables.keys() & given.keys():
        values[name] = _table(tables[name], given[name])
    if "editions" in given:
        values["editions"] = [_table(_EDITIONS.flag, one) for one in given["editions"]]
    return values


def _table(flag: str, raw: str) -> dict[str, Any]:
    """Read a printing, as it stands in a catalogue's file; raises UsageError."""
    from sergecli.catalogue import reader

    try:
        return reader.table(raw)
    except CatalogueError as error:
        raise UsageError(f"{flag}: {error.problems[0].message}") from None
