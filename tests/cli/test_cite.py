"""What `serge cite --catalogue-itself` says of the catalogue."""

import json

import pytest

from sergecli.exporters.formats import FORMATS
from tests.conftest import Serge

# After CMOS 14.159 and 13.102, MLA 5.48–5.50 and APA 10.9.
CITED = {
    "chicago": "The serge authors. The Writings of Victor Serge, version 2026.1. November 29, 2026.",
    "chicago-author-date": "The serge authors. 2026. The Writings of Victor Serge, version 2026.1.",
    "mla": "The serge authors. The Writings of Victor Serge. Version 2026.1, 29 Nov. 2026.",
    "apa": "The serge authors. (2026). The writings of Victor Serge (Version 2026.1) [Data set].",
}


@pytest.mark.parametrize(("style", "cited"), CITED.items())
def test_every_style_cites_the_catalogue_with_its_version(
    serge: Serge, style: str, cited: str
) -> None:
    assert serge("cite", "--catalogue-itself", "--style", style).out == f"{cited}\n"


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("md", "markdown"),
        ("bib", "biblatex"),
        ("JSON", "csl-json"),
        ("tex", "latex"),
        ("yml", "hayagriva"),
    ],
)
def test_a_format_may_be_named_by_the_ending_of_its_files(
    serge: Serge, short: str, name: str
) -> None:
    cited = ("cite", "voline", "--format")
    assert serge(*cited, short).out == serge(*cited, name).out


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_has_title_version_and_year(serge: Serge, format_: str) -> None:
    answer = serge("cite", "--catalogue-itself", "--format", format_)
    # In a .bib file braces keep capitals; other formats have the title as a sentence.
    written = answer.out.replace("{", "").replace("}", "").casefold()
    for said in ("the writings of victor serge", "2026.1", "the serge authors", "2026"):
        assert said in written
    # BibTeX's styles print nothing but a note.
    assert answer.err.startswith("BibTeX: no version field" if format_ == "bibtex" else "")


def test_programs_learn_that_it_is_a_data_set(serge: Serge) -> None:
    (item,) = json.loads(serge("cite", "--catalogue-itself", "--format", "csl-json").out)
    assert (item["type"], item["version"]) == ("dataset", "2026.1")
    assert "@dataset{" in serge("cite", "--catalogue-itself", "--format", "biblatex").out
    assert "TY  - DATA" in serge("cite", "--catalogue-itself", "--format", "ris").out


def test_works_are_not_cited_beside_it(serge: Serge) -> None:
    answer = serge("cite", "voline", "--catalogue-itself", code=2)
    assert "leave out the ids" in answer.err
