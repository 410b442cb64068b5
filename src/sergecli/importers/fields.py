"""The fields of an entry, of which those that no reader takes are reported as dropped."""

from collections.abc import Container, Mapping
from typing import Any

from sergecli.importers.base import field_name


class Fields:
    """The fields of an entry that have a value; it notes which of them are taken."""

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        """Begin with no field taken."""
        self.values = {name: one for name, one in (values or {}).items() if one}
        self._taken: set[str] = set()

    def take(self, name: str) -> Any:  # noqa: ANN401 - as the file has it
        """Return the value of a field, or None, and note that it was read."""
        self._taken.add(name)
        return self.values.get(name)

    def left(self, ignored: Container[str] = ()) -> list[str]:
        """Return the names of the fields that were not taken, as messages have them."""
        left = (name for name in self.values if not (name in self._taken or name in ignored))
        return [*map(field_name, left)]
