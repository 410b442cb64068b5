"""JSON Schemas (2020-12) of a catalogue's file and of `--json`, made from the records."""

from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from sergecli.model.edtf import Date
from sergecli.model.kinds import KINDS
from sergecli.model.work import (
    FREQUENCIES,
    ROLES,
    SIGNATURES,
    Attribution,
    FreeField,
    Head,
    Person,
    Work,
)

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_POINT = r"(\d{4}|\d{3}X|\d{2}XX)(-\d{2}(-\d{2})?)?[~?%]?"
_DATE = {
    "type": "string",
    "pattern": rf"^({_POINT}(/{_POINT})?|\{{{_POINT}(,{_POINT})*\}})$",
    "description": "A date in EDTF: 1938-04-28, 1938-04, 1938, 1928~, 1920?, 194X, 1926/1929.",
}
_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT}
_FREE_FIELDS = {"type": "object", "additionalProperties": {"anyOf": [_TEXT, _TEXTS]}}
_ADDRESS = {"type": "string", "pattern": "^https?://"}
# What the texts of some fields must be like.
_FORMS: dict[str, dict[str, Any]] = {
    "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "kind": {"enum": list(KINDS)},
    "url": _ADDRESS,
    "archive_url": _ADDRESS,
    "frequency": {"enum": list(FREQUENCIES)},
    "signature": {"enum": list(SIGNATURES)},
    "wikidata": {"type": "string", "pattern": "^Q[1-9][0-9]*$"},
}
# These hold only of a work; a contributor's role is free.
_FORMS_OF_WORK = {"role": {"enum": list(ROLES)}}


def of_catalogue() -> dict[str, Any]:
    """Return the schema of a catalogue's file, as its TOML is read."""
    definitions: dict[str, Any] = {}
    works = _of_record(Work, definitions)
    # The people are a table of their own, by their names.
    head = _of_record(Head, definitions, without={"people"})
    person = _of_record(Person, definitions, without={"name"})
    return {
        "$schema": _DRAFT,
        "title": "A catalogue of serge",
        "type": "object",
        "properties": {
            "catalogue": head,
            "people": {"type": "object", "additionalProperties": {"anyOf": [_TEXTS, person]}},
            "works": {"type": "array", "items": works},
        },
        "additionalProperties": False,
        "$defs": definitions,
    }


def of_json() -> dict[str, Any]:
    """Return the schema of what `--json` prints of works; any field may be left out."""
    definitions: dict[str, Any] = {}
    work = _of_record(Work, definitions)
    work["properties"]["own"] = {"type": "boolean"}
    work["required"] = []
    for record in (work, *definitions.values()):
        if "properties" in record:
            record["properties"] = {
                name: {"anyOf": [one, {"const": ""}]} for name, one in record["properties"].items()
            }
    return {
        "$schema": _DRAFT,
        "title": "The works that serge prints with --json",
        "type": "array",
        "items": work,
        "$defs": definitions,
    }


def _of_record(
    record: type, definitions: dict[str, Any], without: Collection[str] = ()
) -> dict[str, Any]:
    """Return the schema of a record; those of the records in it are put among the definitions."""
    types = get_type_hints(record)
    forms: Mapping[str, Any] = _FORMS | (_FORMS_OF_WORK if record is Work else {})
    kept = [field for field in fields(record) if field.name not in without]
    return {
        "type": "object",
        "properties": {
            field.name: forms.get(field.name) or _of_type(types[field.name], definitions)
            for field in kept
        },
        "required": [field.name for field in kept if field.default is MISSING],
        "additionalProperties": False,
    }


def _of_type(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a type
    if get_origin(kind) is UnionType:
        (kind,) = (one for one in get_args(kind) if one is not NoneType)
    if kind == tuple[FreeField, ...]:
        return _FREE_FIELDS
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of_type(get_args(kind)[0], definitions)}
    if kind is bool:
        return {"type": "boolean"}
    if kind is str:
        return _TEXT
    if kind is Attribution:
        return {"enum": [str(one) for one in Attribution]}
    name = kind.__name__.lower()
    if name not in definitions:
        definitions[name] = _DATE if kind is Date else _of_record(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}
