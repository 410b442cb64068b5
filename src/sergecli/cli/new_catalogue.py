"""Options for a new catalogue: its head, taken from options or from answers."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sergecli.cli.declare import option, options
from sergecli.cli.options import Own
from sergecli.errors import CatalogueError, UsageError
from sergecli.text.english import joined

if TYPE_CHECKING:
    from sergecli.model.work import Head

# The fields of a head; the option of each begins with --catalogue-.
_FIELDS = ("title", "author", "language")
_head = partial(option, panel="New catalogue (with --alone)")


@options
class NewCatalogue(Own):
    """The user's own catalogue, which may not exist yet."""

    catalogue_title: str = _head("TEXT", "“The Writings of …”.")
    catalogue_author: str = _head("NAME", "Whose writings they are.")
    catalogue_language: str = _head("TAG", "Language of the texts: en, fr …")

    def beginning(self, proposed: "Callable[[], Head | None]" = lambda: None) -> str:
        """Return the head of a new catalogue as TOML, or "" if none has to be written.

        `proposed` returns the head of the file to be imported, if it has one.

        Asks for missing values on a terminal. Raises UsageError if the options are incomplete
        or contradict the head that the file already has.
        """
        from sergecli.cli import prompts
        from sergecli.model.work import Head

        typed = {name: getattr(self, f"catalogue_{name}") for name in _FIELDS}
        given = {name: value for name, value in typed.items() if value}
        if given and not self.alone:
            raise UsageError(
                f"{_listed(given)}: only with --alone (the built-in catalogue has a head)"
            )
        if self.alone and self._exists():
            self._check_same(given)
            return ""
        if not given and self.alone and (head := proposed()):
            return _written(head)
        if not given and self.alone and prompts.can_ask():
            given = prompts.head()
        missing = [name for name in _FIELDS if name not in given]
        if given and missing:
            raise UsageError(f"a new catalogue also needs {_listed(missing)}")
        return _written(Head(**given)) if given else ""

    def _exists(self) -> bool:
        from sergecli.catalogue import store

        path = self.path()
        return path.exists() and bool(store.text(path).strip())

    def _check_same(self, given: dict[str, str]) -> None:
        head: Head | None = self.present().head if given else None
        different = [name for name, value in given.items() if getattr(head, name) != value]
        if different:
            raise UsageError(
                f"{_listed(different)}: {self.path()} has a different head; "
                "change it with serge edit"
            )


def _written(head: "Head") -> str:
    """Return a head as TOML; raises UsageError that names the invalid options."""
    from sergecli.catalogue import reader
    from sergecli.exporters import formats

    text = formats.dump((), (), "toml", head).text
    try:
        reader.read(text, "")
    except CatalogueError as error:
        problems = (
            f"{'--catalogue-' * (one.field in _FIELDS)}{one.field}: {one.message}"
            for one in error.problems
        )
        raise UsageError("\n".join(problems)) from None
    return text.rstrip("\n") + "\n"


def _listed(names: "dict[str, str] | list[str]") -> str:
    return joined(f"--catalogue-{name}" for name in names)
