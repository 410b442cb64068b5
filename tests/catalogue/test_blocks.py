"""A record goes in and comes out; every other byte of the file stays."""

import re
import tomllib
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from sergecli.catalogue import blocks
from sergecli.errors import CatalogueError, UnknownWorkError
from tests.conftest import DATA

NEW = '[[works]]\nid = "new"\ntitle = "New"\nkind = "text"\n'
TRICKY = """\
# A file of a person's own.
# id = "a"

[catalogue]
title = 'Mine [[works]]'

# goes with a
# and so does this
[[ works ]] # id = "x"
id = "a"
title = \"\"\"
[[works]]
id = "inside"
ends in two quotes\"\"\"\"\"
note = '''
[[works]]
id = "b"
''' # behind
editions = [
    { title = "[[works]]", date = "1938" }, # id = "b"
    { title = 'a "quote" # no comment' },

]
# within a
other_titles = ["]", '[', "\\"[[works]]"]

[works.first_publication]
id = "b"
title = "id = 1"

[[works.editions2]]
title = "x"

# stays, since a blank line parts it

# b's own
  [["works"]]
  "id" = "b"
  title = "B"
# stays: nobody's header is below

['works' . "first"]
container = "C # ]"
[people]
"[[works]]" = ["id = \\"c\\""]
# c's own
[['works']]
'id'='c'
[ works.text]
date = "1938"
# the end
"""
A = TRICKY[TRICKY.index("# goes with a") : TRICKY.index('title = "x"\n') + len('title = "x"\n')]
B = TRICKY[TRICKY.index("# b's own") : TRICKY.index("[people]")]
C = TRICKY[TRICKY.index("# c's own") : TRICKY.index("# the end")]


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def as_it_is(text: str) -> str:
    return text


ends = pytest.mark.parametrize("ends", [as_it_is, crlf], ids=["lf", "crlf"])
Ends = Callable[[str], str]


# --- taking out ----------------------------------------------------------------------------------


@ends
@pytest.mark.parametrize(
    ("identity", "gone", "left"),
    [("a", f"{A}\n", ""), ("b", B, ""), ("c", C, "")],
    ids=["a", "b", "c"],
)
def test_exactly_one_block_comes_out(identity: str, gone: str, left: str, ends: Ends) -> None:
    assert TRICKY.count(gone) == 1
    assert blocks.remove(ends(TRICKY), [identity]) == ends(TRICKY.replace(gone, left))


@ends
def test_the_last_record_comes_out_too(ends: Ends) -> None:
    text = ends(TRICKY)
    for identity in ("b", "a", "c"):
        text = blocks.remove(text, [identity])
    assert "works" not in tomllib.loads(text)
    assert text == ends(TRICKY.replace(f"{A}\n", "").replace(B, "").replace(C, ""))


ONE = '[[works]]\nid = "one"\n'
TWO = '[[works]]\nid = "two"\n'
THREE = '[[works]]\nid = "three"\n'


@ends
@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{ONE}\n{TWO}\n{THREE}", f"{ONE}\n{THREE}"),
        (f"{TWO}\n{THREE}", THREE),
        (f"\n\n{TWO}\n{THREE}", f"\n\n{THREE}"),
        (f"{ONE}\n{TWO}", ONE),
        (f"{ONE}\n{TWO[:-1]}", ONE[:-1]),
        (f"{ONE}\n{TWO}\n\n", f"{ONE}\n\n"),
        (f"{ONE}{TWO}{THREE}", f"{ONE}{THREE}"),
        (f"{ONE}{TWO}", ONE),
        (f"{ONE}{TWO}\n{THREE}", f"{ONE}\n{THREE}"),
        (f"{ONE}\n{TWO}{THREE}", f"{ONE}\n{THREE}"),
        (f"{ONE}\n\n\n{TWO}\n\n{THREE}", f"{ONE}\n\n\n{THREE}"),
        (TWO, ""),
        (f"# c\n\n{TWO}", "# c\n"),
        (f"# c\n\n# two\n{TWO}\n# d\n{THREE}", f"# c\n\n# d\n{THREE}"),
        (f"{ONE}# above\n{TWO}# below\n\n{THREE}", f"{ONE}# below\n\n{THREE}"),
    ],
)
def test_one_parting_goes_with_the_block(text: str, left: str, ends: Ends) -> None:
    assert blocks.remove(ends(text), ["two"]) == ends(left)


