"""What is wrong between records is named, and all that is wrong at once."""

import io
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from sergecli.errors import CatalogueError, ExitCode, Problem
from sergecli.model.work import Attribution, Head, Publication, Work, keys
from tests.catalogue.reading import BEGINS, HEAD, NEXT, RECORD, Written, alone, faults
from tests.conftest import Serge

# --- the records together ------------------------------------------------------------------------


def records(*lines: str) -> str:
    """Make a record "a", "b" … of each line: the lines 10, 16, 22 …"""
    made = [
        f'\n[[works]]\nid = "{name}"\ntitle = "T"\nkind = "text"\n{line}\n'
        for name, line in zip("abcdef", lines, strict=False)
    ]
    return HEAD + "".join(made)


def test_an_id_of_two_records_is_told_at_the_second(written: Written) -> None:
    assert faults(written(HEAD + RECORD + RECORD + RECORD)) == [
        f"{BEGINS + 6}: once-more-kronstadt: id: is the id of works[1] already",
        f"{BEGINS + 11}: once-more-kronstadt: id: is the id of works[1] already",
    ]


@pytest.mark.parametrize("field", ["part_of", "extract_of"])
def test_a_reference_to_no_record_suggests_the_nearest(written: Written, field: str) -> None:
    text = HEAD + RECORD + RECORD.replace("once-more-", "")
    (said,) = faults(written(f'{text}{field} = "once-more-cronstadt"\n'))
    assert said == (
        f"15: kronstadt: {field}: no work has the id 'once-more-cronstadt'; "
        "did you mean 'once-more-kronstadt'?"
    )


@pytest.mark.parametrize("field", ["see", "collected_in"])
def test_each_dangling_reference_of_a_list_is_named(written: Written, field: str) -> None:
    assert faults(written(records(f'{field} = ["b", "nowhere", "b", "elsewhere"]', ""))) == [
        f"10: a: {field}: no work has the id 'nowhere'",
        f"10: a: {field}: no work has the id 'elsewhere'",
    ]


@pytest.mark.parametrize(
    ("lines", "attribution", "authors"),
    [
        ("", Attribution.AUTHOR, ("Victor Serge",)),
        ('authors = ["Benjamin Fondane", "V. Serge"]', Attribution.AUTHOR, None),
        ('authors = ["Karl Marx"]', Attribution.OTHER, ("Karl Marx",)),
        ("authors = []", Attribution.OTHER, ()),
        ('authors = ["Karl Marx"]\nattribution = "about"', Attribution.ABOUT, ("Karl Marx",)),
        ('authors = ["Karl Marx"]\nattribution = "author"', Attribution.AUTHOR, ("Karl Marx",)),
        ('attribution = "other"', Attribution.OTHER, ()),
    ],
)
def test_what_others_wrote_is_not_taken_for_the_author_s(
    written: Written, lines: str, attribution: Attribution, authors: tuple[str, ...] | None
) -> None:
    (work,) = alone(written(HEAD + RECORD + lines + "\n"))
    assert work.attribution is attribution
    assert authors is None or work.authors == authors


def test_a_work_may_be_in_several_others(written: Written) -> None:
    works = alone(written(records('collected_in = ["b", "c"]', "", 'collected_in = ["b"]')))
    assert [work.collected_in for work in works] == [("b", "c"), (), ("b",)]


def test_a_record_with_another_fault_may_still_be_referred_to(written: Written) -> None:
    text = records("", 'part_of = "a"').replace('title = "T"\n', "", 1)
    assert faults(written(text)) == ["6: a: title: is missing"]


@pytest.mark.parametrize(
    "line", ['part_of = "a"', 'extract_of = "a"', 'collected_in = ["a"]', 'see = ["b", "a"]']
)
def test_a_record_does_not_refer_to_itself(written: Written, line: str) -> None:
    field, _, _ = line.partition(" ")
    assert faults(written(records(line, ""))) == [f"10: a: {field}: refers to the work itself"]


def test_a_circle_of_parts_is_told_at_each_of_them(written: Written) -> None:
    text = records('part_of = "b"', 'part_of = "c"', 'part_of = "a"', 'part_of = "a"')
    assert faults(written(text)) == [
        "10: a: part_of: leads back to the work itself, in a circle",
        "16: b: part_of: leads back to the work itself, in a circle",
        "22: c: part_of: leads back to the work itself, in a circle",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('extract_of = "b"', 'extract_of = "a"'),
        ('collected_in = ["b"]', 'collected_in = ["a"]'),
        ('part_of = "b"', 'extract_of = "a"'),
        ('extract_of = "b"', 'collected_in = ["a"]'),
    ],
)
def test_a_work_is_not_contained_in_itself_whichever_field_says_so(
    written: Written, one: str, other: str
) -> None:
    assert faults(written(records(one, other, 'part_of = "a"\ncollected_in = ["b"]'))) == [
        f"10: a: {one.partition(' ')[0]}: leads back to the work itself, in a circle",
        f"16: b: {other.partition(' ')[0]}: leads back to the work itself, in a circle",
    ]


