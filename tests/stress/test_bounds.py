"""No file of a megabyte takes more than a few seconds or 500 MB, whatever is in it.

The slowest takes three or four; what is quadratic would take many minutes. The bound leaves room
for slow and busy machines.
"""

import os
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from sergecli.errors import ExitCode
from sergecli.importers.base import MOST_ENTRIES

MEGABYTE = 1_000_000
SECONDS = 30
KILOBYTES = 500_000
HEAD = '[catalogue]\ntitle = "T"\nauthor = "A B"\nlanguage = "en"\n'
RECORD = '[[works]]\nid = "w{0}"\ntitle = "Title {0}"\nkind = "letter"\n'


class Used(NamedTuple):
    """What a run of the program took."""

    code: int
    seconds: float
    kilobytes: int


def _long(unit: str, begin: str = "", end: str = "", most: int = MEGABYTE) -> str:
    """Repeat a text up to a megabyte, at `most` so many times; `{0}` in it is its number."""
    room = MEGABYTE - len(begin) - len(end)
    if "{0}" not in unit:
        return begin + (unit * (room // len(unit) + 1))[:room] + end
    parts: list[str] = []
    while room > 0 and len(parts) < most:
        parts.append(unit.replace("{0}", str(len(parts))))
        room -= len(parts[-1])
    return begin + "".join(parts) + end


def _many(unit: str, begin: str = "", end: str = "") -> str:
    """Repeat an entry of a file, as often as one may have entries."""
    return _long(unit, begin, end, MOST_ENTRIES - 1)


def _deep(left: str, middle: str, right: str, begin: str = "") -> str:
    """Nest a megabyte."""
    count = MEGABYTE // (len(left) + len(right))
    return begin + left * count + middle + right * count


CATALOGUES = {
    "parts of a key": _long("a.", "", "a = 1\n"),
    "parts of a quoted key": _long('"a" . ', "", "a = 1\n"),
    "parts of a header": _long("a.", "[", "a]\n"),
    "parts of many keys": _long(f"{'a.' * 19}k{{0}} = 1\n"),
    "parts within a table": _long("a.", "x = { ", "a = 1 }\n"),
    "parts within a record": _long("a.", f"{HEAD}[[works]]\n", "a = 1\n"),
    "parts of two thousand keys": _long(f"{'b.' * 249}k{{0}} = 1\n"),
    "lists": _deep("[", "1", "]", "x = "),
    "open lists": _long("[", "x = "),
    "tables": _deep("{a=", "1", "}", "x = "),
    "open tables": _long("{a=", "x = "),
    "keys": _long("k{0} = 1\n", HEAD),
    "headers": _long("[k{0}]\n", HEAD),
    "records of nothing": _long("[[works]]\n", HEAD),
    "records": _long(RECORD, HEAD),
    "records of one id": _long(RECORD.replace("{0}", ""), HEAD),
    "one key twice": _long("x{0} = 1\n", HEAD, "x0 = 2\n"),
    "values of a list": _long("1,", f"{HEAD}[[works]]\nsee = [", "]\n"),
    "names that are none": _long('"x{0}",', f"{HEAD}[[works]]\nid = 'w'\nsee = [", "]\n"),
    "an id": _long("a", f'{HEAD}[[works]]\nid = "', '"\n'),
    "editions": _long("[[works.editions]]\n", f"{HEAD}{RECORD}"),
    "editions with a date": _long('[[works.editions]]\ndate = "1936"\n', f"{HEAD}{RECORD}"),
    "contents": _long('{title = "T{0}"},', f"{HEAD}{RECORD}[works.reproduced_from]\ncontents = [", "]\n"),
    "people": _long('P{0} = ["Q{0}"]\n', f"{HEAD}[people]\n"),
    "a date": _long("1", f'{HEAD}{RECORD}date = "', '"\n'),
    "a number": _long("1", "x = ", "\n"),
    "an open text": _long("a", 'x = "'),
    "open texts": _long('x = "a\n'),
    "escapes": _long("\\u0041", f'{HEAD}{RECORD}note = "', '"\n'),
    "quotes": _long('"'),
    "blank lines": _long(" \n", HEAD),
    "comments": _long("# a\n", HEAD),
    "line ends within a text": _long("\\\n", f'{HEAD}{RECORD}note = """', '"""\n'),
    "parts of one another": _long(
        '[[works]]\nid = "a{0}"\npart_of = "b{0}"\ntitle = "T"\nkind = "book"\n'
        '[[works]]\nid = "b{0}"\npart_of = "a{0}"\ntitle = "T"\nkind = "book"\n', HEAD
    ),
    "fields of one's own": _long("a{0} = 'b'\n", f"{HEAD}{RECORD}[works.x]\n"),
    "a part of itself": _long('[[works]]\nid = "w{0}"\npart_of = "w{0}"\ntitle = "T"\nkind = "book"\n', HEAD),
    "a title": _long("a", f"{HEAD}[[works]]\nid = 'w'\nkind = 'letter'\ntitle = '", "'\n"),
    # A text may have 100,000 letters.
    **{
        f"titles of {unit!r}": _long(
            f'[[works]]\nid = "w{{0}}"\nkind = "letter"\ntitle = """{(unit * 90_000)[:90_000]}"""\n', HEAD
        )
        for unit in ("a. ", "“", "(", "-", "\u0301", "А", "’", "de ")
    },
    **{
        f"notes of {unit!r}": _long(f'{RECORD}note = """{(unit * 90_000)[:90_000]}"""\n', HEAD)
        for unit in (
            "a. ", "'", "“", "1 ", " a", "(", "1936-1937 ", "Ã", "aÁ ", "&amp;", "Signed a. ",
            "Translated by a ", "http://a", ".",
        )
    },
}  # fmt: skip
_CSL = '{"id": "w{0}", "type": "book", "title": "Title {0}"},'
_BIB = "@book{w{0}, title = {Title {0}}, date = {1936}}\n"
_RIS = "TY  - BOOK\nTI  - Title {0}\nER  - \n"
_YAML = "w{0}:\n  type: book\n  title: Title {0}\n"
IMPORTS = {
    "lists.json": _deep("[", "1", "]"),
    "open lists.json": _long("["),
    "tables.json": _deep('{"a":', "1", "}"),
    "items.json": _many(_CSL, "[", '{"id": "x"}]'),
    "a number.json": _long("1", '[{"id": "w", "type": "book", "volume": ', "}]"),
    "names.json": _long('{"family": "F{0}"},', '[{"id": "w", "author": [', "{}]}]"),
    "dates.json": _long("[1936],", '[{"id": "w", "type": "book", "issued": {"date-parts": [', "[1936]]}}]"),
    "entries.bib": _many(_BIB),
    "braces.bib": _deep("{", "T", "}", "@book{w, title = "),
    "open braces.bib": _long("{", "@book{w, title = "),
    "open entries.bib": _long("@book{w, title = {"),
    "strings.bib": _long("@string{s{0} = {a}}\n"),
    "doubled strings.bib": "@string{s0 = {aaaaaaaaaa}}\n"
    + "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 40))
    + "@book{w, title = s39}\n",
    "joined strings.bib": _long(" # s", "@string{s = {a}}\n@book{w, title = s", "}\n"),
    "crossrefs.bib": _many("@book{w{0}, crossref = {w0}, title = {T}}\n"),
    "a chain of crossrefs.bib": "".join(
        f"@book{{w{n}, crossref = {{w{n + 1}}}, title = {{T{n}}}}}\n" for n in range(MOST_ENTRIES)
    ),
    "names.bib": _long("A and ", "@book{w, title = {T}, author = {", "B}}\n"),
    "commands.bib": _long("\\emph{", "@book{w, title = {", "}}\n"),
    "at signs.bib": _long("@"),
    "quotes.bib": _long('"', "@book{w, title = "),
    "fields.bib": _long("f{0} = {a},\n", "@book{w,\n", "}\n"),
    "records.ris": _many(_RIS),
    "open records.ris": _many("TY  - BOOK\nID  - {0}\n"),
    "ends.ris": _long("ER  - \n"),
    "one record.ris": _long("AU  - Name {0}\n", "TY  - BOOK\nTI  - T\n", "ER  - \n"),
    "titles.ris": _long("TI  - Title\n", "TY  - BOOK\n", "ER  - \n"),
    "entries.yaml": _many(_YAML),
    "lists.yaml": _deep("[", "1", "]", "w: "),
    "open lists.yaml": _long("[", "w: "),
    "tables.yaml": _deep("{a: ", "1", "}", "w: "),
    "anchors.yaml": "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)
    ),
    "dashes.yaml": _long("- ", "w: "),
    "indents.yaml": "".join(" " * n + "a:\n" for n in range(1_400)),
    "questions.yaml": _long("? "),
    "quotes.yaml": _long("'", "w: "),
    "text.yaml": _long("a ", "w:\n  type: book\n  title: ", "\n"),
    "rows.csv": _many("Title {0},1936\n", "title,date\n"),
    "columns.csv": _long("c{0},", "title,", "\nT\n"),
    "quotes.csv": _long('"', "title\n"),
    "open quotes.csv": _long('a"\n', 'title\n"'),
    "blank rows.csv": _long(",\n", "title,date\n"),
    "a cell.csv": _long("a ", 'title,date\n"', '",1936\n'),
    "records.toml": _many(RECORD, HEAD),
    "parts of a key.toml": _long("a.", HEAD, "a = 1\n"),
    **{
        f"a note of {name}.ris": _long(unit, "TY  - BOOK\nTI  - T\nN1  - ", "\nER  - \n")
        for name, unit in {
            "initials": "Signed a. ", "letters": "a. ", "quotes": "“", "spaces": " ", "dates": "1936-",
            "translators": "Translated by a ", "brackets": "(",
        }.items()
    },
    **{
        f"a title of {name}.json": _long(unit, '[{"id": "w", "type": "book", "title": "', '"}]')
        for name, unit in {
            "words": "a ", "colons": ": ", "quotes": "“", "tags": "<i>", "brackets": "(", "accents": "\u0301"
        }.items()
    },
    **{
        f"authors of {name}.bib": _long(unit, "@book{w, title = {T}, author = {", "}}\n")
        for name, unit in {"commas": ",", "words": "a ", "braces": "{}", "and": " and "}.items()
    },
}  # fmt: skip


def _run(directory: Path, *arguments: str) -> Used:
    """Run the program; give what it took."""
    child = os.fork()
    if not child:
        import resource  # noqa: PLC0415 - not on every system, as little as forking

        resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (60,) * 2)
        os.chdir(directory)
        for stream in (0, 1, 2):
            os.dup2(os.open(os.devnull if stream != 2 else "said", os.O_RDWR | os.O_CREAT), stream)
        environment = os.environ | {
            "XDG_CACHE_HOME": str(directory / "cache"),
            "XDG_DATA_HOME": str(directory),
        }
        command = [sys.executable, "-m", "sergecli", *arguments]
        os.execve(command[0], command, environment)  # noqa: S606 - this program, and no shell
    _, status, usage = os.wait4(child, 0)
    seconds = usage.ru_utime + usage.ru_stime
    return Used(os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss)


