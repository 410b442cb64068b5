"""The least that a Typer program can do to print the works of a catalogue."""

import sys
import tomllib
from pathlib import Path

import typer


def main(path: Path) -> None:
    """Answer as plainly as can be."""
    with path.open("rb") as file:
        for work in tomllib.load(file)["works"]:
            print(work["id"], work.get("date", ""), work["title"], sep="\t", file=sys.stdout)


typer.run(main)
