"""Options that several commands share, one dataclass a group; a command inherits its groups.

Typer reads the fields, and what it makes of a command line is an instance; see `app`.
"""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, dataclass_transform

import typer

from sergecli.cli import completion, help_text
from sergecli.errors import DateError, NothingFoundError, UsageError, check_among

if TYPE_CHECKING:
    from sergecli.catalogue.cache import Part
    from sergecli.catalogue.editing import Edit, WriteOptions
    from sergecli.catalogue.index import Index
    from sergecli.exporters.compose import CitationOptions
    from sergecli.model.work import Catalogue
    from sergecli.search.filters import Query
    from sergecli.terminal.output import Form

_T = TypeVar("_T")
_COLORS = ("auto", "always", "never")
_PLACES = {"all": None, "index": True, "beyond": False}
_BY = ("author", "attributed", "about", "other", "translator")

_filter = partial(typer.Option, rich_help_panel="Filters")
_output = partial(typer.Option, rich_help_panel="Output")
_source = partial(typer.Option, rich_help_panel="Catalogue")
own_option = partial(typer.Option, rich_help_panel="Your own catalogue")
_display = partial(typer.Option, rich_help_panel="Terminal")
_citation = partial(typer.Option, rich_help_panel="Citation")
# A file that cannot be read is reported by what reads it, not by Typer.
_FILE: dict[str, Any] = {"envvar": "SERGE_CATALOGUE", "metavar": "FILE", "readable": False}
own_file = own_option(help="Your own catalogue (TOML).", **_FILE)


@dataclass_transform(kw_only_default=True, frozen_default=True)
def options(group: type[_T]) -> type[_T]:
    """Make a frozen dataclass of a class, by keyword only, without the parts not needed here.

    Writing comparison and representation for each class takes some milliseconds at the start.
    """
    return dataclass(frozen=True, kw_only=True, eq=False, repr=False, match_args=False)(group)


@options
class Command:
    """What every command has: its fields are its options, and `run` does the work."""

    show_help: Annotated[
        bool,
        typer.Option(
            "--help", "-h", is_eager=True, callback=help_text.show, help="Show this help."
        ),
    ] = False

    def run(self) -> int:
        """Do what was asked, and return the exit code."""
        raise NotImplementedError


