"""How serge behaves with very large catalogues.

`python benchmarks/scale.py [SIZES]` makes catalogues of 1,000, 10,000 and
100,000 works (or of the sizes given) and prints wall time and peak memory of
the first and of later runs. With PEERS, a directory of programs, papis and coBib
are asked the same of 10,000 works.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import peers

from sergecli import store

SEED = 1890
RUNS = 3
SERGE = str(Path(sys.executable).parent / "serge")
COMMANDS = {
    "list --year 1938": ["list", "--year", "1938", "--ids"],
    "search kronstat": ["search", "kronstat", "--ids", "--limit", "5"],
    "cite --format biblatex": ["cite", "--format", "biblatex"],
}
PEER_SIZE = 10_000


def catalogue(size: int) -> Iterator[str]:
    """Give the records of a made-up catalogue, drawn from words of the real one."""
    chance = random.Random(SEED)  # noqa: S311 - reproducible, not secret
    works = store.load().works
    words = sorted({word for work in works for word in work.title.split()})
    words += [f"{word}{ending}" for word in words for ending in ("ism", "ist", "ovsky")]
    containers = sorted({work.container for work in works if work.container})
    notes = [work.note for work in works if work.note]
    for number in range(size):
        year = chance.randint(1890, 1990)
        title = " ".join(chance.sample(words, chance.randint(2, 7))).replace('"', "")
        yield (
            f'[[works]]\nid = "work-{number}"\ntitle = "{title}"\nkind = "article"\n'
            f'date = "{year}-{chance.randint(1, 12):02}"\nlanguage = "fr"\n'
            f'url = "https://www.marxists.org/archive/serge/{number}.htm"\n'
            f'text = {{ container = "{chance.choice(containers)}", '
            f'volume = "{chance.randint(1, 40)}", issue = "{chance.randint(1, 12)}", '
            f'pages = "{number % 400 + 1}–{number % 400 + 9}", date = "{year}", '
            f'translators = ["Mitchell Abidor"] }}\nnote = "{chance.choice(notes)}"\n\n'
        )


def run(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Run a command; give its seconds and its peak memory in MB."""
    started = time.perf_counter()
    pid = os.posix_spawnp(
        command[0],
        command,
        env,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )
    _, status, used = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} failed")
    return time.perf_counter() - started, used.ru_maxrss / 1024


def best(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Give the least of several runs."""
    runs = [run(command, env) for _ in range(RUNS)]
    return min(seconds for seconds, _ in runs), min(memory for _, memory in runs)


def main() -> None:
    """Print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or [1000, 10_000, 100_000]
    print("| works | command | first run | later runs | memory, first | memory, later |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            path = Path(name, f"{size}.toml")
            with path.open("w", encoding="utf-8") as file:
                # Line by line: a child's peak memory begins with its parent's.
                file.writelines(catalogue(size))
            old = time.time() - 60
            os.utime(path, (old, old))
            env = {**os.environ, "SERGE_CATALOGUE": str(path), "XDG_CACHE_HOME": f"{name}/{size}"}
            env.pop("PYTHONDONTWRITEBYTECODE", None)
            for label, arguments in COMMANDS.items():
                first = run([SERGE, *arguments], env) if label == next(iter(COMMANDS)) else None
                seconds, memory = best([SERGE, *arguments], env)
                began = f"{first[0]:.2f} s | " if first else "| "
                used = f"{first[1]:.0f} MB" if first else ""
                print(
                    f"| {size:,} | {label} | {began}{seconds:.2f} s | {used} | {memory:.0f} MB |",
                    flush=True,
                )
        if os.environ.get("PEERS"):
            beside(Path(name, "peers"), Path(name, f"{PEER_SIZE}.toml"))


def beside(directory: Path, path: Path) -> None:
    """Ask papis and coBib the same."""
    directory.mkdir()
    peers.prepare(directory, store.load(path).only_own().works)
    env = peers.environment(directory)
    papis, cobib = peers.program("papis"), peers.program("cobib")
    asked = {
        "papis list year:1938": [papis, "list", "--all", "year:1938"],
        "papis list kronstadt": [papis, "list", "--all", "kronstadt"],
        "coBib list": [cobib, "--porcelain", "list"],
        "coBib search kronstadt": [cobib, "--porcelain", "search", "kronstadt"],
    }
    for label, command in asked.items():
        first = run(command, env)
        seconds, memory = best(command, env)
        print(
            f"| {PEER_SIZE:,} | {label} | {first[0]:.2f} s | {seconds:.2f} s | "
            f"{first[1]:.0f} MB | {memory:.0f} MB |",
            flush=True,
        )


if __name__ == "__main__":
    main()