def _check(directory: Path, *arguments: str) -> int:
    used = _run(directory, *arguments)
    said = (directory / "said").read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in said, said[-2_000:]
    assert used.code in {0, 1, 3, 4}, (used, said[-500:])
    assert used.seconds < SECONDS, used
    assert used.kilobytes < KILOBYTES, used
    return used.code


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory in which the built-in catalogue has been read once."""
    directory = tmp_path_factory.mktemp("bounds")
    _run(directory, "list")
    return directory


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_megabyte_of_a_catalogue(place: Path, name: str) -> None:
    file = place / "x.toml"
    file.write_text(CATALOGUES[name], encoding="utf-8")
    # What cannot be read is not listed either.
    if _check(place, "check", "--alone", "x.toml") != ExitCode.FAULTY_CATALOGUE:
        _check(place, "list", "--alone", "--catalogue", "x.toml")


@pytest.mark.parametrize("name", IMPORTS)
def test_a_megabyte_to_be_imported(place: Path, name: str) -> None:
    file = place / name
    file.write_text(IMPORTS[name], encoding="utf-8")
    _check(place, "import", name, "--dry-run")


@pytest.mark.parametrize(
    "command",
    [
        ["search", "--ids", "--"], ["list", "--author"], ["list", "--recipient"], ["list", "--place"],
        ["show", "--ids", "--"],
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("unit", ["-", "a. ", "{date}"])
def test_a_long_argument(place: Path, command: list[str], unit: str) -> None:
    # Linux gives a program no longer one.
    _check(place, *command, (unit * 40_000)[:40_000])


@pytest.mark.parametrize("command", [["check"], ["import", "--dry-run"], ["list", "--catalogue"]])
def test_a_file_that_never_ends(place: Path, command: list[str]) -> None:
    _check(place, *command, "/dev/zero")
