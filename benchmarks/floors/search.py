"""The least that a Typer program with RapidFuzz can do to search titles."""

import tomllib
from pathlib import Path

import typer
from rapidfuzz import fuzz, process


def main(path: Path, word: str) -> None:
    """Answer as plainly as can be."""
    with path.open("rb") as file:
        titles = {work["id"]: work["title"] for work in tomllib.load(file)["works"]}
    for title, _, identity in process.extract(word, titles, scorer=fuzz.WRatio, limit=5):
        print(identity, title, sep="\t")


typer.run(main)
