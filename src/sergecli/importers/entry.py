"""One entry of another program's file, as a record, and whether it joins a catalogue."""

from typing import Any, NamedTuple

from sergecli.model.work import Work


class Entry(NamedTuple):
    """One entry, as the fields of a record.

    `label` is what the file calls it, if anything, `line` where it begins (0: not known).
    `values` are a record's, as a catalogue's file has them, not yet checked; the
    `id` is among them only if the label may be one. `refused` says why the entry
    is not a record; its values are then empty. `dropped` names what couldn't be kept;
    `skipped` says why something in the file was not taken for an entry.
    """

    label: str
    line: int
    values: dict[str, Any]
    refused: str = ""
    dropped: tuple[str, ...] = ()
    skipped: str = ""


class Verdict(NamedTuple):
    """Whether a record joins those present: as which work, or why not.

    `known` is the id of the work that it duplicates, if any; `remarks` are
    what the user should know about it.
    """

    work: Work | None
    known: str = ""
    why_not: str = ""
    remarks: tuple[str, ...] = ()