@pytest.mark.parametrize(
    "text",
    [
        'works = [{ id = "a" }]\n',
        'works = [\n  { id = "a" },\n  { id = "b" },\n]\n',
        '[[works]]\nid = "a"\n[[works]]\nid = "a"\n',
        # A part of the record stands elsewhere.
        '[[works]]\nid = "z"\n[[works]]\nid = "a"\n[people]\n[works.first_publication]\ndate = "1938"\n',
    ],
)
def test_what_cannot_be_taken_out_for_certain_stays(text: str) -> None:
    with pytest.raises(
        CatalogueError, match="the record of a cannot be removed without changing anything else"
    ):
        blocks.remove(text, ["a"])


def test_several_come_out_at_once() -> None:
    records = [f'# {n}\n[[works]]\n"\\u0069d" = "w{n}"\n' for n in range(5)]
    text = "\n".join(records)
    assert blocks.remove(text, ["w3", "w0", "w4"]) == "\n".join(records[1:3])
    with pytest.raises(UnknownWorkError, match="w5"):
        blocks.remove(text, ["w3", "w5"])


@pytest.mark.parametrize("text", ["", TRICKY, "works = []\n", '[[works]]\ntitle = "a"\n'])
def test_what_is_not_there_cannot_be_taken_out(text: str) -> None:
    for identity in ("inside", "x", ""):
        with pytest.raises(UnknownWorkError, match=f"has the id '{identity}'"):
            blocks.remove(text, [identity])
        with pytest.raises(UnknownWorkError):
            blocks.line_of(text, identity)


@pytest.mark.parametrize("text", ["[[works", "a = 1\na = 2\n", "works = 1\n", "works = [1]\n"])
def test_what_is_no_catalogue_is_not_touched(text: str) -> None:
    with pytest.raises(CatalogueError, match="your catalogue: "):
        blocks.remove(text, ["a"])
    with pytest.raises(CatalogueError, match="your catalogue: "):
        blocks.append(text, NEW)


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, f"a = {'9' * 5000}"])
def test_what_python_cannot_read_is_refused(text: str) -> None:
    with pytest.raises(CatalogueError):
        blocks.append(text, NEW)


# --- putting in ----------------------------------------------------------------------------------


@ends
@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("", NEW),
        ("\n", f"\n{NEW}"),
        (ONE, f"{ONE}\n{NEW}"),
        (ONE[:-1], f"{ONE}\n{NEW[:-1]}"),
        (f"{ONE}\n\n", f"{ONE}\n{NEW}\n\n"),
        (f"{ONE}\n  \n ", f"{ONE}\n{NEW}\n  \n "),
        (f"{ONE}# the end ", f"{ONE}# the end \n\n{NEW[:-1]}"),
        (f"{ONE}\n[people]\n", f"{ONE}\n[people]\n\n{NEW}"),
        ('[catalogue]\ntitle = "M"\n', f'[catalogue]\ntitle = "M"\n\n{NEW}'),
    ],
)
def test_a_record_comes_last_behind_a_blank_line(text: str, new: str, ends: Ends) -> None:
    if "\n" in text:
        assert blocks.append(ends(text), NEW) == ends(new)
    assert blocks.append(text, NEW) == new


def test_several_records_come_as_they_stand() -> None:
    assert blocks.append(ONE, f"{TWO}\n{THREE}") == f"{ONE}\n{TWO}\n{THREE}"


def test_a_file_of_both_line_ends_gets_the_more_frequent() -> None:
    assert blocks.append("a = 1\r\nb = 2\r\nc = 3\n", ONE).endswith('[[works]]\r\nid = "one"\n')
    assert blocks.append("a = 1\r\nb = 2\nc = 3\n", ONE).endswith('[[works]]\nid = "one"\n')


@pytest.mark.parametrize("text", ['works = [{ id = "a" }]\n', "works = []\n"])
def test_a_list_in_brackets_takes_no_record(text: str) -> None:
    with pytest.raises(CatalogueError, match=r"under \[\[works\]\]"):
        blocks.append(text, NEW)


