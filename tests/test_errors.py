"""Errors carry an exit code and one sentence; a problem says where it is."""

import sys
from pathlib import Path

import pytest

from sergecli.errors import (
    CatalogueError,
    DateError,
    ExitCode,
    NothingFoundError,
    Problem,
    SergeError,
    UnknownWorkError,
    UsageError,
    extra,
    needing,
)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NothingFoundError("none"), 1),
        (UsageError("how"), 2),
        (UnknownWorkError("who"), 3),
        (CatalogueError("a.toml", (Problem(1, "", "", "is wrong"),)), 4),
    ],
)
def test_each_error_of_the_family_has_its_exit_code(error: SergeError, code: int) -> None:
    assert isinstance(error, SergeError)
    assert error.exit_code == code


def test_the_exit_codes_are_those_of_the_manual() -> None:
    assert {code.name: code.value for code in ExitCode} == {
        "FOUND": 0,
        "NOTHING_FOUND": 1,
        "USAGE": 2,
        "UNKNOWN_WORK": 3,
        "FAULTY_CATALOGUE": 4,
        "INTERRUPTED": 130,
    }


def test_a_date_error_is_no_answer_for_the_reader_by_itself() -> None:
    assert not issubclass(DateError, SergeError)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Problem(12, "kronstadt", "date", "is empty"), "12: kronstadt: date: is empty"),
        (Problem(12, "kronstadt", "", "is odd"), "12: kronstadt: is odd"),
        (Problem(12, "", "", "is not TOML"), "12: is not TOML"),
        (Problem(0, "works[3]", "id", "is missing"), "works[3]: id: is missing"),
        (Problem(0, "", "", "the file does not exist"), "the file does not exist"),
    ],
)
def test_a_fault_leaves_out_what_is_not_known(fault: Problem, said: str) -> None:
    assert str(fault) == said


def test_a_catalogue_error_says_each_fault_on_a_line_with_the_file() -> None:
    faults = (Problem(12, "kronstadt", "date", "is empty"), Problem(0, "", "", "is odd"))
    error = CatalogueError("works.toml", faults)
    assert str(error) == "works.toml:12: kronstadt: date: is empty\nworks.toml: is odd"
    assert (error.path, error.problems) == ("works.toml", faults)


@pytest.mark.parametrize(
    ("file", "installer", "said"),
    [
        ("pipx_metadata.json", "uv", "pipx runpip sergecli install "),
        ("pyvenv.cfg", "uv", "uv pip install --python {prefix} "),
        ("pyvenv.cfg", "pip", "{prefix}/bin/python -m pip install "),
        ("pyvenv.cfg", "", "{prefix}/bin/python -m pip install "),
    ],
)
def test_an_extra_is_installed_as_serge_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, installer: str, said: str
) -> None:
    (tmp_path / file).touch()
    described = tmp_path / "sergecli-1.0.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Name: sergecli\nVersion: 1.0.0\n", encoding="utf-8")
    (described / "INSTALLER").write_text(f"{installer}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "executable", f"{tmp_path}/bin/python")
    command = f'{said.format(prefix=tmp_path)}"sergecli[csl]"'
    assert extra("csl") == f"the extra 'csl'; to install it, run\n  {command}"


def test_only_a_library_is_an_extra() -> None:
    site = needing("serge site", "site")
    with pytest.raises(UsageError, match=r"^serge site needs the extra 'site'"), site:
        raise ImportError(name="jinja2")
    for other in ("sergecli.website.pages", "yaml"):
        with pytest.raises(ImportError), needing("serge site", "site"):
            raise ImportError(name=other)


def test_a_path_with_blanks_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", "/no such place")
    monkeypatch.setattr(sys, "executable", "/no such place/python")
    assert '"/no such place/python" -m pip install "sergecli[csl]"' in extra("csl")
