"""How works are cited, as options."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sergecli.cli import completion
from sergecli.cli.options import chosen, options
from sergecli.errors import UsageError

if TYPE_CHECKING:
    from sergecli.exporters.compose import CitationOptions

_ORDERS = ("style", "given")
_citation = partial(typer.Option, rich_help_panel="Citation")


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
            "csv, toml, marcxml, jsonld; as files also docx, odt, rtf.",
            autocompletion=completion.formats,
        ),
    ] = ""
    note: Annotated[bool, _citation("--note", help="As a footnote (Chicago).")] = False
    short: Annotated[bool, _citation("--short", help="As a shortened footnote.")] = False
    notes: Annotated[
        bool, _citation("--notes", help="As the footnotes of a text: in full, then shortened.")
    ] = False
    in_text: Annotated[bool, _citation("--in-text", help="As in the running text.")] = False
    page: Annotated[str, _citation(metavar="PLACE", help="The page cited: 212, 212-215 …")] = ""
    locator: Annotated[
        str, _citation(metavar="PLACE", help="Another place: 'chapter 3', 'para. 4', 'note 2' …")
    ] = ""
    edition: Annotated[
        str,
        _citation(
            metavar="WHICH",
            help="The edition cited: first, newest, fr, 1975, nyrb, 'lux 2010' …",
            autocompletion=completion.editions,
        ),
    ] = ""
    order: Annotated[
        str,
        _citation(metavar="ORDER", help="The order of a bibliography: style or given."),
    ] = "style"
    group: Annotated[
        str, _citation(metavar="FIELDS", help="Headings by year, kind, author or language.")
    ] = ""
    annotated: Annotated[
        bool, _citation("--annotated", help="With the catalogue's note on each work.")
    ] = False
    csl: Annotated[
        str, _citation(metavar="STYLE", help="Any CSL style, a file or a name (needs pandoc).")
    ] = ""
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write to a new file: refs.bib, refs.docx …", readable=False
        ),
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False

    def citation_options(self, *, own_order: bool) -> "CitationOptions":
        """Return the citation options; raises UsageError for an invalid or conflicting value."""
        from sergecli.citations.bibliography import STYLES
        from sergecli.exporters import compose

        style = chosen("--style", self.style, STYLES)
        own_order = chosen("--order", self.order, _ORDERS) == "given" or own_order
        written = chosen("--format", self.format, compose.ALL_FORMATS) if self.format else ""
        if self.output:
            from sergecli.exporters.endings import format_of

            written = format_of(self.output.name, written)
        forms = {"note": self.note, "short": self.short, "notes": self.notes}
        forms |= {"in-text": self.in_text}
        asked = [form for form, wanted in forms.items() if wanted]
        # A short note is also a note, so --note --short is valid.
        if asked[:2] == ["note", "short"]:
            del asked[0]
        if len(asked) > 1:
            raise UsageError(f"--{asked[0]} and --{asked[1]} exclude each other")
        if self.page and self.locator:
            raise UsageError("--page and --locator exclude each other")
        form = asked[0] if asked else "bibliography"
        options = compose.CitationOptions(
            style,
            form,
            self.locator or self.page,
            written or "text",
            own_order,
            self.csl,
            bool(self.output),
        )
        compose.check(options)
        return options