# --- lines ---------------------------------------------------------------------------------------


@ends
def test_the_line_is_that_of_the_header(ends: Ends) -> None:
    lines = TRICKY.split("\n")
    found = {one: lines[blocks.line_of(ends(TRICKY), one) - 1] for one in "abc"}
    assert found == {"a": '[[ works ]] # id = "x"', "b": '  [["works"]]', "c": "[['works']]"}


@pytest.mark.parametrize(
    "fault",
    [
        'title = "no end\n',
        "title = 'no end\n",
        "date = 1938-13\n",
        "= \n",
        "} ]\n",
        'id = "\\x"\n',
    ],
)
def test_the_line_is_found_in_a_faulty_file(fault: str) -> None:
    assert blocks.line_of(f"{ONE}{fault}\n{TWO}", "two") == f"{ONE}{fault}\n".count("\n") + 1


def test_an_id_of_a_part_is_not_that_of_the_record() -> None:
    with pytest.raises(UnknownWorkError):
        blocks.line_of('[[works]]\ntitle = "T"\n[works.first_publication]\nid = "part"\n', "part")


def test_the_first_of_two_records_of_one_id_is_found() -> None:
    assert blocks.line_of(f"{ONE}{TWO}{ONE}", "one") == 1


# --- any file ------------------------------------------------------------------------------------

HEADERS = ["[[works]]", "[[ works ]]", '[["works"]]', "[['works']] # c", "  [[works]]  "]
FILLED = [
    'title = "T"',
    "title = 'it''s' # c".replace("''", ""),
    'title = """\n[[works]]\nid = "m0"\n"""',
    "title = '''\n\n# no comment\n[[works]]'''",
    'other_titles = [\n  "[[works]]", # ]\n\n  "]",\n]',
    "editions = [\n    { id = 'm0' },\n]",
    "  # within\n  x.id = 1",
    "[works.first_publication]\nid = 'm0'",
    "# of the part\n[[works.parts]]\ndate = '1938'\n\n[[works.parts]]\nid = 'm0'",
]
BETWEEN = ["", "", "\n", "\n\n", " \n", "\n# by itself\n\n", "\n# one\n\n# two\n\n", "# close\n\n"]
ABOVE = ["", "", "", "# above\n", "# above\n  # and above [[works]]\n"]
TABLES = ["[people]\n'[[works]]' = []\n", "[x]\nid = 'm0'\n\n", "# nothing\n"]


class Piece(NamedTuple):
    """A part of a file: a record with its id, or what stands between records."""

    id: str
    text: str


def values(chosen: list[str]) -> str:
    """Keep what can stand together in one record: each key once, and tables last."""
    once = {re.split(r"[ .\n]*=|(?<=\])", one, maxsplit=1)[0]: one for one in chosen}
    tables = [one for one in once.values() if re.search(r"^\[", one, re.MULTILINE)]
    return "".join(f"{one}\n" for one in [*once.values()] if one not in tables) + "".join(
        f"{one}\n" for one in tables
    )


@st.composite
def catalogues(draw: st.DrawFn) -> tuple[list[Piece], str]:
    """Give the pieces of a catalogue, and its line ends."""

    def one_of(several: list[str]) -> str:
        return draw(st.sampled_from(several))

    pieces = [Piece("", one_of(["", "\n", "# head\n\n", "[catalogue]\nid = 'm0'\n\n"]))]
    for number in range(draw(st.integers(0, 4))):
        filled = values(draw(st.lists(st.sampled_from(FILLED), max_size=4)))
        record = f"{one_of(HEADERS)}\nid = 'm{number}'\n{filled}"
        pieces.append(Piece(f"m{number}", one_of(ABOVE) + record))
        pieces.append(Piece("", one_of(BETWEEN)))
    at = draw(st.integers(0, len(pieces)))
    if at and pieces[at - 1].text.endswith("\n"):
        pieces.insert(at, Piece("", one_of(TABLES)))
    return pieces, one_of(["\n", "\r\n"])


