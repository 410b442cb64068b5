"""The errors and warnings of `check`, grouped by record."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from sergecli.catalogue import check
from sergecli.catalogue.check import Finding
from sergecli.terminal import theme
from sergecli.terminal.columns import Column, draw
from sergecli.terminal.paragraphs import print_lines, wrapped
from sergecli.terminal.theme import Screen, text
from sergecli.text.sanitize import safe


def by_record(screen: Screen, found: Sequence[Finding]) -> None:
    """Print findings under the file and the record they are about."""
    for file, of_file in groupby(found, lambda one: one.file):
        screen.print(text(shortened(file), theme.HEADER), soft_wrap=True)
        for record, of_record in groupby(of_file, lambda one: one.id):
            ordered = list(of_record)
            screen.print(text(record or "the file", theme.ID), soft_wrap=True)
            margin = max(len(f"{one.line}:{one.column}") for one in ordered) + 2
            for one in ordered:
                place = f"{one.line}:{one.column}".ljust(margin)
                style = theme.MATCH if one.level == check.ERROR else theme.DATE
                field = f"{one.field}: " if one.field else ""
                line = text(f"  {place}").append(f"{one.level} ", style)
                line.append(safe(field + one.message))
                line.append(f" [{one.name}]" if one.name else "", theme.ASIDE)
                print_lines(screen, wrapped(line, screen.width, hang=margin))


def shortened(file: str) -> str:
    """Return a path relative to the working directory or to the home directory, if possible."""
    path = Path(file)
    for base, before in ((Path.cwd(), ""), (Path.home(), "~/")):
        if path.is_relative_to(base) and path != base:
            return f"{before}{path.relative_to(base)}"
    return file


def counts(screen: Screen, found: Mapping[str, Sequence[Finding]]) -> None:
    """Print the number of errors and warnings in each file."""
    levels = [[one.level for one in findings] for findings in found.values()]
    columns = (
        Column("File", [text(shortened(check.shown(file))) for file in found], share=1),
        Column("Errors", [text(str(one.count(check.ERROR))) for one in levels], theme.MATCH),
        Column("Warnings", [text(str(one.count(check.WARNING))) for one in levels], theme.DATE),
    )
    draw(screen, columns, ("File", "Errors", "Warnings"))
