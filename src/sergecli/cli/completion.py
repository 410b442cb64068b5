"""What the shell offers when TAB is pressed; each list is made when it is asked for."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path


def ids(incomplete: str) -> Iterator[tuple[str, str]]:
    """Give the ids that begin so, with their titles."""
    from sergecli import places

    given = os.environ.get("SERGE_CATALOGUE")
    path = Path(given) if given else places.built_in()
    for identity, title in places.recall_names(path) or _read(path):
        if identity.startswith(incomplete):
            yield identity, title


def _read(path: Path) -> list[tuple[str, str]]:
    from sergecli import store
    from sergecli.errors import SergeError

    try:
        return [(work.id, work.title) for work in store.load(path)]
    except SergeError:
        return []


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
