"""What the shell offers when TAB is pressed; each list is made when it is asked for."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from sergecli.places import Shelf


def ids(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Give the ids that begin so, with their titles."""
    from sergecli import places

    for shelf in _shelves(ctx.params):
        for identity, title in places.recall_names(shelf) or _read(shelf):
            if identity.startswith(incomplete):
                yield identity, title


def _shelves(given: dict[str, Any]) -> "Iterator[Shelf]":
    """Give the catalogues that the options before the cursor, or their defaults, name."""
    from sergecli import places

    own: Path | None = given.get("catalogue") or places.own()
    if own and given.get("alone"):
        yield places.Shelf(own)
        return
    yield places.Shelf(places.built_in())
    if own and own.exists():
        yield places.Shelf(own, places.built_in())


def _read(shelf: "Shelf") -> list[tuple[str, str]]:
    from sergecli import store
    from sergecli.errors import SergeError

    try:
        catalogue = store.load(shelf.path, alone=not shelf.beside)
    except SergeError:
        return []
    return [(one.id, one.title) for one in catalogue if not shelf.beside or one.id in catalogue.own]


def kinds(incomplete: str) -> Iterator[str]:
    """Give the kinds of works."""
    from sergecli.model import KINDS

    return (kind for kind in KINDS if kind.startswith(incomplete))


def styles(incomplete: str) -> Iterator[str]:
    """Give the citation styles."""
    from sergecli.styles import STYLES

    return (style for style in STYLES if style.startswith(incomplete))


def formats(incomplete: str) -> Iterator[str]:
    """Give the formats of citations."""
    from sergecli.citing import FORMATS

    return (name for name in FORMATS if name.startswith(incomplete))


def one_of(*known: str) -> Callable[[str], list[str]]:
    """Make a function that offers a few words."""
    return lambda incomplete: [word for word in known if word.startswith(incomplete)]