@options
class Filters:
    """Which works, and in which order."""

    year: Annotated[
        str | None,
        _filter(
            metavar="YEARS",
            help="Dated (perhaps) 1938, 1936-1940, -1912, 1930s …",
            autocompletion=completion.years,
        ),
    ] = None
    on: Annotated[
        str | None,
        _filter(metavar="DAY", help="Written or published on that day: today, 11-07, November …"),
    ] = None
    kind: Annotated[
        list[str] | None,
        _filter(
            metavar="KIND",
            help="letter, or letters,articles …; repeatable.",
            autocompletion=completion.kinds,
        ),
    ] = None
    by: Annotated[
        list[str] | None,
        _filter(
            metavar="WHOM",
            help="author, (wrongly) attributed, about, other or translator; repeatable.",
            autocompletion=completion.words(*_BY),
        ),
    ] = None
    in_: Annotated[
        str,
        _filter(
            "--in",
            metavar="WHERE",
            help="In the archive's index, beyond it, or all.",
            autocompletion=completion.words(*_PLACES),
        ),
    ] = "all"
    author: Annotated[str, _filter(metavar="NAME", help="Any part of an author's name.")] = ""
    recipient: Annotated[str, _filter(metavar="NAME", help="Letters to a person.")] = ""
    signed: Annotated[str, _filter(metavar="NAME", help="Signed with a name: le retif …")] = ""
    container: Annotated[
        str, _filter(metavar="TITLE", help="Published in a periodical or a book.")
    ] = ""
    publisher: Annotated[
        str,
        _filter(
            metavar="NAME",
            help="Published by a publisher, or in a series.",
            autocompletion=completion.publishers,
        ),
    ] = ""
    place: Annotated[str, _filter(metavar="NAME", help="Published in a place.")] = ""
    translator: Annotated[
        str,
        _filter(
            metavar="NAME",
            help="Any part of a translator's name.",
            autocompletion=completion.translators,
        ),
    ] = ""
    editor: Annotated[
        str,
        _filter(
            metavar="NAME",
            help="Any part of an editor's name.",
            autocompletion=completion.editors,
        ),
    ] = ""
    language: Annotated[
        str,
        _filter(
            metavar="LANGUAGE",
            help="Published in a language: fr, Spanish …",
            autocompletion=completion.languages,
        ),
    ] = ""
    original_language: Annotated[
        str,
        _filter(
            metavar="LANGUAGE", help="Written in a language.", autocompletion=completion.languages
        ),
    ] = ""
    untranslated: Annotated[
        str,
        _filter(
            metavar="LANGUAGE",
            help="No edition in a language is known.",
            autocompletion=completion.languages,
        ),
    ] = ""
    retranslated: Annotated[
        bool, _filter("--retranslated", help="Translated into one language more than once.")
    ] = False
    online: Annotated[bool, _filter("--online", help="Can be read online.")] = False
    sort: Annotated[
        str | None,
        _filter(
            metavar="KEY",
            help="By date, title, kind, author or index (the archive's order).",
            autocompletion=completion.words("date", "title", "kind", "author", "index"),
        ),
    ] = None
    reverse: Annotated[bool, _filter("--reverse", help="Reverse the order.")] = False
    limit: Annotated[int | None, _filter(min=1, metavar="N", help="At most N works.")] = None

    def query(self, default_sort: str = "") -> "Query":
        """Return the query; raises UsageError that names the option at fault.

        `default_sort` is the order where none is asked for; "" is the given one.
        """
        from sergecli.model.date_reader import parse_anniversary, parse_span
        from sergecli.search import filters

        sort = default_sort if self.sort is None else _chosen("--sort", self.sort, filters.SORTS)
        return filters.Query(
            span=_date("--year", self.year, parse_span),
            on=_date("--on", _day(self.on), parse_anniversary),
            kinds=_kinds(self.kind or ()),
            by=frozenset(_chosen("--by", whom, _BY) for whom in self.by or ()),
            indexed=_PLACES[_chosen("--in", self.in_, _PLACES)],
            author=self.author,
            recipient=self.recipient,
            signed=self.signed,
            online=self.online,
            original_language=_language("--original-language", self.original_language),
            untranslated=_language("--untranslated", self.untranslated),
            retranslated=self.retranslated,
            translator=self.translator,
            editor=self.editor,
            publisher=self.publisher,
            place=self.place,
            container=self.container,
            language=_language("--language", self.language),
            sort=sort,
            reverse=self.reverse,
            limit=self.limit,
        )


@options
class Source:
    """Where the works come from."""

    catalogue: Annotated[
        Path | None, _source(help="Your own catalogue (TOML), beside the built-in one.", **_FILE)
    ] = None
    alone: Annotated[bool, _source("--alone", help="Only that one, of any author.")] = False
    only: Annotated[
        str | None,
        _source(
            metavar="WHOSE",
            help="Only your own works, or only the built-in ones.",
            autocompletion=completion.words("own", "built-in"),
        ),
    ] = None

    def load(self, part: "Part" = None) -> "Catalogue":
        """Read the works, or at least a part; raises CatalogueError with all that is wrong."""
        from sergecli.catalogue import store

        only_own = self.only == "own"
        return store.load(self.path(), part, progress, alone=self.alone, only_own=only_own)

    def load_named(self, names: Sequence[str]) -> "Catalogue":
        """Read only the works of these ids if all are ids, else all; raises CatalogueError."""
        few = self.load(list(names))
        return few if few.has(names) else self.load()

    def index(self) -> "Index":
        """Return the words of the works; raises CatalogueError."""
        from sergecli.catalogue import store

        return store.index(self.path(), progress, alone=self.alone, only_own=self.only == "own")

    def language_of_texts(self) -> str:
        """Return the language of the catalogue's texts, of which nothing else is read."""
        return self.load(()).head.language

    def check(self) -> None:
        """Raise UsageError for a wrong value, or for options that exclude each other."""
        if self.only is not None:
            check_among("--only", self.only, ("own", "built-in"))
        if self.alone and self.only:
            raise UsageError("--alone and --only exclude each other")

    def path(self) -> Path | None:
        """Return the file of the person's own catalogue, if it is to be read.

        Raises UsageError, and NothingFoundError where only that is wanted and there is none.
        """
        from sergecli.catalogue import paths

        self.check()
        if self.only == "built-in":
            return None
        path = self.catalogue or paths.own()
        expected = self.catalogue and str(path) != os.environ.get("SERGE_CATALOGUE")
        if path and not expected and not path.exists():
            path = None
        if path is None and (self.alone or self.only):
            raise NothingFoundError(
                "You have no catalogue of your own yet; serge catalogue shows where it would be."
            )
        return path


