"""Works as lines in the user's own format: "{date} {title}"."""

import re
from collections.abc import Collection, Mapping
from string import Formatter
from typing import Any

from sergecli.errors import UsageError
from sergecli.text.english import check_among
from sergecli.text.sanitize import safe

# Escapes that shells leave unchanged in quotation marks.
_ESCAPES = {r"\t": "\t", r"\n": "\n"}
_ESCAPE = re.compile("|".join(map(re.escape, _ESCAPES)))


class Template:
    """A format for lines: `{name}` is a field, `{name.inner}` a field of a publication.

    As in Python's format strings, `{{` is a brace, and `{date:>10}` sets a width.
    """

    def __init__(self, text: str, known: Collection[str], inner: Collection[str] = ()) -> None:
        """Parse the format; raises UsageError for a syntax error or a field not in `known`."""
        unescaped = _ESCAPE.sub(lambda found: _ESCAPES[found[0]], text)
        try:
            self._parts = list(Formatter().parse(unescaped))
        except ValueError as error:
            raise UsageError(f"--template: {error}; write {{title}} for a field") from None
        for _, field, spec, conversion in self._parts:
            if field is None:
                continue
            outer, dot, within = field.partition(".")
            if outer in inner and outer not in known and "first_publication" in known:
                wanted = f"{{first_publication.{outer}}}"
                raise UsageError(f"--template: '{outer}' is a field of editions; write {wanted}")
            check_among("--template", outer, known)
            if dot:
                check_among("--template", within, inner)
            if conversion:
                raise UsageError(f"--template: '!{conversion}' is not valid; write {{{field}}}")
            self._format("", spec or "")

    def line(self, record: Mapping[str, Any]) -> str:
        """Return the line for a record, which has the fields of `--json`."""
        return "".join(
            literal + ("" if field is None else self._format(_value(record, field), spec or ""))
            for literal, field, spec, _ in self._parts
        )

    @staticmethod
    def _format(value: str, spec: str) -> str:
        try:
            return format(value, spec)
        except ValueError:
            raise UsageError(f"--template: ':{spec}' is not a width; write {{id:20}}") from None


def _value(record: Mapping[str, Any], field: str) -> str:
    outer, dot, inner = field.partition(".")
    value = record.get(outer, "")
    if dot:
        values = value if isinstance(value, list) else [value]
        value = [one[inner] for one in values if isinstance(one, dict) and one.get(inner)]
    return safe(written(value))


def written(value: object) -> str:
    """Return a value as one line: "A; B", "container: Esprit, date: 1936"."""
    if isinstance(value, list):
        return "; ".join(map(written, value))
    if isinstance(value, dict):
        return ", ".join(f"{name}: {written(inner)}" for name, inner in value.items())
    return str(value).lower() if isinstance(value, bool) else str(value)
