"""The same works for other programs, so that they can be compared with serge.

`python benchmarks/peers.py DIRECTORY` writes a papis library and a coBib
database there and prints the environment they need. papis and cobib have to be
on the PATH (or in PEERS, a directory of programs).
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from sergecli.catalogue import store
from sergecli.model.work import Work


def program(name: str) -> str:
    """Give the path of a peer's program."""
    where = os.environ.get("PEERS")
    return str(Path(where) / name) if where else name


def environment(directory: Path) -> dict[str, str]:
    """Give the variables that keep the peers inside one directory."""
    inside = {
        "XDG_CONFIG_HOME": str(directory / "config"),
        "XDG_DATA_HOME": str(directory / "data"),
        "XDG_CACHE_HOME": str(directory / "cache"),
        "HOME": str(directory),
    }
    return {**os.environ, **inside}


def year(work: Work) -> str:
    """Give the year a peer can hold."""
    return str(work.date.earliest.year) if work.date else ""


def prepare(directory: Path, works: Iterable[Work]) -> None:
    """Write the works as a papis library and as a coBib database."""
    works = list(works)
    _papis(directory, works)
    _cobib(directory, works)


def _papis(directory: Path, works: list[Work]) -> None:
    library = directory / "papis"
    for work in works:
        place = library / work.id
        place.mkdir(parents=True)
        entry = {
            "ref": work.id,
            # As its own `add` makes one; to supply it later papis asks all works for each.
            "papis_id": sha256(work.id.encode()).hexdigest()[:32],
            "type": "article",
            "title": work.title,
            "author": " and ".join(work.authors),
            "year": year(work),
            "journal": work.container,
            "note": work.note,
        }
        # JSON is YAML.
        (place / "info.yaml").write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")
    config = directory / "config" / "papis" / "config"
    config.parent.mkdir(parents=True)
    config.write_text(f"[settings]\ndefault-library = serge\n[serge]\ndir = {library}\n")


def _cobib(directory: Path, works: list[Work]) -> None:
    env = environment(directory)
    subprocess.run([program("cobib"), "init"], env=env, check=True, capture_output=True, timeout=60)
    # Its own `add` needs hours for thousands of works; JSON is YAML.
    entries = []
    for work in works:
        fields = {
            "ENTRYTYPE": "article",
            "author": " and ".join(work.authors),
            "title": work.title,
            "year": year(work),
            "journal": work.container,
            # coBib takes "note" for the name of a file.
            "annotation": work.note,
        }
        filled = {name: value for name, value in fields.items() if value}
        entries.append(f"---\n{json.dumps({work.id: filled}, ensure_ascii=False)}\n...\n")
    database = directory / "data" / "cobib" / "literature.yaml"
    database.write_text("".join(entries), encoding="utf-8")


def main() -> None:
    """Prepare the built-in catalogue for the peers."""
    directory = Path(sys.argv[1])
    prepare(directory, store.load().works)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
        print(f"export {name}={environment(directory)[name]}")


if __name__ == "__main__":
    main()
