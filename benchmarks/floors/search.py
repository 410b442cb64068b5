"""The least that a Typer program with RapidFuzz can do to search titles."""

import tomllib

import typer
from rapidfuzz import fuzz, process


def main(path: str, word: str) -> None:
    """Answer as plainly as can be."""
    with open(path, "rb") as file:  # noqa: PTH123 - the least there is
        titles = {work["id"]: work["title"] for work in tomllib.load(file)["works"]}
    for title, _, identity in process.extract(word, titles, scorer=fuzz.WRatio, limit=5):
        print(identity, title, sep="\t")


typer.run(main)
