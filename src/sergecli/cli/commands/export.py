from typing import TYPE_CHECKING

from sergecli.cli import completion
from sergecli.cli.commands.cite import Cite
from sergecli.cli.declare import option, options

if TYPE_CHECKING:
    from sergecli.exporters.compose import CitationOptions


@options
class Export(Cite):
    """Write works for other programs, in BibLaTeX or another format.

    Example: serge export --output serge.bib
    Example: serge export --year 1938 --format ris
    """

    format: str = option(
        "FORMAT",
        "biblatex (the default, unless FILE has another ending), bibtex, ris, csl-json, "
        "hayagriva, csv, toml, marcxml, jsonld; or any format of serge cite.",
        completion.formats,
        panel="Citation",
    )

    def citation_options(self, *, own_order: bool) -> "CitationOptions":
        """Return the citation options, by default with BibLaTeX; raises UsageError."""
        chosen = super().citation_options(own_order=own_order)
        return chosen if self.format or self.output else chosen._replace(format="biblatex")