def test_only_what_is_on_a_circle_is_told(written: Written) -> None:
    text = records(
        'collected_in = ["b", "c"]',
        'part_of = "a"',
        "",
        'collected_in = ["c", "a"]',
        'collected_in = ["f"]',
    )
    text += '[[works]]\nid = "f"\ntitle = "T"\nkind = "novel"\nextract_of = "e"\nsee = ["a"]\n'
    assert [said.split(": ", 1)[1] for said in faults(written(text))] == [
        f"{name}: leads back to the work itself, in a circle"
        for name in ("a: collected_in", "b: part_of", "e: collected_in", "f: extract_of")
    ]


@pytest.mark.parametrize("lacking", ["id", "title", "kind"])
def test_what_a_record_lacks_hides_no_other_fault(written: Written, lacking: str) -> None:
    lines = (
        'see = ["gone"]\npart_of = "gone"\nextract_of = "gone"\ncollected_in = ["gone"]\ndate = "x"'
    )
    text = records(lines)
    kept = "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith(f"{lacking} =")
    )
    assert kept != text
    fields = {lacking, "see", "part_of", "extract_of", "collected_in", "date"}
    kept = kept.replace("[catalogue]", '[catalogue]\ntitle = "T"', lacking == "title")
    assert {said.split(": ")[2] for said in faults(written(kept))} == fields


def test_what_lacks_a_title_may_be_on_a_circle(written: Written) -> None:
    text = records('part_of = "b"', 'extract_of = "a"').replace('title = "T"\n', "", 1)
    assert [said.split(": ")[1:3] for said in faults(written(text))] == [
        ["a", "title"], ["a", "part_of"], ["b", "extract_of"]
    ]  # fmt: skip


def test_a_part_of_a_part_is_no_circle(written: Written) -> None:
    text = records("", 'part_of = "a"', 'part_of = "b"', 'part_of = "a"')
    assert [work.part_of for work in alone(written(text))] == ["", "a", "b", "a"]


# --- lines ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_lines_are_counted_as_an_editor_counts_them(written: Written, character: str) -> None:
    text = HEAD + RECORD + f'note = "one{character}two"\ndate = "1938-13"\n'
    assert faults(written(text)) == [
        f"{NEXT + 1}: once-more-kronstadt: date: '1938-13' has no month 13; they are 01 to 12"
    ]


def test_a_fault_in_an_inline_list_of_works_has_a_record_and_a_line(written: Written) -> None:
    text = 'works = [{ id = "a", title = "T", kind = "song" }]\n' + HEAD
    (said,) = faults(written(text))
    assert said.startswith("1: a: kind: 'song' is not one of: ")


# --- all at once ---------------------------------------------------------------------------------

TEN_FAULTS = """\
[catalogue]
title = "Ten Faults"
author = "Victor Serge"

[[works]]
id = "once-more-kronstadt"
title = "Once More: Kronstadt"
kind = "leter"
date = "1938-13"
reproduced_from = { container = "The New International", volume = "4", date = "1938-02-30" }

[[works]]
id = "Open Letter"
titel = "Open Letter to André Gide"
kind = "letter"
url = "javascript:alert(1)"

[[works]]
id = "kronstadt-21"
title = "Kronstadt ’21"
kind = "extract"
date = 1945-02-01
extract_of = "once-more-cronstadt"
"""
TOLD = """\
works.toml:1: catalogue: language: is missing
works.toml:8: once-more-kronstadt: kind: 'leter' is not one of: archive, article, biography, book, \
collection, correspondence, diary, entry, essay, extract, history, letter, memoir, novel, obituary, \
pamphlet, poem, poetry, prose, review, speech, stories, text, thesis; did you mean 'letter'?
works.toml:9: once-more-kronstadt: date: '1938-13' has no month 13; they are 01 to 12
works.toml:10: once-more-kronstadt: reproduced_from.date: '1938-02-30' has no day 30 in February 1938; \
they are 01 to 28
works.toml:12: Open Letter: title: is missing
works.toml:13: Open Letter: id: 'Open Letter' is not an id; use lower-case letters and digits with single hyphens
works.toml:14: Open Letter: titel: is not a field; did you mean 'title'?
works.toml:16: Open Letter: url: 'javascript:alert(1)' is not a web address; it begins with \
https:// or http://
works.toml:22: kronstadt-21: date: must be a text in quotes, not a date without quotes
works.toml:23: kronstadt-21: extract_of: no work has the id 'once-more-cronstadt'; \
did you mean 'once-more-kronstadt'?
"""