@options
class Own:
    """A person's own catalogue, to be changed."""

    catalogue: Annotated[Path | None, own_file] = None
    alone: Annotated[
        bool, own_option("--alone", help="It stands alone, not beside the built-in one.")
    ] = False
    timeout: Annotated[
        float, own_option(min=0, metavar="SECONDS", help="How long to wait for another writer.")
    ] = 10.0

    def path(self) -> Path:
        """Return the file, whether or not it exists; raises UsageError if there is no place."""
        from sergecli.catalogue import paths

        path = self.catalogue or paths.own()
        if path is None:
            raise UsageError("--catalogue: there is no home directory; give a file")
        return path

    def present(self, beginning: str = "") -> "Catalogue":
        """Return all works, own and built-in; raises CatalogueError.

        `beginning` is the text of a catalogue that does not exist yet.
        """
        from sergecli.catalogue import editing

        return editing.present(self.path(), alone=self.alone, beginning=beginning)

    def write_options(self, *, backed_up: bool = False, beginning: str = "") -> "WriteOptions":
        """Return how the file is changed; a person who must wait for a writer is told."""
        from sergecli.catalogue import editing
        from sergecli.terminal import messages

        message = f"{self.path()}: waiting for another program to finish writing"
        return editing.WriteOptions(
            self.alone, self.timeout, lambda: messages.say(message), backed_up, beginning
        )

    def change(self, edit: "Edit", *, backed_up: bool = False, beginning: str = "") -> Path | None:
        """Change the file under its lock, and return its backup if there is to be one.

        Raises CatalogueError, and then nothing is changed.
        """
        from sergecli.catalogue import editing

        options = self.write_options(backed_up=backed_up, beginning=beginning)
        return editing.change(self.path(), edit, options)


@options
class Display:
    """What a terminal shows."""

    color: Annotated[
        str,
        _display(
            metavar="WHEN",
            help="Colour: auto, always or never.",
            autocompletion=completion.words(*_COLORS),
        ),
    ] = "auto"
    no_pager: Annotated[bool, _display("--no-pager", help="Never use a pager.")] = False

    def form(self) -> "Form":
        """Return the form that the answer takes; raises UsageError."""
        from sergecli.terminal import capabilities, output

        check_among("--color", self.color, _COLORS)
        facts = capabilities.facts(sys.stdout, self.color)
        return output.Form(facts, paged=not self.no_pager)

    def colored(self) -> bool:
        """Tell whether a terminal is to have colours; raises UsageError."""
        from sergecli.terminal import capabilities

        check_among("--color", self.color, _COLORS)
        return capabilities.colored(self.color, terminal=True)


@options
class Output(Display):
    """The form of the answer."""

    json: Annotated[bool, _output("--json", help="Every field, as JSON.")] = False
    ids: Annotated[bool, _output("--ids", help="Ids only, one a line.")] = False

    def form(self) -> "Form":
        """Return the form that the answer takes; raises UsageError where two are asked for."""
        if self.json and self.ids:
            raise UsageError("--json and --ids exclude each other")
        return replace(super().form(), json=self.json, ids=self.ids)


