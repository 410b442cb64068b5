"""One entry of another program's file, as a record."""

from typing import Any, NamedTuple


class Entry(NamedTuple):
    """One entry, as the fields of a record.

    `label` is what the file calls it, `line` where it begins (0: not known).
    `values` are a record's, as a catalogue's file has them, not yet checked; the
    `id` is among them only if the label may be one. `refused` says why the entry
    is no record; its values are empty then. `dropped` names what couldn't be kept;
    `skipped` says why something in the file was not taken for an entry.
    """

    label: str
    line: int
    values: dict[str, Any]
    refused: str = ""
    dropped: tuple[str, ...] = ()
    skipped: str = ""
