"""The command show."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sergecli.cli import completion
from sergecli.cli.declare import argument, options
from sergecli.cli.options import Command, Output, Source
from sergecli.errors import ExitCode

if TYPE_CHECKING:
    from sergecli.model.work import Catalogue, Work
    from sergecli.terminal.theme import Screen


@options
class Show(Command, Output, Source):
    """Show everything known about a work.

    Example: serge show once-more-kronstadt
    Example: serge show unforgiving years
    """

    names: list[str] = argument(
        "ID…",
        "An id or its beginning, a title, words, or - for ids on standard input.",
        completion.ids,
    )

    def run(self) -> int:
        """Print the works; raises UnknownWorkError."""
        from sergecli.cli import cited_names

        catalogue = self.load()
        names = cited_names.read(self.names)
        works = dict.fromkeys(cited_names.find(catalogue, names))
        print_details(catalogue, list(works), self)
        return ExitCode.FOUND


def print_details(catalogue: "Catalogue", works: "list[Work]", options: Output) -> None:
    """Print everything known about works."""
    from sergecli.citations import bibliography, source

    def show(screen: "Screen", work: "Work") -> None:
        from sergecli.terminal import details

        citation = bibliography.entry(source.cited(work, catalogue.head), "chicago")
        details.show(screen, work, catalogue, citation)

    _print(catalogue, works, options, show)


def print_to_read(
    catalogue: "Catalogue",
    works: "list[Work]",
    options: Output,
    occasion: "Callable[[Work], str]" = lambda _: "",
) -> None:
    """Print short descriptions of works to read; `occasion` says why each was chosen."""

    def show(screen: "Screen", work: "Work") -> None:
        from sergecli.terminal import details

        details.brief(screen, work, catalogue, occasion(work))

    _print(catalogue, works, options, show)


def _print(
    catalogue: "Catalogue",
    works: "list[Work]",
    options: Output,
    show: "Callable[[Screen, Work], None]",
) -> None:
    from sergecli.terminal import output

    form = options.form()
    if form.json or form.ids or form.template:
        output.works(form, works, catalogue.total, catalogue.own)
        return
    with output.screen(form if form.drawn else form.on_paper()) as screen:
        for number, work in enumerate(works):
            if number:
                screen.print()
            show(screen, work)
