import re
from collections.abc import Mapping
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any

from sergecli.cli import completion
from sergecli.cli.declare import flag, option, option_name, options
from sergecli.cli.new_catalogue import NewCatalogue
from sergecli.cli.options import Command
from sergecli.errors import CatalogueError, NothingFoundError, UsageError
from sergecli.terminal import messages
from sergecli.text.english import joined

if TYPE_CHECKING:
    from sergecli.model.work import Catalogue, Work

_Text = str | None
_Texts = list[str] | None
_record = partial(option, panel="Record", default=None)
_publication = partial(option, "TABLE", panel="Publications", default=None)
_id = partial(_record, "ID", complete=completion.ids)
_WHOSE = ("author", "attributed", "about", "other")


@options
class Record:
    """The fields of a record, as options."""

    title: _Text = _record("TEXT", "Title, as it should be listed.")
    kind: _Text = _record("KIND", "Letter, article …", completion.kinds)
    date: _Text = _record("EDTF", "1938-04-28, 1938, 1928~, 194X, 1926/1929 …")
    id: _Text = _record("ID", "Made from the title if not given.")
    attribution: _Text = _record("WHOSE", "author, attributed, about or other.", _WHOSE)
    role: _Text = _record(
        "ROLE", "translator, if the catalogue's author only translated it.", ("translator",)
    )
    recipient: _Text = _record("NAME", "Recipient of a letter.")
    degree: _Text = _record("NAME", "What a thesis was written for: PhD, MA …")
    reviewed_title: _Text = _record("TITLE", "Of the book that a review is of.")
    signed_as: _Text = _record("NAME", "Signature, if another name.")
    signature: _Text = _record(
        "SORT", "pseudonym, or the borrowed name of another person.", ("pseudonym", "borrowed")
    )
    original_title: _Text = _record("TEXT", "In the language of the original.")
    language: _Text = _record("TAG", "Of the original: fr, ru …")
    written: _Text = _record("EDTF", "When written, if that is another date.")
    written_at: _Text = _record("PLACE", "Where it was written, as the text says.")
    published: _Text = _record("EDTF", "When first published, if not known where.")
    index_date: _Text = _record("TEXT", "The source's words for a date EDTF can't express.")
    index: _Text = _record("N", "Row of the archive's index.")
    part_of: _Text = _id("The work it is part of.")
    extract_of: _Text = _id("The work it is an extract of.")
    url: _Text = _record("ADDRESS", "Where the text is online.")
    translation_date: _Text = _record("EDTF", "When the online text was translated.")
    archive: _Text = _record("NAME", "The library that has what was not published.")
    archive_location: _Text = _record("TEXT", "Where it is there: box, collection.")
    wikidata: _Text = _record("ITEM", "Its Wikidata item: Q937.")
    rights: _Text = _record("TEXT", "As its publisher states them.")
    note: _Text = _record("TEXT", "Uncertainties, and what a reader should know.")
    authors: _Texts = _record("NAME", "If not only the catalogue's author.", name="--author")
    reviewed_authors: _Texts = _record(
        "NAME", "Who wrote the book that a review is of.", name="--reviewed-author"
    )
    other_titles: _Texts = _record("TITLE", "Another title it is known by.", name="--other-title")
    inner_titles: _Texts = _record(
        "TITLE", "A title that the title contains.", name="--inner-title"
    )
    collected_in: _Texts = _id("A collection that contains it.")
    see: _Texts = _id("A related work.")
    sources: _Texts = _record("TEXT", "Where this information is from.", name="--source")
    x: _Text = _record("TABLE", 'Fields of your own: \'{ shelfmark = "…", tags = ["…"] }\'.')
    first_publication: _Text = _publication(
        "Where it was first published: '{ container = \"…\" }'."
    )
    reproduced_from: _Text = _publication("The publication that the online text reproduces.")
    editions: _Texts = _publication("Another edition.", name="--edition")

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

    edition_of: _Text = option(
        "ID",
        "Add each --edition to this work instead, also a built-in one.",
        completion.ids,
        default=None,
    )
    dry_run: bool = flag("--dry-run", "Show what would happen; write nothing.")

    def run(self) -> None:
        """Add the record; raises UsageError that names the invalid options."""
        from sergecli.cli import prompts

        values = self.values()
        if self.edition_of:
            self._add_editions(self.edition_of, values)
            return
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
            return
        if ask and not prompts.confirmed("Write it? [Y/n] ", default=True):
            raise NothingFoundError("Nothing was added.")
        self._insert(values, beginning, shown=ask)
        messages.say(f"added to {self.path()}")

    def _add_editions(self, name: str, values: Mapping[str, Any]) -> None:
        """Add editions to a work of either catalogue; raises UsageError, UnknownWorkError."""
        others = [_option(field) for field in values if field != "editions"]
        if others or not values:
            wrong = f"{joined(others)}: not with" if others else "--edition: is missing beside"
            raise UsageError(f"{wrong} --edition-of, which needs --edition and nothing else")
        if self.dry_run:
            messages.write("".join(f"{one}\n" for one in _editions(values, self.present())))
            return

        def insert(present: "Catalogue", text: str) -> str:
            return _with_editions(text, present, name, _editions(values, present))

        self.change(insert, f"added to {name} in {self.path()}")

    def _insert(self, values: Mapping[str, Any], beginning: str, *, shown: bool) -> None:
        """Write the record, and print it unless `shown` already."""
        from sergecli.catalogue import blocks

        record = ""

        def insert(present: "Catalogue", text: str) -> str:
            nonlocal record
            work = _draft(values, present)
            record = _toml(work, present)
            if not shown:
                _warn(work, present)
            return blocks.append(text, record)

        self.change(insert, backed_up=False, beginning=beginning)
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
    return option_name(Record, outer) + field.removeprefix(outer)


def _table(field: str, raw: str) -> dict[str, Any]:
    """Parse a publication written as in a catalogue file; raises UsageError."""
    from sergecli.catalogue import reader

    try:
        return reader.table(raw)
    except CatalogueError as error:
        raise UsageError(f"{_option(field)}: {error.problems[0].message}") from None