def written(pieces: list[Piece], end: str) -> str:
    return "".join(piece.text for piece in pieces).replace("\n", end)


def without(document: dict[str, Any], identity: str) -> dict[str, Any]:
    left = [work for work in document.get("works", []) if work["id"] != identity]
    return {**document, "works": left}


@given(catalogues(), st.sampled_from(["", "\n", " \n\n", "\n \n", "\n# end", "\n# end \r\n"]))
def test_what_goes_in_comes_out_with_every_byte_as_before(
    made: tuple[list[Piece], str], tail: str
) -> None:
    text = written(*made).rstrip("\r\n") + tail
    new = blocks.append(text, NEW)
    assert blocks.remove(new, ["new"]) == text
    assert without(tomllib.loads(new), "new") == {"works": [], **tomllib.loads(text)}
    assert tomllib.loads(new)["works"][-1] == tomllib.loads(NEW)["works"][0]
    if kept := text.rstrip(" \r\n"):
        assert new.startswith(kept)
        assert new[len(kept) :].lstrip(" \r\n").startswith("[[works]]")
        assert new.endswith(text[len(kept) :].lstrip(" "))


@given(catalogues())
def test_every_byte_outside_a_block_stays(made: tuple[list[Piece], str]) -> None:
    pieces, end = made
    text = written(pieces, end)
    document = tomllib.loads(text)
    for number, piece in enumerate(pieces):
        if not piece.id:
            continue
        before, after = written(pieces[:number], end), written(pieces[number + 1 :], end)
        if before.splitlines()[-1:] and before.splitlines()[-1].startswith("#"):
            # What stands right above is the record's own, wherever it came from.
            continue
        left = blocks.remove(text, [piece.id])
        kept = before.rstrip(" \r\n"), after.lstrip(" \r\n")
        assert left.startswith(kept[0])
        assert left.endswith(kept[1])
        between = left[len(kept[0]) : len(left) - len(kept[1])]
        assert not between.strip(" \r\n")
        if kept[1]:
            behind = after[: len(after) - len(kept[1])].count("\n") + 1
            assert between.count("\n") <= max(before[len(kept[0]) :].count("\n"), behind)
        assert {"works": [], **tomllib.loads(left)} == without(document, piece.id)
        line = text.split("\n")[blocks.line_of(text, piece.id) - 1].strip()
        assert line.replace("'", "").replace('"', "").replace(" ", "").startswith("[[works]]")


TEXTS = st.text(st.sampled_from("a\"'#[]{}\n\\= é"), max_size=12)


@given(st.lists(st.dictionaries(st.sampled_from(["title", "a b", '"']), TEXTS), max_size=4), TEXTS)
def test_strings_do_not_mislead(records: list[dict[str, str]], other: str) -> None:
    # What is short would be written in brackets.
    works = [{"id": f"m{n}", "z": "z" * 100, **record} for n, record in enumerate(records)]
    document = {"x": other, "works": works} if works else {"x": other}
    text = tomli_w.dumps(document, multiline_strings=True)
    lines = [blocks.line_of(text, work["id"]) for work in works]
    assert lines == [n for n, one in enumerate(text.split("\n"), 1) if one == "[[works]]"]
    for work in works:
        left = tomllib.loads(blocks.remove(text, [work["id"]]))
        assert left.get("works", []) == [one for one in works if one is not work]
        assert left["x"] == other


def test_the_built_in_catalogue_is_as_before_when_records_have_come_and_gone() -> None:
    text = DATA.read_bytes().decode()
    ids = re.findall(r'(?m)^id = "(.+)"$', text)
    assert "[[works]]" not in blocks.remove(text, ids)
    assert blocks.remove(blocks.append(text, NEW), ["new"]) == text
    left = blocks.remove(text, [ids[len(ids) // 2]])
    assert len(left.split("\n\n")) == len(text.split("\n\n")) - 1


def test_a_long_text_is_read_in_one_go() -> None:
    """Ten million letters between quotes cost no more than their length."""
    long = '"""' + 'a\\"[[works]]\n' * 400_000 + '"""'
    text = f"{ONE}note = {long}\n{TWO}"
    assert blocks.line_of(text, "two") == 400_000 + 4
