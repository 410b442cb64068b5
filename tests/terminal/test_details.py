"""What a person sees at a terminal."""

import re
from pathlib import Path

import pytest

from sergecli.model.work import Catalogue, Work
from sergecli.terminal.tables import OneLineRows
from tests.conftest import Serge
from tests.screen import links, plain, screen


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_a_table_fits_its_terminal_and_breaks_no_id(catalogue: Catalogue, columns: int) -> None:
    shown = plain(screen("list", columns=columns))
    lines = shown.splitlines()
    assert all(len(line.rstrip()) <= columns for line in lines), columns
    assert lines[-1] == f"{len(catalogue)} of {len(catalogue)} works"
    header = lines[0].split()
    assert header[:2] == ["Date", "Title"]
    assert ("Kind" in header) is ("Appeared" in header) is (columns >= 80)
    assert ("Id" in header) is (columns >= 200)
    if "Id" in header:
        for work in catalogue:
            assert re.search(rf"(^|\s){work.id}$", shown, flags=re.MULTILINE)


@pytest.mark.parametrize(("columns", "header"), [(20, "Title"), (30, "Date              Title")])
def test_where_hardly_anything_fits_titles_stay(columns: int, header: str) -> None:
    shown = plain(screen("list", "--year", "1938", columns=columns)).splitlines()
    assert shown[0] == header
    assert all(len(line) <= columns for line in shown)


def test_titles_are_links_to_the_texts() -> None:
    shown = screen("list", "--kind", "poem")
    assert links(shown) == ["https://www.marxists.org/archive/serge/1919/07/machinegun.htm"]


def test_parts_are_indented_under_their_whole_and_others_marked() -> None:
    shown = plain(screen("list", "--year", "1927", columns=120))
    assert re.search(r"^1927–1928 {6}The Class Struggle", shown, flags=re.MULTILINE)
    assert re.search(r"^1927–1928 {8}Second Letter: ", shown, flags=re.MULTILINE)
    assert "[attributed]" in plain(screen("list", "--by", "attributed", columns=120))
    assert "[about]" in plain(screen("list", "--by", "about", columns=120))


def test_a_list_of_works_by_others_names_their_authors() -> None:
    shown = plain(screen("list", "--by", "about", columns=120))
    assert re.search(r"^Date +Title +By +Kind", shown.lstrip(), flags=re.MULTILINE)
    assert "Peter Sedgwick" in shown
    assert " By " not in plain(screen("list", "--year", "1927", columns=120))


def test_a_part_is_not_indented_beneath_a_stranger() -> None:
    shown = plain(
        screen("list", "--year", "1945-1946", "--kind", "diary", "--sort", "index", columns=80)
    )
    assert re.search(r"^1945               In a time of duplicity", shown, flags=re.MULTILINE)
    assert re.search(r"^23 February 1945   The case of Doriot", shown, flags=re.MULTILINE)


def test_how_far_works_are_indented() -> None:
    whole = [
        ("a", ""),
        ("a1", "a"),
        ("a11", "a1"),
        ("a2", "a"),
        ("b", ""),
        ("a3", "a"),
        ("c1", "c"),
    ]
    works = [Work(id=name, title="Title", kind="text", part_of=of) for name, of in whole]

    def indents(listed: list[Work]) -> list[int]:
        header, _, *rows = OneLineRows(listed, 80).lines(0, len(listed))
        return [row.index("Title") - header.index("Title") for row in rows]

    assert indents(works) == [0, 2, 4, 2, 0, 0, 0]
    assert indents(works[3:4] + works[1:2]) == [0, 0], "of one whole, which is not there"


def test_a_hit_that_is_not_in_the_title_says_where_it_is() -> None:
    shown = plain(screen("search", "retif", columns=100))
    assert "signed Le Rétif" in shown
    scored = plain(screen("search", "cronstadt", "--score", columns=100))
    assert "spelling" in scored


def test_the_letters_that_were_met_are_lit() -> None:
    shown = screen("search", "kronstadt", columns=100)
    assert re.search(r"\x1b\[[0-9;]*1[0-9;]*m(\x1b\]8[^\\]*\\)?Kronstadt", shown)


