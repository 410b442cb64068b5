"""What comes of writing a bibliography in some format."""

from typing import NamedTuple


class ExportResult(NamedTuple):
    """A bibliography in some format, and sentences on what it could not carry."""

    text: str
    warnings: tuple[str, ...] = ()
