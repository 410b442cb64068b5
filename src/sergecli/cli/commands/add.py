"""The command add: a record from options or from answers."""

import re
from collections.abc import Mapping
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sergecli.cli import completion
from sergecli.cli.new_catalogue import NewCatalogue
from sergecli.cli.options import Command, options
from sergecli.errors import CatalogueError, ExitCode, NothingFoundError, UsageError
from sergecli.text.english import joined

if TYPE_CHECKING:
    from sergecli.model.work import Catalogue, Work

_Text = str | None
_Texts = list[str] | None
_record = partial(typer.Option, rich_help_panel="Record")
_publication = partial(typer.Option, rich_help_panel="Publications", metavar="TABLE")
_id = partial(_record, metavar="ID", autocompletion=completion.ids)
# The options of list fields, each of which adds one value.
_FLAGS = {
    "authors": "--author",
    "other_titles": "--other-title",
    "inner_titles": "--inner-title",
    "sources": "--source",
    "editions": "--edition",
}
_WHOSE = ("author", "attributed", "about", "other")


@options
class Record:
    """The fields of a record, as options."""

    title: Annotated[_Text, _record(metavar="TEXT", help="Title, as it should be listed.")] = None
    kind: Annotated[
        _Text, _record(metavar="KIND", help="Letter, article …", autocompletion=completion.kinds)
    ] = None
    date: Annotated[
        _Text, _record(metavar="EDTF", help="1938-04-28, 1938, 1928~, 194X, 1926/1929 …")
    ] = None
    id: Annotated[_Text, _record(metavar="ID", help="Made from the title if not given.")] = None
    attribution: Annotated[
        _Text,
        _record(
            metavar="WHOSE",
            help="author, attributed, about or other.",
            autocompletion=completion.words(*_WHOSE),
        ),
    ] = None
    role: Annotated[
        _Text,
        _record(
            metavar="ROLE",
            help="translator, if the catalogue's author only translated it.",
            autocompletion=completion.words("translator"),
        ),
    ] = None
    recipient: Annotated[_Text, _record(metavar="NAME", help="Recipient of a letter.")] = None
    signed_as: Annotated[_Text, _record(metavar="NAME", help="Signature, if another name.")] = None
    signature: Annotated[
        _Text,
        _record(
            metavar="SORT",
            help="pseudonym, or the borrowed name of another person.",
            autocompletion=completion.words("pseudonym", "borrowed"),
        ),
    ] = None
    original_title: Annotated[
        _Text, _record(metavar="TEXT", help="In the language of the original.")
    ] = None
    language: Annotated[_Text, _record(metavar="TAG", help="Of the original: fr, ru …")] = None
    written: Annotated[
        _Text, _record(metavar="EDTF", help="When written, if that is another date.")
    ] = None
    written_at: Annotated[
        _Text, _record(metavar="PLACE", help="Where it was written, as the text says.")
    ] = None
    published: Annotated[
        _Text, _record(metavar="EDTF", help="When first published, if not known where.")
    ] = None
    index_date: Annotated[
        _Text, _record(metavar="TEXT", help="The source's words for a date EDTF can't express.")
    ] = None
    index: Annotated[_Text, _record(metavar="N", help="Row of the archive's index.")] = None
    part_of: Annotated[_Text, _id(help="The work it is part of.")] = None
    extract_of: Annotated[_Text, _id(help="The work it is an extract of.")] = None
    url: Annotated[_Text, _record(metavar="ADDRESS", help="Where the text is online.")] = None
    translation_date: Annotated[
        _Text, _record(metavar="EDTF", help="When the online text was translated.")
    ] = None
    wikidata: Annotated[_Text, _record(metavar="ITEM", help="Its Wikidata item: Q937.")] = None
    rights: Annotated[_Text, _record(metavar="TEXT", help="As its publisher states them.")] = None
    note: Annotated[
        _Text, _record(metavar="TEXT", help="Uncertainties, and what a reader should know.")
    ] = None
    authors: Annotated[
        _Texts, _record("--author", metavar="NAME", help="If not only the catalogue's author.")
    ] = None
    other_titles: Annotated[
        _Texts, _record("--other-title", metavar="TITLE", help="Another title it is known by.")
    ] = None
    inner_titles: Annotated[
        _Texts, _record("--inner-title", metavar="TITLE", help="A title that the title contains.")
    ] = None
    collected_in: Annotated[_Texts, _id(help="A collection that contains it.")] = None
    see: Annotated[_Texts, _id(help="A related work.")] = None
    sources: Annotated[
        _Texts, _record("--source", metavar="TEXT", help="Where this information is from.")
    ] = None
    x: Annotated[
        _Text,
        _record(metavar="TABLE", help='Fields of your own: \'{ shelfmark = "…", tags = ["…"] }\'.'),
    ] = None
    first_publication: Annotated[
        _Text, _publication(help="Where it was first published: '{ container = \"…\" }'.")
    ] = None
    reproduced_from: Annotated[
        _Text, _publication(help="The publication that the online text reproduces.")
    ] = None
    editions: Annotated[_Texts, _publication("--edition", help="Another edition.")] = None

    def values(self) -> dict[str, Any]:
        """Return the fields given, as in a catalogue file; raises UsageError."""
        names = (field.name for field in fields(Record))
        values = {name: value for name in names if (value := getattr(self, name))}
        for name in {"first_publication", "reproduced_from", "x"} & values.keys():
            values[name] = _table(name, values[name])
        if self.editions:
            values["editions"] = [_table("editions", raw) for raw in self.editions]
        return values


