"""biber, BibTeX and BibTool, the programs that BibLaTeX and BibTeX files are for.

They come from Debian (biber, bibtool, texlive-binaries, texlive-base), not from
PyPI: with SERGE_ORACLES=all in the environment they must be there, and without
it these tests say that they did not run.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from sergecli.citations import source
from sergecli.exporters import formats
from sergecli.model.csl import Reference
from sergecli.model.work import Catalogue, Work
from tests.exporters.comparing import printings
from tests.exporters.test_formats import HEAD
from tests.exporters.test_formats_hostile import HOSTILE, hostile_work

pytestmark = pytest.mark.skipif(
    os.environ.get("SERGE_ORACLES") != "all",
    reason="biber, bibtex and bibtool did not check the exports: set SERGE_ORACLES=all",
)


@dataclass(frozen=True)
class Bibliography:
    """Works as they are cited; `hostile` if their texts mean harm."""

    works: tuple[Work, ...]
    references: tuple[Reference, ...]
    hostile: bool = False

    def write(self, name: str, path: Path) -> None:
        text = formats.dump(self.works, self.references, name, HEAD).text
        path.write_text(text, encoding="utf-8")

    @property
    def ids(self) -> list[str]:
        return [work.id for work in self.works]


@pytest.fixture(scope="module", params=["works", "printings", "hostile"])
def cited(request: pytest.FixtureRequest, catalogue: Catalogue) -> Bibliography:
    """The whole catalogue, each of its printings, and texts that mean harm."""
    if request.param == "hostile":
        works = tuple(hostile_work(number, text) for number, text in enumerate(HOSTILE))
        return Bibliography(
            works, tuple(formats.dated(source.cited(work, HEAD)) for work in works), hostile=True
        )
    if request.param == "works":
        found = tuple(formats.dated(source.cited(work, catalogue.head)) for work in catalogue)
        return Bibliography(catalogue.works, found)
    pairs = [pair for work in catalogue for pair in printings(work, catalogue.head)]
    return Bibliography(tuple(one for one, _ in pairs), tuple(one for _, one in pairs))


def run(directory: Path, program: str, *arguments: str) -> str:
    """Run a program, which must succeed; give everything it says."""
    found = shutil.which(program)
    assert found, (
        f"{program} is missing: apt-get install biber bibtool texlive-binaries texlive-base"
    )
    done = subprocess.run(
        [found, *arguments],
        cwd=directory,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_biber_has_nothing_to_remark(cited: Bibliography, tmp_path: Path) -> None:
    cited.write("biblatex", tmp_path / "x.bib")
    said = run(tmp_path, "biber", "--tool", "--validate-datamodel", "--output-file=y.bib", "x.bib")
    remarks = re.findall("^(?:WARN|ERROR) .*", said, re.MULTILINE)
    if cited.hostile:
        # Evil texts are no ISBN, and no range of pages; biber says so, rightly.
        remarks = [one for one in remarks if "ISBN" not in one and "Range field" not in one]
    assert remarks == []
    text = (tmp_path / "y.bib").read_text(encoding="utf-8")
    assert re.findall(r"^@\w+\{(.*),$", text, re.MULTILINE) == cited.ids


def test_bibtex_and_plain_have_nothing_to_remark(cited: Bibliography, tmp_path: Path) -> None:
    cited.write("bibtex", tmp_path / "x.bib")
    (tmp_path / "x.aux").write_text("\\citation{*}\n\\bibdata{x}\n\\bibstyle{plain}\n")
    said = run(tmp_path, "bibtex", "x")
    assert "arning" not in said, said
    text = (tmp_path / "x.bbl").read_text(encoding="utf-8", errors="replace")
    assert sorted(re.findall(r"\\bibitem\{(.*)\}", text)) == sorted(cited.ids)


def test_plain_prints_the_day_the_translator_and_the_accents(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    works = tuple(map(catalogue.work, ("anarchists-bandits", "fictions-and-facts")))
    found = tuple(formats.dated(source.cited(work, catalogue.head)) for work in works)
    Bibliography(works, found).write("bibtex", tmp_path / "x.bib")
    (tmp_path / "x.aux").write_text("\\citation{*}\n\\bibdata{x}\n\\bibstyle{plain}\n")
    run(tmp_path, "bibtex", "x")
    text = " ".join((tmp_path / "x.bbl").read_text(encoding="utf-8").split())
    assert r"{\em La R{\'e}volution prol{\'e}tarienne}, 10~September 1937." in text
    # Of the first text the archive's page is cited, and its note has the rest.
    note = r"Signed Le R{\'e}tif. Translated by Mitchell Abidor. Originally published"
    assert f"{note} 6 February 1909." in text


def test_bibtool_has_nothing_to_remark(cited: Bibliography, tmp_path: Path) -> None:
    cited.write("bibtex", tmp_path / "x.bib")
    said = run(tmp_path, "bibtool", "-i", "x.bib", "-o", "y.bib")
    assert said == ""
    text = (tmp_path / "y.bib").read_text(encoding="utf-8", errors="replace")
    assert re.findall(r"^@\w+\{\s*(.*),$", text, re.MULTILINE) == cited.ids