@options
class Citation:
    """How works are cited."""

    style: Annotated[
        str,
        _citation(
            metavar="STYLE",
            help="chicago, chicago-author-date, mla or apa.",
            autocompletion=completion.styles,
        ),
    ] = "chicago"
    format: Annotated[
        str,
        _citation(
            metavar="FORMAT",
            help="text, markdown, html, latex; biblatex, bibtex, ris, csl-json, hayagriva, "
            "csv, toml.",
            autocompletion=completion.formats,
        ),
    ] = "text"
    note: Annotated[bool, _citation("--note", help="As a footnote (Chicago).")] = False
    short: Annotated[bool, _citation("--short", help="As a shortened footnote.")] = False
    in_text: Annotated[bool, _citation("--in-text", help="As in the running text.")] = False
    page: Annotated[str, _citation(metavar="PLACE", help="The place: 212, 'chapter 3' …")] = ""
    edition: Annotated[
        str,
        _citation(
            metavar="WHICH",
            help="The edition cited: 1975, nyrb, greeman …",
            autocompletion=completion.editions,
        ),
    ] = ""
    csl: Annotated[
        str, _citation(metavar="STYLE", help="Any CSL style, a file or a name (needs pandoc).")
    ] = ""

    def citation_options(self, *, own_order: bool) -> "CitationOptions":
        """Return how to cite; raises UsageError that says what is valid."""
        from sergecli.citations.bibliography import STYLES
        from sergecli.exporters import compose

        style = _chosen("--style", self.style, STYLES)
        written = _chosen("--format", self.format, compose.FORMATS)
        forms = (("note", self.note), ("short", self.short), ("in-text", self.in_text))
        asked = [form for form, wanted in forms if wanted]
        # A short note is a note: --note --short asks for one thing.
        if asked[:2] == ["note", "short"]:
            del asked[0]
        if len(asked) > 1:
            raise UsageError(f"--{asked[0]} and --{asked[1]} exclude each other")
        form = asked[0] if asked else "bibliography"
        options = compose.CitationOptions(style, form, self.page, written, own_order, self.csl)
        compose.check(options)
        return options


def progress(label: str, things: "Sequence[_T]", /) -> "Iterable[_T]":
    """Show long work on standard error, if that is a terminal."""
    from sergecli.terminal import capabilities

    if not capabilities.is_terminal(sys.stderr) or capabilities.is_dumb():
        return things
    from sergecli.terminal import progress as bar

    return bar.watched(label, things)


def _date(option: str, given: str | None, parse: "Callable[[str], _T]") -> "_T | None":
    """Read a date that was given, if any; raises UsageError that names the option."""
    try:
        return None if given is None else parse(given)
    except DateError as error:
        raise UsageError(f"{option}: {error}") from None


def _chosen(option: str, given: str, known: Iterable[str]) -> str:
    """Return a value in lower case; raises UsageError unless it is one of those known."""
    check_among(option, chosen := given.lower(), tuple(known))
    return chosen


def _day(given: str | None) -> str | None:
    """Return a day of any year as it is read: "today" is the one of the computer's clock."""
    if given is None or given.strip().lower() != "today":
        return given
    from datetime import datetime

    return f"{datetime.now().astimezone():%m-%d}"


def _kinds(given: Iterable[str]) -> frozenset[str]:
    """Return the kinds that words mean: "letter", "letters,articles"; raises UsageError."""
    from sergecli.model.kinds import KIND_NAMES, KINDS

    words = [word.strip().lower() for text in given for word in text.split(",")]
    for word in words:
        if word not in KIND_NAMES:
            check_among("--kind", word, KINDS)
    return frozenset(kind for word in words for kind in KIND_NAMES[word])


def _language(option: str, given: str) -> str:
    """Return the tag of a language, given by tag or English name; raises UsageError."""
    if not given:
        return ""
    from sergecli.model.identifiers import language_fault
    from sergecli.model.languages import KNOWN

    names = {language.english.lower(): tag for tag, language in KNOWN.items()}
    small = given.strip().lower()
    main = small.partition("-")[0]
    if small in names or (main in KNOWN and not language_fault(given.strip())):
        return names.get(small, small)
    check_among(option, small, tuple(sorted(names)))
    return ""