@options
class Add(Command, Record, NewCatalogue):
    """Add a work to your own catalogue; asks for what is not given.

    Example: serge add --title 'A Letter' --kind letter --date 1936-08 --dry-run
    Example: serge add --edition-of conquered-city --edition 'date = "2011"' --dry-run
    """

    edition_of: Annotated[
        _Text,
        typer.Option(
            metavar="ID",
            help="Add each --edition to this work instead, also a built-in one.",
            autocompletion=completion.ids,
        ),
    ] = None
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would happen; write nothing.")
    ] = False

    def run(self) -> int:
        """Add the record; raises UsageError that names the invalid options."""
        from sergecli.cli import prompts
        from sergecli.terminal import messages

        values = self.values()
        if self.edition_of:
            return self._add_editions(self.edition_of, values)
        ask = prompts.can_ask() and not {"title", "kind"} <= values.keys()
        beginning = self.beginning()
        if ask:
            values = prompts.record(values, self.present(beginning))
        if ask or self.dry_run:
            present = self.present(beginning)
            work = _draft(values, present)
            _warn(work, present)
            messages.write(_with_head(beginning, _toml(work, present)))
        if self.dry_run:
            return ExitCode.FOUND
        if ask and not prompts.confirmed("Write it? [Y/n] ", default=True):
            raise NothingFoundError("Nothing was added.")
        self._insert(values, beginning, shown=ask)
        messages.say(f"added to {self.path()}")
        return ExitCode.FOUND

    def _add_editions(self, name: str, values: Mapping[str, Any]) -> int:
        """Add editions to a work of either catalogue; raises UsageError, UnknownWorkError."""
        from sergecli.terminal import messages

        others = [_option(field) for field in values if field != "editions"]
        if others or not values:
            wrong = f"{joined(others)}: not with" if others else "--edition: is missing beside"
            raise UsageError(f"{wrong} --edition-of, which needs --edition and nothing else")
        if self.dry_run:
            messages.write("".join(f"{one}\n" for one in _editions(values, self.present())))
            return ExitCode.FOUND

        def insert(present: "Catalogue", text: str) -> str:
            return _with_editions(text, present, name, _editions(values, present))

        backup = self.change(insert, backed_up=True)
        messages.say(f"added to {name} in {self.path()}")
        if backup:
            messages.say(f"backup: {backup}")
        return ExitCode.FOUND

    def _insert(self, values: Mapping[str, Any], beginning: str, *, shown: bool) -> None:
        """Write the record, and print it unless `shown` already."""
        from sergecli.catalogue import blocks
        from sergecli.terminal import messages

        record = ""

        def insert(present: "Catalogue", text: str) -> str:
            nonlocal record
            work = _draft(values, present)
            record = _toml(work, present)
            if not shown:
                _warn(work, present)
            return blocks.append(text, record)

        self.change(insert, beginning=beginning)
        if not shown:
            messages.write(_with_head(beginning, record))


def _editions(values: Mapping[str, Any], present: "Catalogue") -> list[str]:
    """Return editions as inline tables; raises UsageError if they are invalid."""
    from sergecli.exporters import toml

    work = _draft({"title": "Any", "kind": "book", **values}, present)
    return [toml.publication(one) for one in work.editions]


def _with_editions(text: str, present: "Catalogue", name: str, editions: list[str]) -> str:
    """Return the text with editions added to a work, or to a new record that amends it."""
    from sergecli.catalogue import blocks

    work = present.work(name)
    if work.id not in present.own:
        written = "".join(f"    {one},\n" for one in editions)
        return blocks.append(text, f'[[works]]\namends = "{work.id}"\neditions = [\n{written}]')
    for edition in editions:
        text = blocks.add_edition(text, work.id, edition)
    return text


def _with_head(beginning: str, record: str) -> str:
    """Return the head of a new catalogue, if any, followed by its first record."""
    return "\n".join(filter(None, (beginning, record)))


def _toml(work: "Work", present: "Catalogue") -> str:
    from sergecli.exporters import toml

    return toml.record(work, present.head) + "\n"


def _warn(work: "Work", present: "Catalogue") -> None:
    """Warn about a work that may be the same; it is added all the same."""
    from sergecli.importers import deduplicate
    from sergecli.terminal import messages

    other = deduplicate.resemblance(work, present)
    if other:
        messages.say(f"warning: this may already be in the catalogue: {other}")


def _draft(values: Mapping[str, Any], present: "Catalogue") -> "Work":
    """Return the record as a work; raises UsageError that names the invalid options."""
    from sergecli.importers import deduplicate

    try:
        return deduplicate.draft(values, present)
    except CatalogueError as error:
        messages = [f"{_option(problem.field)}: {problem.message}" for problem in error.problems]
        raise UsageError("\n".join(messages)) from None


def _option(field: str) -> str:
    """Return the option for a field, followed by the path inside a table, if any."""
    outer = re.split(r"[.\[]", field, maxsplit=1)[0]
    option = _FLAGS.get(outer, f"--{outer.replace('_', '-')}")
    return option + field.removeprefix(outer)


def _table(field: str, raw: str) -> dict[str, Any]:
    """Parse a publication written as in a catalogue file; raises UsageError."""
    from sergecli.catalogue import reader

    try:
        return reader.table(raw)
    except CatalogueError as error:
        raise UsageError(f"{_option(field)}: {error.problems[0].message}") from None
