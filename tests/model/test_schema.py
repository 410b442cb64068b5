"""The schemas, judged by the catalogue and by what they must refuse."""

import json
import tomllib
from dataclasses import fields
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sergecli.model import schema
from sergecli.model.work import Head, Publication, Work, keys
from sergecli.terminal import plain
from tests.conftest import DATA, Serge


def document() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def faults(value: object) -> list[str]:
    validator = Draft202012Validator(schema.of_catalogue())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def test_the_schema_is_one_and_the_catalogue_is_valid() -> None:
    Draft202012Validator.check_schema(schema.of_catalogue())
    assert faults(document()) == []


def test_it_knows_the_fields_of_the_records_and_no_others() -> None:
    made = schema.of_catalogue()
    of_work = made["properties"]["works"]["items"]
    assert tuple(of_work["properties"]) == keys(Work)
    assert of_work["required"] == ["id", "title", "kind"]
    assert tuple(made["$defs"]["publication"]["properties"]) == keys(Publication)
    head = made["properties"]["catalogue"]["properties"]
    assert set(head) == {field.name for field in fields(Head)} - {"people"}
    printed = schema.of_json()["items"]["properties"]
    assert tuple(printed) == plain.FIELDS


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", None),
        ("titel", "T"),
        ("date", "28 April 1938"),
        ("date", 1938),
        ("kind", "leter"),
        ("id", "Once More"),
        ("url", "www.example.org"),
        ("authors", "Victor Serge"),
        ("attribution", "someone"),
        ("editions", [{"publisher": "A", "title": ""}]),
        ("editions", [{"publishr": "A"}]),
        ("role", "editor"),
        ("signature", "nickname"),
    ],
)
def test_it_refuses_what_the_reader_refuses(serge: Serge, field: str, value: object) -> None:
    work = {"id": "a", "title": "A", "kind": "letter"} | {field: value}
    if value is None:
        del work[field]
    assert faults({"works": [work]})
    written = [f"{key} = {_toml(one)}" for key, one in work.items()]
    text = "[[works]]\n" + "\n".join(written) + "\n"
    assert "error" in serge("check", "-", stdin=text, code=4).out


def _toml(value: Any) -> str:  # noqa: ANN401 - whatever a record may have
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + "}"
    return json.dumps(value)


def test_what_is_printed_as_json_is_valid(serge: Serge) -> None:
    printed = json.loads(serge("schema", "json").out)
    Draft202012Validator.check_schema(printed)
    validator = Draft202012Validator(printed)
    for asked in (["--json"], ["--json", ",".join(plain.FIELDS)], ["--json", "id,title"]):
        assert not list(validator.iter_errors(json.loads(serge("list", *asked).out)))
    assert list(validator.iter_errors([{"titel": "A"}]))


def test_the_command_prints_them(serge: Serge) -> None:
    assert json.loads(serge("schema").out) == schema.of_catalogue()
    assert serge("schema", "catalogue").out == serge("schema").out
    assert "did you mean json?" in serge("schema", "jsn", code=2).err
