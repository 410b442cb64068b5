"""The least that a Typer program with Rich can do to show the works as a table."""

import tomllib
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table


def main(path: Path) -> None:
    """Answer as plainly as can be."""
    with path.open("rb") as file:
        works = tomllib.load(file)["works"]
    table = Table("Date", "Title", "Kind")
    for work in works:
        table.add_row(work.get("date", ""), work["title"], work["kind"])
    Console().print(table)


typer.run(main)
