"""How serge behaves with very large catalogues.

`python benchmarks/scale.py [SIZES]` makes catalogues of 1,000, 10,000 and
100,000 works (or of the sizes given) and prints wall time and peak memory of
the first and of later runs, also of an import of a page of the archive with 5,000 links,
of which later runs find nothing new. With PEERS, a directory of programs, papis and coBib
are asked the same of the same 10,000 works; who needs more than two minutes is
not waited for.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import peers

from sergecli.catalogue import store

SEED = 1890
RUNS = 3
SERGE = str(Path(sys.executable).parent / "serge")
COMMANDS = {
    "list --year 1938": ["list", "--year", "1938", "--ids"],
    "search kronstat": ["search", "kronstat", "--ids", "--limit", "5"],
    "cite --format biblatex": ["cite", "--format", "biblatex"],
}
PEER_SIZE = 10_000
LINKS = 5000
# No program is waited for longer, in seconds.
PATIENCE = 120


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
            f'reproduced_from = {{ container = "{chance.choice(containers)}", '
            f'volume = "{chance.randint(1, 40)}", issue = "{chance.randint(1, 12)}", '
            f'pages = "{number % 400 + 1}–{number % 400 + 9}", date = "{year}", '
            f'translators = ["Mitchell Abidor"] }}\nnote = "{chance.choice(notes)}"\n\n'
        )


def page() -> Iterator[str]:
    """Give the lines of a made-up page of the archive."""
    yield "<html><head><title>Anna Keller Internet Archive</title></head><body><h1>Anna Keller</h1>"
    for number in range(LINKS):
        year, month, day = 1900 + number % 40, number % 12 + 1, number % 28 + 1
        yield (
            f'<p class="index"><a href="{year}/{month:02}/{number}.htm">On Question {number}</a>, '
            f"{day}.{month}.{year} (as L. Rock)</p>"
        )


def run(command: list[str], env: dict[str, str]) -> tuple[float, float] | None:
    """Run a command; give its seconds and its peak memory in MB, None if it takes too long."""
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
    watch = Timer(PATIENCE, os.kill, (pid, signal.SIGKILL))
    watch.start()
    _, status, used = os.wait4(pid, 0)
    watch.cancel()
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGKILL:
        return None
    if code not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} failed")
    return time.perf_counter() - started, used.ru_maxrss / 1024


def best(command: list[str], env: dict[str, str]) -> tuple[float, float] | None:
    """Give the least of several runs."""
    runs = [run(command, env) for _ in range(RUNS)]
    done = [one for one in runs if one]
    return (min(one[0] for one in done), min(one[1] for one in done)) if done else None


def row(size: int, label: str, command: list[str], env: dict[str, str], *, first: bool) -> None:
    """Measure a command and print its line of the table; with `first` its first run, too."""
    began = run(command, env) if first else None
    later = best(command, env) if began or not first else None
    late = f"over {PATIENCE} s"
    cells = [
        f"{size:,}",
        label,
        (f"{began[0]:.2f} s" if began else late) if first else "",
        f"{later[0]:.2f} s" if later else late,
        f"{began[1]:.0f} MB" if began else "",
        f"{later[1]:.0f} MB" if later else "",
    ]
    print(f"| {' | '.join(cells)} |", flush=True)


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
            for number, (label, arguments) in enumerate(COMMANDS.items()):
                row(size, label, [SERGE, *arguments], env, first=number == 0)
        index = Path(name, "keller.htm")
        index.write_text("\n".join(page()), encoding="utf-8")
        command = [SERGE, "import", str(index), "--alone", "--catalogue", f"{name}/keller.toml"]
        row(LINKS, "import keller.htm", command, {**os.environ}, first=True)
        if os.environ.get("PEERS") and PEER_SIZE in sizes:
            beside(Path(name, "peers"), Path(name, f"{PEER_SIZE}.toml"))


def beside(directory: Path, path: Path) -> None:
    """Ask papis and coBib the same of the same works."""
    directory.mkdir()
    peers.prepare(directory, store.load(path).only_own().works)
    env = peers.environment(directory)
    papis, cobib = peers.program("papis"), peers.program("cobib")
    asked = {
        "papis list year:1938": [papis, "list", "--all", "year:1938"],
        "papis list kronstadt": [papis, "list", "--all", "kronstadt"],
        "papis export --format bibtex": [papis, "export", "--all", "--format", "bibtex"],
        "coBib list ++year 1938": [cobib, "--porcelain", "list", "++year", "1938"],
        "coBib search kronstadt": [cobib, "--porcelain", "search", "kronstadt"],
    }
    begun: set[str] = set()
    for label, command in asked.items():
        row(PEER_SIZE, label, command, env, first=command[0] not in begun)
        begun.add(command[0])


if __name__ == "__main__":
    main()
