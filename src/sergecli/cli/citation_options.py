"""How works are cited, as options."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sergecli.cli import completion
from sergecli.cli.declare import flag, option, options
from sergecli.cli.options import check_exclusive, chosen
from sergecli.errors import UsageError
from sergecli.text.english import joined

if TYPE_CHECKING:
    from sergecli.exporters.compose import CitationOptions

# How many CSL styles are suggested for a wrong --style.
_FEW = 3
_ORDERS = ("style", "given")
_citation = partial(option, panel="Citation")


@options
class Citation:
    """How works are cited."""

    style: str = _citation(
        "STYLE", "chicago, chicago-author-date, mla or apa.", completion.styles, default="chicago"
    )
    format: str = _citation(
        "FORMAT",
        "text, markdown, html, latex; biblatex, bibtex, ris, csl-json, hayagriva, "
        "csv, toml, marcxml, jsonld; as files also docx, odt, rtf.",
        completion.formats,
    )
    note: bool = flag("--note", "As a footnote (Chicago).", panel="Citation")
    short: bool = flag("--short", "As a shortened footnote.", panel="Citation")
    notes: bool = flag(
        "--notes", "As the footnotes of a text: in full, then shortened.", panel="Citation"
    )
    in_text: bool = flag("--in-text", "As in the running text.", panel="Citation")
    page: str = _citation("PLACE", "The page cited: 212, 212-215 …")
    locator: str = _citation("PLACE", "Another place: 'chapter 3', 'para. 4', 'note 2' …")
    edition: str = _citation(
        "WHICH",
        "The edition cited: first, newest, fr, 1975, nyrb, 'lux 2010' …",
        completion.editions,
    )
    order: str = _citation("ORDER", "The order of a bibliography: style or given.", default="style")
    group: str = _citation("FIELDS", "Headings by year, kind, author or language.")
    annotated: bool = flag(
        "--annotated", "With the catalogue's note on each work.", panel="Citation"
    )
    csl: str = _citation("STYLE", "Any CSL style, a file or a name (needs pandoc).")
    output: Path | None = option(
        "FILE", "Write to a new file: refs.bib, refs.docx …", readable=False, default=None
    )
    force: bool = flag("--force", "Overwrite FILE.")

    def citation_options(self, *, own_order: bool) -> "CitationOptions":
        """Return the citation options; raises UsageError for an invalid or conflicting value."""
        from sergecli.citations.bibliography import STYLES
        from sergecli.exporters import compose, formats

        try:
            style = chosen("--style", self.style, STYLES)
        except UsageError as error:
            raise UsageError(f"{error}. {_other_styles(self.style)}") from None
        own_order = chosen("--order", self.order, _ORDERS) == "given" or own_order
        written = self.format and format_named(self.format)
        if self.output:
            written = formats.format_of(self.output.name, written)
        # A short note is also a note, so --note --short is valid.
        note = self.note and not self.short
        forms = {"note": note, "short": self.short, "notes": self.notes, "in-text": self.in_text}
        check_exclusive(**forms)
        check_exclusive(page=self.page, locator=self.locator)
        form = next((form for form, asked in forms.items() if asked), "bibliography")
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


def format_named(typed: str) -> str:
    """Return the format with a name, or whose files end like this: "md"; raises UsageError."""
    from sergecli.exporters import compose, formats

    meant = formats.of_ending(f".{typed.lower()}")
    return meant[0] if meant else chosen("--format", typed, compose.ALL_FORMATS)


def _other_styles(wanted: str) -> str:
    """Return a sentence about the CSL styles that are named nearly so."""
    from sergecli.exporters import csl_style

    names = [name for name, _ in csl_style.named_like(wanted.lower().split())]
    if not names:
        return "For other styles see serge styles."
    near = joined(sorted(names, key=len)[:_FEW], "or")
    return f"With --csl: {near}; see serge styles {wanted}."