def test_all_faults_of_a_file_are_told_at_once_in_its_order(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(TEN_FAULTS)
    monkeypatch.chdir(path.parent)
    with pytest.raises(CatalogueError) as error:
        alone(Path(path.name))
    assert str(error.value) + "\n" == TOLD
    assert error.value.path == "works.toml"
    assert error.value.problems[2] == Problem(
        9,
        "once-more-kronstadt",
        "date",
        "'1938-13' has no month 13; they are 01 to 12",
        len('date = "'),
    )


def test_the_program_tells_all_faults_on_standard_error(serge: Serge, written: Written) -> None:
    path = written(TEN_FAULTS)
    answer = serge("list", "--catalogue", path.name, "--alone", code=ExitCode.FAULTY_CATALOGUE)
    assert (answer.out, answer.err) == ("", TOLD)


# --- nothing but CatalogueError ------------------------------------------------------------------

SCALARS: st.SearchStrategy[Any] = st.one_of(
    st.text(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.times(),
    st.datetimes(),
    st.sampled_from(
        ["1938", "1938-13", "letter", "serge", "a", "b", "https://example.org", "javascript:"]
    ),
)
KEYS = st.text() | st.sampled_from(
    [
        *(key for record in (Head, Work, Publication) for key in keys(record)),
        *("catalogue", "people", "works"),
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)


def nearly_a_record() -> st.SearchStrategy[dict[str, Any]]:
    right = {"id": st.sampled_from("ab"), "title": st.text(min_size=1), "kind": st.just("text")}
    return st.builds(
        lambda base, odd: base | odd,
        st.fixed_dictionaries({}, optional=right),
        st.dictionaries(KEYS, VALUES, max_size=3),
    )


def nearly_a_catalogue() -> st.SearchStrategy[dict[str, Any]]:
    head = {name: st.text() | VALUES for name in keys(Head)}
    names = st.sampled_from(["A", "B", "A B", ""]) | st.text()
    parts: dict[str, st.SearchStrategy[Any]] = {
        "catalogue": st.fixed_dictionaries({}, optional=head) | VALUES,
        "people": st.dictionaries(names, st.lists(names, max_size=3) | VALUES, max_size=3) | VALUES,
        "works": st.lists(nearly_a_record() | VALUES, max_size=4) | VALUES,
    }
    return st.fixed_dictionaries({}, optional=parts)


def load_or_be_told(path: Path, content: bytes) -> None:
    """Read a catalogue; fails at any error but a CatalogueError in whole, printable lines."""
    path.write_bytes(content)
    try:
        alone(path)
    except CatalogueError as error:
        lines = str(error).split("\n")
        assert len(lines) == len(error.problems) > 0  # noqa: PT017 - to be read is right too
        assert all(line.isprintable() for line in lines), lines


@pytest.fixture(scope="module")
def anything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "works.toml"


@given(nearly_a_catalogue() | st.dictionaries(KEYS, VALUES, max_size=3))
def test_any_toml_is_a_catalogue_or_a_catalogue_error(
    anything: Path, document: dict[str, Any]
) -> None:
    out = io.BytesIO()
    tomli_w.dump(document, out)
    assert tomllib.loads(out.getvalue().decode()).keys() == document.keys()
    load_or_be_told(anything, out.getvalue())


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.builds(
        lambda at, put: TEN_FAULTS.encode()[:at] + put + TEN_FAULTS.encode()[at:],
        st.integers(0, len(TEN_FAULTS.encode())),
        st.binary(max_size=4),
    )
)
def test_any_bytes_are_a_catalogue_or_a_catalogue_error(anything: Path, content: bytes) -> None:
    load_or_be_told(anything, content)


def test_faults_are_told_alike_at_every_run(written: Written) -> None:
    path = written("z = 1\ny = 1\nx = 1\nw = 1\n" + HEAD + RECORD)
    told = set()
    for seed in ("1", "2", "3"):
        done = subprocess.run(
            [sys.executable, "-m", "sergecli", "list", "--catalogue", str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        )
        told.add(done.stderr.count(b"is not part of a catalogue") and done.stderr)
    assert len(told) == 1
    assert told != {0}
