"""How often the right work comes first: serge and others with the same queries.

`python benchmarks/search.py [tune|test]` prints the table of docs/search.md. It
needs papis, cobib and fzf on the PATH (see benchmarks/peers.py).
"""

import csv
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import peers
from rapidfuzz import fuzz, process

from sergecli.catalogue import index, store
from sergecli.model.work import Work
from sergecli.search import fuzzy

QUERIES = Path(__file__).parents[1] / "tests" / "queries.tsv"
WRATIO_CUTOFF = 60
FIVE = 5

Finder = Callable[[str], list[str]]


def queries(part: str) -> list[tuple[str, set[str]]]:
    """Read the queries of a part, each with the ids that may stand first."""
    with QUERIES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            (row["query"], set(filter(None, (row["ids"] or "").split(","))))
            for row in rows
            if row["part"] == part
        ]


def finders(works: Sequence[Work], directory: Path) -> dict[str, Finder]:
    """Give a way to ask each program, by its name and setting."""
    built = index.Built(works)
    titles = {work.id: work.title for work in works}
    lines = "".join(
        f"{work.id}\t{work.title}\t{' '.join(work.authors)}\t{work.container}\t{work.note}\n"
        for work in works
    )
    env = peers.environment(directory)

    def ask(arguments: list[str], text: str = "") -> list[str]:
        done = subprocess.run(
            arguments, env=env, input=text, capture_output=True, text=True, check=False
        )
        return done.stdout.splitlines()

    def papis(query: str) -> list[str]:
        found = ask([peers.program("papis"), "list", "--all", "--format", "{doc[ref]}", query])
        return [line for line in found if line in titles]

    def cobib(query: str) -> list[str]:
        found = ask([peers.program("cobib"), "--porcelain", "search", query])
        return [line.split("::")[0] for line in found if line.split("::")[0] in titles]

    def fzf(query: str) -> list[str]:
        return [line.split("\t")[0] for line in ask(["fzf", "--filter", query], lines)]

    def wratio(query: str) -> list[str]:
        found = process.extract(
            query, titles, scorer=fuzz.WRatio, score_cutoff=WRATIO_CUTOFF, limit=None
        )
        return [identity for _, _, identity in found]

    return {
        "serge search": lambda query: [hit.work.id for hit in fuzzy.search(built, query)],
        "papis list": papis,
        "cobib search": cobib,
        "fzf --filter": fzf,
        f"RapidFuzz WRatio on titles, cut-off {WRATIO_CUTOFF}": wratio,
    }


def main() -> None:
    """Print a row a program."""
    part = sys.argv[1] if len(sys.argv) > 1 else "test"
    asked = queries(part)
    meant = [(query, wanted) for query, wanted in asked if wanted]
    foreign = [query for query, wanted in asked if not wanted]
    works = store.load().works
    print(f"{len(meant)} queries that mean a work, {len(foreign)} that mean none ({part})\n")
    print("| program | right first | in the first five | mean reciprocal rank | found for none |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        peers.prepare(directory, works)
        for label, find in finders(works, directory).items():
            places = []
            for query, wanted in meant:
                found = find(query)
                places.append(next((n for n, one in enumerate(found) if one in wanted), None))
            first = sum(place == 0 for place in places) / len(places)
            five = sum(place is not None and place < FIVE for place in places) / len(places)
            mean = sum(1 / (place + 1) for place in places if place is not None) / len(places)
            noise = sum(bool(find(query)) for query in foreign)
            print(f"| {label} | {first:.3f} | {five:.3f} | {mean:.3f} | {noise} |", flush=True)


if __name__ == "__main__":
    main()
