"""Which format the ending of a file means."""

from pathlib import Path

import pytest

from sergecli.errors import UsageError
from sergecli.exporters import compose
from sergecli.exporters.formats import format_of
from tests.conftest import Serge

BEGINNINGS = {
    "refs.bib": "@",
    "refs.RIS": "TY  - ",
    "refs.json": "[\n",
    "refs.yaml": "voline:\n",
    "refs.csv": "index,id,",
    "refs.toml": "[catalogue]\n",
    "refs.xml": "<?xml ",
    "refs.jsonld": '{\n  "@context": ',
    "refs.html": "<!DOCTYPE html>",
    "refs.md": "Serge, Victor. “Voline.” ",
    "refs.tex": "Serge, Victor. “Voline.” ",
    "refs.txt": "Serge, Victor. “Voline.” ",
    "refs.docx": "PK\x03\x04",
    "refs.odt": "PK\x03\x04",
    "refs.rtf": "{\\rtf1",
    "refs": "Serge, Victor. “Voline.” ",
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_file_is_in_the_format_of_its_ending(name: str, serge: Serge, tmp_path: Path) -> None:
    file = tmp_path / name
    assert not serge("cite", "voline", "--output", str(file)).out
    assert file.read_bytes().decode(errors="replace").startswith(BEGINNINGS[name])


def test_every_format_has_an_ending() -> None:
    endings = {format_of(name, "") for name in BEGINNINGS}
    assert endings | {"bibtex"} == set(compose.ALL_FORMATS)
    assert format_of("refs.bib", "bibtex") == "bibtex"
    assert format_of("refs", "ris") == "ris"


def test_an_ending_that_is_not_known_is_told_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"--output: 'a.pdf' has an unknown extension \(choose "):
        format_of("a.pdf", "")
    with pytest.raises(UsageError, match=r"\.bib, .*\.toml"):
        format_of("a.pdf", "ris")


def test_an_ending_does_not_contradict_the_format(serge: Serge, tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    refused = serge("cite", "voline", "--format", "ris", "--output", str(file), code=2)
    assert "'refs.bib' has the extension of biblatex; --format ris writes .ris" in refused.err
    assert not file.exists()


def test_html_on_its_own_is_a_fragment(serge: Serge) -> None:
    assert serge("cite", "voline", "--format", "html").out.startswith("<ul ")
