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
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write to a new file: refs.bib, refs.docx …", readable=False
        ),
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False

    def citation_options(self, *, own_order: bool) -> "CitationOptions":
        """Return how to cite; raises UsageError that says what is valid."""
        from sergecli.citations.bibliography import STYLES
        from sergecli.exporters import compose

        style = chosen("--style", self.style, STYLES)
        written = chosen("--format", self.format, compose.FORMATS) if self.format else ""
        if self.output:
            from sergecli.exporters.endings import format_of

            written = format_of(self.output.name, written)
        forms = (("note", self.note), ("short", self.short), ("in-text", self.in_text))
        asked = [form for form, wanted in forms if wanted]
        # A short note is a note: --note --short asks for one thing.
        if asked[:2] == ["note", "short"]:
            del asked[0]
        if len(asked) > 1:
            raise UsageError(f"--{asked[0]} and --{asked[1]} exclude each other")
        form = asked[0] if asked else "bibliography"
        options = compose.CitationOptions(
            style, form, self.page, written or "text", own_order, self.csl, bool(self.output)
        )
        compose.check(options)
        return options
