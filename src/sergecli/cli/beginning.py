"""How the catalogue of an author begins: its head, from options or from answers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sergecli.cli.options import Own
from sergecli.errors import CatalogueError, NothingFoundError, UsageError

if TYPE_CHECKING:
    from sergecli.catalogue.editing import Edit
    from sergecli.model.work import Catalogue

_FLAGS = {
    "title": "--catalogue-title",
    "author": "--catalogue-author",
    "language": "--catalogue-language",
}


class Beginning(NamedTuple):
    """A new catalogue that stands alone."""

    catalogue_title: Annotated[
        str, typer.Option(_FLAGS["title"], metavar="TEXT", help="“The Writings of …”.")
    ] = ""
    catalogue_author: Annotated[
        str, typer.Option(_FLAGS["author"], metavar="NAME", help="Whose writings they are.")
    ] = ""
    catalogue_language: Annotated[
        str, typer.Option(_FLAGS["language"], metavar="TAG", help="Of the texts: en, fr …")
    ] = ""

    def opened(self, own: Own, ask: "Callable[[], dict[str, str]] | None") -> "Opened":
        """Give the catalogue that is to be changed, with its beginning if it needs one.

        `ask` gives the fields of the head where there is somebody to be asked. Raises
        UsageError where the options don't say all, or not what the file says already.
        """
        values = dict(zip(_FLAGS, self, strict=True))
        given = {name: value for name, value in values.items() if value}
        if given and not own.alone:
            raise UsageError(
                f"{_listed(given)}: beside the built-in catalogue its head counts; "
                "--alone makes one of another author"
            )
        if own.alone and _is_there(own):
            _agree(given, own)
            return Opened(own)
        if not given and own.alone and ask:
            given = ask()
        missing = [name for name in _FLAGS if name not in given]
        if given and missing:
            raise UsageError(f"a new catalogue needs {_listed(missing)} too")
        return Opened(own, _head(given) if given else "")


class Opened(NamedTuple):
    """A person's own catalogue, and the text with which it begins if it is not there."""

    own: Own
    beginning: str = ""

    def present(self) -> "Catalogue":
        """Give all works that are there; raises CatalogueError."""
        from sergecli.catalogue import editing

        return editing.present(self.own.path(), alone=self.own.alone, beginning=self.beginning)

    def change(self, edit: "Edit") -> None:
        """Change the file under its lock; raises CatalogueError, and then nothing is changed."""
        from sergecli.catalogue import editing

        manner = self.own.manner()._replace(beginning=self.beginning)
        editing.change(self.own.path(), edit, manner)


def ask() -> dict[str, str]:
    """Ask for the head; raises NothingFoundError when the reader has had enough."""
    from sergecli.cli import prompts
    from sergecli.terminal import lines

    try:
        return prompts.head()
    except EOFError:
        lines.write("\n")
        raise NothingFoundError("nothing was begun") from None


def _is_there(own: Own) -> bool:
    from sergecli.catalogue import store

    path = own.path()
    return path.exists() and bool(store.text(path).strip())


def _agree(given: dict[str, str], own: Own) -> None:
    """Raise UsageError where the head of the file says something else."""
    head = own.present().head if given else None
    others = [name for name, value in given.items() if getattr(head, name) != value]
    if others:
        raise UsageError(
            f"{own.path()} has another head already, which {_listed(others)} cannot change; "
            "serge edit can"
        )


def _head(given: dict[str, str]) -> str:
    """Write a head; raises UsageError that names the options at fault."""
    from sergecli.catalogue import reader
    from sergecli.exporters import formats
    from sergecli.model.work import Head

    head = Head(title=given["title"], author=given["author"], language=given["language"])
    text = formats.dump((), (), "toml", head).text
    try:
        reader.read(text, "")
    except CatalogueError as error:
        said = (f"{_FLAGS.get(one.field, one.field)}: {one.message}" for one in error.problems)
        raise UsageError("\n".join(said)) from None
    return text.rstrip("\n") + "\n"


def _listed(names: "dict[str, str] | list[str]") -> str:
    *others, last = (_FLAGS[name] for name in names)
    return " and ".join(filter(None, (", ".join(others), last)))