def labels(card: str) -> list[str]:
    """Give what a card says before its values."""
    return re.findall(r"^([A-Z][\w ]*?)  +\S", card, flags=re.MULTILINE)


def test_a_card_tells_everything_and_ends_with_the_citation() -> None:
    shown = plain(screen("show", "unforgiving-years", columns=100))
    title, what, blank, *_ = shown.splitlines()
    assert (title, blank) == ("Unforgiving Years", "")
    assert what == "novel, 1946, published posthumously"
    known = ["Id", "Original", "Also", "First appeared", "In English", "In French"]
    known += ["In Italian", "In Japanese", "In Spanish", "In Swedish", "Note", "Sources"]
    assert labels(shown) == known
    citation = "Serge, Victor. Unforgiving Years. Translated by Richard Greeman. "
    assert " ".join(shown.rsplit("\n\n", 1)[-1].split()).startswith(citation)
    letter = plain(screen("show", "letter-to-trotsky-1936-08-10"))
    assert letter.splitlines()[1].startswith("letter to Leon Trotsky, 10 August 1936")
    for label in ("Text from", "Translator", "Collected in", "See also", "Rights", "Address"):
        assert label in labels(letter)


def test_a_card_names_the_authors_unless_it_is_the_author_alone() -> None:
    for name, by in (
        ("once-more-kronstadt", None),
        ("la-lutte-contre-le-stalinisme", "Victor Serge and Leon Trotsky"),
        ("the-kibalchich-legend", "Richard Greeman"),
        ("on-their-morals-and-ours", None),
    ):
        shown = plain(screen("show", name))
        assert ("By" in labels(shown)) is (by is not None), name
        assert by is None or re.search(rf"^By +{by}$", shown, flags=re.MULTILINE), name


@pytest.mark.parametrize(
    ("name", "second", "row"),
    [
        ("open-letter-to-andre-gide", "letter to André Gide, 1936, from Brussels", "May 1936"),
        ("once-more-kronstadt", "letter, 28 April 1938, from Paris", None),
        ("machine-gun", "poem, July 1919", "22 July 1919, Petrograd"),
        ("flame-on-the-snow", "prose, 1920–1921", "in Petrograd, Moscow"),
        ("resistance", "poetry, 1938", "1935–1936, Orenburg"),
        ("voline", "diary, October 1945, published posthumously", "29 October 1945"),
    ],
)
def test_a_card_says_when_and_where_it_was_written(name: str, second: str, row: str | None) -> None:
    shown = plain(screen("show", name, columns=100))
    assert shown.splitlines()[1] == second
    found = re.search(r"^Written +(.+)$", shown, flags=re.MULTILINE)
    assert (found and found[1]) == row


def test_on_a_card_only_labels_and_the_title_are_bold() -> None:
    shown = screen("show", "once-more-kronstadt", columns=200)
    bold = re.findall(r"\x1b\[1m([^\x1b]*)\x1b", re.sub(r"\x1b]8;[^\x1b]*\x1b\\\\", "", shown))
    assert {one.strip() for one in bold} - {""} == {"Once More: Kronstadt", *labels(plain(shown))}


def test_an_address_that_is_too_long_for_its_column_begins_at_the_edge() -> None:
    for columns, aside in ((80, True), (74, False), (40, False)):
        shown = plain(screen("show", "open-letter-to-andre-gide", columns=columns)).splitlines()
        (at,) = [number for number, line in enumerate(shown) if line.startswith("Address")]
        address = "https://www.marxists.org/archive/serge/1936/xx/letter-gide.htm"
        if aside:
            assert shown[at] == f"Address       {address}"
        else:
            assert shown[at] == "Address"
            assert "".join(shown[at + 1 : at + 3]).startswith(address)


def test_one_page_is_not_several() -> None:
    assert re.search(r"Clarté, .*, p\. 123,", plain(screen("show", "machine-gun")))
    assert "pp. 211–212" in plain(screen("show", "once-more-kronstadt"))


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120, 200])
def test_a_card_is_wrapped_at_a_readable_measure(columns: int) -> None:
    """All but addresses and ids, which stay whole, if need be on a line of their own."""
    shown = plain(screen("show", "birth-of-our-power", columns=columns))
    for line in shown.splitlines():
        *others, last = line.split() or [""]
        whole = "://" in last or "-" in last
        assert len(line) <= min(columns, 80) or (whole and not others[1:]), line


