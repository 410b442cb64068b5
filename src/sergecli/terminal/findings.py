"""What `check` found: a line each as compilers write it, for GitHub, or by record for a reader."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sergecli.terminal import messages
from sergecli.text.sanitize import safe

if TYPE_CHECKING:
    from sergecli.catalogue.check import Finding
    from sergecli.terminal.theme import Screen

# What separates the parts of a command to GitHub, and how it is written within one.
_IN_TEXT = str.maketrans({"%": "%25"})
_IN_PROPERTY = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})


def lines(found: Iterable["Finding"]) -> None:
    """Print a finding a line: "works.toml:12:8: error: once-more-kronstadt: date: …"."""
    messages.write("".join(f"{safe(str(one))}\n" for one in found))


def github(found: Iterable["Finding"]) -> None:
    """Print commands that GitHub turns into annotations of a pull request's lines."""
    for one in found:
        said = ": ".join(filter(None, (one.id, one.field, one.message)))
        place = {"file": one.file, "line": str(one.line), "col": str(one.column)}
        if one.name:
            place["title"] = one.name
        properties = ",".join(
            f"{name}={safe(value).translate(_IN_PROPERTY)}" for name, value in place.items()
        )
        messages.write(f"::{one.level} {properties}::{safe(said).translate(_IN_TEXT)}\n")


def by_record(screen: "Screen", found: Sequence["Finding"]) -> None:
    """Draw the findings of files below the records they are about."""
    from sergecli.terminal import theme  # noqa: PLC0415 - likewise
    from sergecli.terminal.paragraphs import print_lines, wrapped  # noqa: PLC0415 - likewise

    for file, of_file in groupby(found, lambda one: one.file):
        screen.print(theme.text(shortened(file), theme.HEADER), soft_wrap=True)
        for record, of_record in groupby(of_file, lambda one: one.id):
            ordered = list(of_record)
            screen.print(theme.text(record or "the file", theme.ID), soft_wrap=True)
            margin = max(len(f"{one.line}:{one.column}") for one in ordered) + 2
            for one in ordered:
                place = f"{one.line}:{one.column}".ljust(margin)
                style = theme.MATCH if one.level == "error" else theme.DATE
                field = f"{one.field}: " if one.field else ""
                said = theme.text(f"  {place}").append(f"{one.level} ", style)
                said.append(safe(field + one.message))
                said.append(f" [{one.name}]" if one.name else "", theme.ASIDE)
                print_lines(screen, wrapped(said, screen.width, hang=margin))


def shortened(file: str) -> str:
    """Return the name of a file as short as it is clear from here, or from home."""
    path = Path(file)
    for base, before in ((Path.cwd(), ""), (Path.home(), "~/")):
        if path.is_relative_to(base) and path != base:
            return f"{before}{path.relative_to(base)}"
    return file
