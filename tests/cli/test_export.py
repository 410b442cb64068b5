"""Works for other programs, and the styles at hand."""

from pathlib import Path

import pytest

from sergecli.exporters import csl_style
from tests.conftest import Serge


def test_export_writes_biblatex_unless_told_otherwise(serge: Serge, tmp_path: Path) -> None:
    assert serge("export", "voline").out == serge("cite", "voline", "--format", "biblatex").out
    assert serge("export", "voline", "--format", "ris").out.startswith("TY  - ")
    serge("export", "voline", "--output", str(tmp_path / "v.json"))
    assert (tmp_path / "v.json").read_text(encoding="utf-8").startswith("[\n")


def test_styles_are_found_by_words_of_their_names(serge: Serge) -> None:
    lines = [
        line.split("\t") for line in serge("styles", "chicago", "author-date").out.splitlines()
    ]
    assert lines[0][:2] == ["chicago-author-date", "--style"]
    assert [line for line in lines if line[0] == "chicago-author-date"][1][1] == "--csl"
    assert all("chicago" in line[0] and "date" in line[0] for line in lines)
    assert all(line[2] for line in lines)
    name = lines[-1][0]
    assert serge("cite", "voline", "--csl", name).out


def test_styles_that_only_refer_to_another_come_last(serge: Serge) -> None:
    names = [line.split("\t")[0] for line in serge("styles", "nature").out.splitlines()]
    assert names.index("nature") < names.index("capitalism-nature-socialism")


def test_there_may_be_no_such_style(serge: Serge) -> None:
    assert serge("styles", "no", "such", "word", code=1).err == "No styles match.\n"


def test_without_the_collection_there_are_serges_own_styles(
    serge: Serge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csl_style, "find_spec", lambda _: None)
    answer = serge("styles")
    assert [line.split("\t")[1] for line in answer.out.splitlines()] == ["--style"] * 4
    assert "need the extra 'csl'" in answer.err
