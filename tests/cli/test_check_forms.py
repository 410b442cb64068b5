"""check on a terminal, for GitHub and pre-commit, and what it mends."""

import re
from pathlib import Path

import pytest
import yaml

from sergecli.catalogue import mending
from tests.conftest import DATA, Serge
from tests.screen import plain, screen

ROOT = DATA.parents[1]
BAD = """# A "comment" - as it is
[[works]]
id = "a"
title = "A \\"Straight\\" Title - and 'its' end"
kind = "letter"
date = "1936"
note = \"\"\"
In 1936-1938 he "wrote" this, no. 2014-1, in '36.
\"\"\"
editions = [{ container = 'The  Review', pages = "211-212", isbn = "978 2 7489 0167 2" }]
sources = ["https://example.org/a-'b' - c"]

[[works]]
id = "b"
title = "It's"
kind = "leter"
"""
MENDED = """# A "comment" - as it is
[[works]]
id = "a"
title = "A “Straight” Title – and ‘its’ end"
kind = "letter"
date = "1936"
note = \"\"\"
In 1936–1938 he “wrote” this, no. 2014-1, in ’36.
\"\"\"
editions = [{ container = "The Review", pages = "211–212", isbn = "978-2-7489-0167-2" }]
sources = ["https://example.org/a-'b' - c"]

[[works]]
id = "b"
title = "It’s"
kind = "leter"
"""


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "works.toml"
    path.write_text(BAD, encoding="utf-8")
    return path


def test_only_what_needs_no_judgement_is_mended() -> None:
    assert mending.mended(BAD, "") == MENDED
    assert mending.mended(MENDED, "") == MENDED


def test_the_catalogue_needs_no_mending() -> None:
    text = DATA.read_text(encoding="utf-8")
    assert mending.mended(text, "") == text


@pytest.mark.parametrize(
    ("literal", "mended"),
    [
        (r'"a\\b \"c\""', r'"a\\b \"c\""'),
        (r'"\u00e9 \"c\""', r'"\u00e9 \"c\""'),
        ('"e\u0301"', '"\u00e9"'),
        ("'say \"a\"'", '"say “a”"'),
        ('"d\'Anarchie, ’36"', '"d’Anarchie, ’36"'),
    ],
)
def test_a_text_with_escapes_is_left_alone(literal: str, mended: str) -> None:
    record = f'[[works]]\nid = "a"\ntitle = {literal}\nkind = "letter"\n'
    assert mending.mended(record, "") == record.replace(literal, mended)


def test_the_difference_is_shown_before_a_file_is_written(serge: Serge, bad: Path) -> None:
    answer = serge("check", "works.toml", "--fix", code=2)
    assert '-title = "It\'s"\n+title = "It’s"\n' in answer.out
    assert answer.err == "Can't ask for confirmation without a terminal; use --yes.\n"
    assert bad.read_text(encoding="utf-8") == BAD
    answer = serge("check", "works.toml", "--fix", "--yes")
    assert bad.read_text(encoding="utf-8") == MENDED
    assert Path(f"{bad}~").read_text(encoding="utf-8") == BAD
    assert "changed works.toml\nbackup: " in answer.err
    assert serge("check", "works.toml", "--fix").err == "works.toml: there is nothing to fix\n"


def test_a_terminal_asks_before_a_file_is_written(bad: Path) -> None:
    assert "Write " in screen("check", str(bad), "--fix", typed="n\n")
    assert bad.read_text(encoding="utf-8") == BAD
    screen("check", str(bad), "--fix", typed="y\n")
    assert bad.read_text(encoding="utf-8") == MENDED


def test_what_cannot_be_mended_is_refused(serge: Serge, tmp_path: Path) -> None:
    assert "standard input" in serge("check", "-", "--fix", stdin=BAD, code=2).err
    (tmp_path / "broken.toml").write_text("[[works", encoding="utf-8")
    assert "broken.toml:1" in serge("check", "broken.toml", "--fix", code=4).err


def test_github_annotates_the_lines(serge: Serge, bad: Path) -> None:
    told = serge("check", bad.name, "--format", "github", code=4).out.splitlines()
    assert told[-1].startswith("::error file=works.toml,line=16,col=8::b: kind: 'leter' is not")
    assert told[0] == (
        "::warning file=works.toml,line=4,col=9,title=hyphen::a: title: has a hyphen for a dash; write –"
    )
    lines = serge("check", bad.name, code=4).out.splitlines()
    assert len(told) == len(lines)
    odd = bad.with_name("a,b%:c.toml")
    odd.write_text(BAD.replace("1936-1938", "100%"), encoding="utf-8")
    assert (
        "file=a%2Cb%25%3Ac.toml,line=" in serge("check", odd.name, "--format", "github", code=4).out
    )
    assert "did you mean github?" in serge("check", "--format", "gihub", code=2).err
    assert "exclude" in serge("check", "--format", "github", "--json", code=2).err


def test_a_terminal_lists_by_record(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(bad.parent))
    shown = plain(screen("check", str(bad), columns=60, code=4)).splitlines()
    assert shown[:2] == ["~/works.toml", "a"]
    assert [line for line in shown if re.fullmatch(r"[ab]", line)] == ["a", "b"]
    assert re.fullmatch(r"  4:9 +warning title: has a hyphen for a dash; write –", shown[2])
    assert all(len(line) <= 60 for line in shown)
    assert any(line.startswith("~/works.toml  ") for line in shown[-2:])


def test_the_hook_for_pre_commit_runs(serge: Serge, bad: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *arguments = hook["entry"].split()
    assert (program, hook["language"]) == ("serge", "python")
    assert re.search(hook["files"], "data/works.toml")
    assert "error" in serge(*arguments, bad.name, code=4).out
    serge(*arguments, str(DATA))
