"""Zotero's field "Extra": lines of a variable's name and its value, and the rest of a note."""

import re
from typing import Any

from sergecli.importers.base import Item, clean, plain
from sergecli.importers.person_names import person
from sergecli.model import date_reader
from sergecli.model.csl import NAME_VARIABLES, TEXT_VARIABLES

_LINE = re.compile(r"[ \t]*([A-Za-z][A-Za-z -]{2,30}|tex\.[\w-]{1,40})[ \t]*:[ \t]*(\S.*)")
_TEXTS = {name.lower(): field for name, field in TEXT_VARIABLES.items()}
# What programs keep there for their own use.
_PASSED_OVER = re.compile(r"citation[ -]key|tex\..*", re.IGNORECASE)


def added(item: Item, text: str) -> Item:
    """Return an item with the variables that it lacks, and the other lines in its note."""
    found: dict[str, Any] = {}
    others = []
    for line in plain(text).splitlines():
        match = _LINE.fullmatch(line.rstrip())
        if match and _PASSED_OVER.fullmatch(match[1]):
            continue
        field, value = _variable(*match.groups()) if match else ("", "")
        if not value or getattr(item.reference, field):
            others.append(clean(line))
        elif isinstance(value, tuple):
            found[field] = (*found.get(field, ()), *value)
        else:
            found[field] = value
    note = " ".join(filter(None, (*others, item.reference.note)))
    return item._replace(reference=item.reference._replace(**found, note=note))


def _variable(raw: str, value: str) -> tuple[str, Any]:
    """Return a field of a reference and its value, which is empty if a line has none."""
    name = raw.lower().replace(" ", "-")
    if name == "original-date":
        said = date_reader.read(clean(value))
        return "original_date", None if said.words else said.date
    if name in NAME_VARIABLES:
        family, divider, given = map(clean, value.partition("||"))
        return NAME_VARIABLES[name], (person(family, given),) if divider else ()
    field = _TEXTS.get(name, "")
    return field, clean(value) if field else ""
