from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sergecli.cli import completion
from sergecli.cli.declare import argument, options
from sergecli.cli.options import Command, Output, Source

if TYPE_CHECKING:
    from sergecli.model.work import Catalogue, Work


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

    def run(self) -> None:
        """Print the works; raises UnknownWorkError."""
        from sergecli.cli import cited_names

        catalogue = self.load()
        names = cited_names.read(self.names)
        works = dict.fromkeys(cited_names.find(catalogue, names))
        print_each(catalogue, list(works), self)


def print_each(
    catalogue: "Catalogue",
    works: "Sequence[Work]",
    options: Output,
    occasion: "Callable[[Work], str] | None" = None,
) -> None:
    """Print everything known about each work; or a few lines, with the `occasion` to read it."""
    from sergecli.terminal import output

    form = options.form()
    if form.json or form.ids or form.template:
        output.works(form, works, catalogue.total, catalogue.own)
        return
    from sergecli.terminal import details

    with output.screen(form if form.drawn else form.on_paper()) as screen:
        for number, work in enumerate(works):
            if number:
                screen.print()
            if occasion:
                details.brief(screen, work, catalogue, occasion(work))
            else:
                details.show(screen, work, catalogue)
