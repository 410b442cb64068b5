"""Parse the works to cite as typed: ids with places, and headings on standard input."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sergecli.errors import NothingFoundError, UnknownWorkError

if TYPE_CHECKING:
    from sergecli.model.work import Catalogue, Work

# An id, and a place in the work: no title has a colon without a space before or after it.
_PLACED = re.compile(r"([^\s:]+):(\S.*)")
_HEADING = re.compile(r"(#{1,6})\s+(.*\S)\s*")


class CitedName(NamedTuple):
    """The name of a work, the place cited in it, and the headings above it.

    `line` is its line on standard input, or 0.
    """

    name: str
    place: str = ""
    headings: tuple[str, ...] = ()
    line: int = 0


def read(typed: Sequence[str]) -> list[CitedName]:
    """Parse names as typed, replacing "-" by the names on standard input.

    There, a line "# Books" is a heading and "## Novels" a subheading. Raises
    NothingFoundError if standard input has no names.
    """
    found: list[CitedName] = []
    for each in typed:
        found += _on_standard_input() if each == "-" else [_placed(each)]
    if typed and not found:
        raise NothingFoundError("There are no ids on standard input.")
    return found


def find(catalogue: "Catalogue", names: "Sequence[CitedName]") -> "list[Work]":
    """Return the works named; raises UnknownWorkError, which lists all wrong lines of an input."""
    from sergecli.search import lookup

    if not any(each.line for each in names):
        return lookup.find(catalogue, [each.name for each in names])
    works, wrong = [], []
    for each in names:
        try:
            works.append(lookup.one(catalogue, each.name))
        except UnknownWorkError as error:
            wrong.append(f"<stdin>:{each.line}: {error}" if each.line else str(error))
    if wrong:
        raise UnknownWorkError("\n".join(wrong))
    return works


def _on_standard_input() -> Iterator[CitedName]:
    from sergecli.catalogue import store

    headings: tuple[str, ...] = ()
    for number, line in enumerate(store.text(None).splitlines(), 1):
        name = line.split("\t")[0].strip()
        if heading := _HEADING.fullmatch(name):
            headings = (*headings[: len(heading[1]) - 1], heading[2])
        elif name:
            yield _placed(name)._replace(headings=headings, line=number)


def _placed(name: str) -> CitedName:
    placed = _PLACED.fullmatch(name)
    return CitedName(placed[1], placed[2]) if placed else CitedName(name)
