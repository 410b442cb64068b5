"""Writes the files of a web site into a directory, and touches no other file in it.

A list beside them, MANIFEST, has the names of the files that serge wrote, each with a digest.
Files that are not on the list, or have changed since, are neither overwritten nor removed.
The pages are not synced one by one, because that takes minutes; after a power failure the
site has to be written again.
"""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sergecli.catalogue import files
from sergecli.errors import UsageError

MANIFEST = "serge-site.json"
# The digest of a file that was about to be written when the list was saved; it may be either
# the old file or the new one.
_ANY = ""


class Directory:
    """A directory that is being written; `notes` are what the site saves for the next time."""

    def __init__(self, path: Path, known: dict[str, str], notes: dict[str, Any]) -> None:
        self.path = path
        self.known = known
        self.notes = notes
        self.digests: dict[str, str] = {}

    def write(self, name: str, text: str) -> None:
        """Write a file as a whole; one that has not changed keeps its modification time."""
        content = text.encode()
        path = self.path / name
        self.digests[name] = _digest(content)
        with suppress(FileNotFoundError):
            if path.read_bytes() == content:
                return
        path.parent.mkdir(exist_ok=True)
        files.write(path, content, over=True, synced=False)

    def check(self, names: Collection[str]) -> None:
        """Raise UsageError if a file with one of these names is not as serge wrote it."""
        for name in names:
            path = self.path / name
            if not path.exists():
                continue
            if name not in self.known:
                raise UsageError(f"{path} was not written by serge; use --force to overwrite it")
            if self.known[name] not in {_ANY, _digest(path.read_bytes())}:
                raise UsageError(
                    f"{path} was changed since serge wrote it; use --force to overwrite it"
                )

    def sweep(self) -> None:
        """Remove unchanged files that serge wrote earlier but not this time."""
        for name in self.known.keys() - self.digests.keys():
            path = self.path / name
            with suppress(FileNotFoundError):
                if self.known[name] in {_ANY, _digest(path.read_bytes())}:
                    path.unlink()
                    with suppress(OSError):
                        path.parent.rmdir()


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


@contextmanager
def changing(path: Path, names: Collection[str], *, force: bool = False) -> Iterator[Directory]:
    """Yield a directory to which files with these names will be written, all of them.

    It is created if it does not exist. Raises UsageError, before anything is written, if it
    was not written by serge and is not empty, or (unless `force`) has a file with one of those
    names that is not as serge wrote it; and whenever the system reports an error.
    """
    try:
        if path.exists() and not path.is_dir():
            message = f"{path} is not a directory; name one, or write a single page with --one"
            raise UsageError(message)
        path.mkdir(parents=True, exist_ok=True)
        if not ((path / MANIFEST).exists() or force or next(path.iterdir(), None) is None):
            raise UsageError(
                f"{path} is not empty, and serge did not write it; name another directory, "
                "or use --force to write among its files"
            )
        known, notes = _read(path / MANIFEST)
        directory = Directory(path, known, notes)
        if not force:
            directory.check(names)
        # If this run is killed, the next one still recognises its files.
        _keep(path, known | dict.fromkeys(names, _ANY), notes)
        yield directory
        directory.sweep()
        _keep(path, directory.digests, directory.notes)
    except OSError as error:
        raise UsageError(f"{error.filename or path} {files.reason(error)}") from None


def _keep(path: Path, digests: dict[str, str], notes: dict[str, Any]) -> None:
    written = {"files": dict(sorted(digests.items())), "notes": notes}
    text = json.dumps(written, ensure_ascii=False, indent=0) + "\n"
    files.write(files.real(path / MANIFEST), text.encode(), over=True)


def _read(path: Path) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the digests and the notes in a list, both empty if the list does not exist yet."""
    if not path.exists():
        return {}, {}
    try:
        read = json.loads(files.read(path))
        names = {str(name): str(digest) for name, digest in read["files"].items()}
        notes = dict(read["notes"])
    except (ValueError, TypeError, KeyError, AttributeError):
        raise UsageError(f"{path} is not as serge wrote it; remove it and use --force") from None
    # serge never wrote a name that leads out of the directory.
    return {name: digest for name, digest in names.items() if _is_inside(name)}, notes


def _is_inside(name: str) -> bool:
    return bool(name) and not Path(name).is_absolute() and ".." not in Path(name).parts