def test_a_collection_lists_what_it_holds() -> None:
    shown = plain(screen("show", "anarchists-never-surrender", columns=100))
    assert re.search(r"^Contents\s+The Illegalists", shown, flags=re.MULTILINE)


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120])
def test_citations_have_italics_and_are_broken_at_words(serge: Serge, columns: int) -> None:
    shown = screen("cite", "once-more-kronstadt", "voline", columns=columns)
    assert re.search(r"\x1b\[3mNew", shown)
    entries = plain(shown).strip().split("\n\n")
    unbroken = [" ".join(one.split()) for one in entries]
    assert unbroken == serge("cite", "once-more-kronstadt", "voline").out.splitlines()
    for entry in entries:
        first, *others = entry.splitlines()
        assert not first.startswith(" ")
        for line in others:
            assert re.match(r" {4}\S", line)
            assert len(line) <= min(columns, 80) or " " not in line.strip()


def test_notes_do_not_hang() -> None:
    shown = plain(screen("cite", "once-more-kronstadt", "--note", columns=60))
    assert len(shown.splitlines()) > 1
    assert all(re.match(r"\S", line) for line in shown.splitlines())


def test_a_citation_in_any_style_is_broken_at_words(serge: Serge) -> None:
    asked = ("cite", "once-more-kronstadt", "voline", "--csl", "nature")
    shown = plain(screen(*asked, columns=70)).strip()
    entries = [" ".join(entry.split()) for entry in shown.split("\n\n")]
    assert entries == serge(*asked).out.splitlines()
    assert max(map(len, shown.splitlines())) <= 70


def test_in_a_pipe_a_citation_is_one_line(serge: Serge) -> None:
    assert len(serge("cite", "once-more-kronstadt", COLUMNS="40").out.splitlines()) == 1


@pytest.mark.parametrize(
    ("env", "arguments"),
    [({"NO_COLOR": "1"}, ()), ({"TERM": "dumb"}, ()), ({}, ("--color", "never"))],
)
def test_colour_can_be_refused(env: dict[str, str], arguments: tuple[str, ...]) -> None:
    shown = screen("list", "--year", "1938", *arguments, env=env)
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", shown)
    assert "Once More: Kronstadt" in plain(shown)


def test_a_hostile_title_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[works]]\nid = "a"\ntitle = "[/b][red]A\\u001b]0;x\\u0007\\u202eB"\nkind = "letter"\n',
        encoding="utf-8",
    )
    for command in (["list"], ["show", "a"], ["cite", "a"]):
        shown = plain(screen(*command, "--catalogue", str(path), columns=100))
        assert "[/b][red]A" in shown
        for char in "\x1b\x07\u202e":
            assert char not in shown


def test_editions_are_a_table_of_their_own() -> None:
    shown = plain(screen("list", "--editions", "--publisher", "nyrb", columns=120))
    assert shown.split()[0] == "Date"
    assert "Unforgiving Years" in shown
    assert re.search(r"\d+ editions of \d+ works", shown.splitlines()[-1])


def test_for_a_screen_reader_labels_are_above_their_values() -> None:
    shown = plain(screen("show", "voline", env={"ACCESSIBLE": "1"})).splitlines()
    assert shown[shown.index("Id") + 1].split() == ["voline"]


def test_for_a_screen_reader_a_timeline_is_told_in_words() -> None:
    env = {"ACCESSIBLE": "1"}
    lines = plain(screen("timeline", "--year", "1890-1947", env=env)).splitlines()
    assert lines[0] == "1890: 0 works; born"
    assert "1933: 1 work; deported to Orenburg (to 1936)" in lines
    assert re.fullmatch(r"\d+ of \d+ works", lines[-1])
    assert not re.search("[█▓▒░]", "".join(lines))
    told = plain(screen("timeline", "--count-by", "translator", env=env))
    assert re.search(r"^Peter Sedgwick: 9 works, \d+ editions$", told, flags=re.MULTILINE)
    assert "No translator named: " in told
