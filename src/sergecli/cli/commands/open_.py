from typing import TYPE_CHECKING

from sergecli.cli import completion
from sergecli.cli.declare import argument, flag, options
from sergecli.cli.options import Command, Source
from sergecli.errors import NothingFoundError
from sergecli.terminal import messages

if TYPE_CHECKING:
    from sergecli.model.work import Work


@options
class Open(Command, Source):
    """Open the text of a work in the browser.

    Example: serge open once-more-kronstadt --print
    Example: serge open machine gun --print
    """

    names: list[str] = argument("ID", "An id or its beginning, a title, or words.", completion.ids)
    print_only: bool = flag("--print", "Only print the address.")

    def run(self) -> None:
        """Open the text; raises UnknownWorkError, or NothingFoundError if it is not online."""
        from sergecli.search import lookup

        catalogue = self.load_named(self.names)
        work = lookup.one(catalogue, " ".join(self.names))
        open_text(work, self, print_only=self.print_only)


def open_text(work: "Work", source: Source, *, print_only: bool = False) -> None:
    """Open the text of a work in the browser, or only print its address.

    If the note says that the text is incomplete, so does standard error. Raises
    NothingFoundError if it is not online; the message names its parts that are.
    """
    from sergecli.model import description

    if not work.url:
        from sergecli.search import lookup

        raise lookup.not_online(source.load(), work)
    if warning := description.incomplete(work):
        messages.say(warning)
    if print_only:
        messages.write(f"{work.url}\n")
        return
    import webbrowser

    if not webbrowser.open(work.url):
        messages.write(f"{work.url}\n")
        raise NothingFoundError("No browser could be opened; copy the address above.")
