"""The least that a Typer program can do to print the works of a catalogue."""

import sys
import tomllib

import typer


def main(path: str) -> None:
    """Answer as plainly as can be."""
    with open(path, "rb") as file:  # noqa: PTH123 - the least there is
        for work in tomllib.load(file)["works"]:
            print(work["id"], work.get("date", ""), work["title"], sep="\t", file=sys.stdout)


typer.run(main)
