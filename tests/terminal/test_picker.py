"""The picker, at a terminal of its own, and what it does with what was chosen."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sergecli.terminal.paragraphs import cut
from tests.conftest import Serge
from tests.driven import (
    DOWN,
    ENTER,
    ESCAPE,
    INTERRUPT,
    PAGE_DOWN,
    PAGE_UP,
    UP,
    Driven,
    found,
    on_path,
)

ROOT = Path(__file__).parents[2]
CITE, OPEN, SHOW = "\x14", "\x0f", "\x13"
NEXT, BEFORE = "\x0e", "\x10"
COLOUR = rb"\x1b\[[0-9;]*3[1-7]"
ALTERNATE, NORMAL = b"\x1b[?1049h", b"\x1b[?1049l"


def picking(*arguments: str, **settings: object) -> Driven:
    return Driven(["serge", "pick", *arguments], redirected=True, **settings)  # type: ignore[arg-type]


def pointed(at: Driven) -> str:
    """Give the row that is pointed at."""
    (row,) = [line for line in at.lines[1:] if line.startswith(">")]
    return row.removeprefix("> ")


def test_typing_filters_and_enter_prints_the_id(serge: Serge) -> None:
    ids = serge("search", "cronstadt", "--ids").out.splitlines()
    with picking() as at:
        assert at.until("^T cite").splitlines()[0].startswith(">")
        at.press("cronstadt")
        at.until(f"{len(ids)} works")
        at.press(ENTER)
        assert at.end() == 0
        assert at.out().splitlines() == ids[:1]
        assert at.raw.count(ALTERNATE) == at.raw.count(NORMAL) == 1
        assert at.raw.index(ALTERNATE) < at.raw.index(NORMAL)
        assert re.search(COLOUR, at.raw)


def test_a_word_that_has_only_been_begun_is_enough_in_any_spelling() -> None:
    with picking() as at:
        at.until("^T cite")
        at.press("kr")
        at.until("Once More: Kronstadt", "Kravchenko", without="Apropos of the Congo")
        at.press("\x7f\x7fcronst")
        at.until("> cronst", "Once More: Kronstadt")


def test_arrows_and_pages_move_within_the_list(serge: Serge) -> None:
    ids = serge("list", "--ids").out.splitlines()
    # The id of the work that is pointed at stands below the list.
    with picking(size=(80, 10)) as at:
        at.until("^T cite", f"\n{ids[0]} · ")
        at.press(UP + DOWN + NEXT + DOWN)
        at.until(f"\n{ids[3]} · ")
        at.press(PAGE_DOWN)
        at.until(" · ", without=f"\n{ids[3]} · ")
        at.press(PAGE_UP + BEFORE + UP)
        at.until(f"\n{ids[1]} · ")
        at.press(PAGE_DOWN * 120 + DOWN)
        at.until(f"\n{ids[-1]} · ")


def test_keys_that_come_before_the_answer_wait_for_it(serge: Serge) -> None:
    ids = serge("search", "kronstadt", "--ids").out.splitlines()
    with picking() as at:
        at.until("^T cite")
        at.press(f"kronstadt{DOWN}{ENTER}")
        assert at.end() == 0
        assert at.out().splitlines() == ids[1:2]


def test_words_and_filters_may_be_given(serge: Serge) -> None:
    asked = ("search", "trotsky", "--kind", "letter", "--year", "1936", "--ids")
    ids = serge(*asked).out.splitlines()[:1]
    with picking("trotsky", "--kind", "letter", "--year", "1936") as at:
        at.until("Esc", "> trotsky")
        at.press(ENTER)
        assert at.end() == 0
        assert at.out() in {f"{name}\n" for name in ids}


@pytest.mark.parametrize(("keys", "code"), [(ESCAPE, 1), (INTERRUPT, 130)])
def test_whoever_leaves_gets_nothing(keys: str, code: int) -> None:
    with picking() as at:
        at.until("^T cite")
        at.press(keys)
        assert at.end() == code
        assert at.out() == ""
        assert at.raw.rstrip().endswith(b"\x1b[?2004l"), "nothing is said after the screen is back"


def test_enter_on_nothing_stays() -> None:
    with picking() as at:
        at.until("^T cite")
        at.press("xyzzyxyzzy")
        at.until("0 works", "No works match.")
        at.press(ENTER + CITE)
        at.still()
        at.press("\x15")
        at.until("Apropos of the Congo")


def test_a_key_cites(serge: Serge) -> None:
    with picking("once more kronstadt") as at:
        at.until("1 work")
        at.press(CITE)
        assert at.end() == 0
        assert at.out() == serge("cite", "once-more-kronstadt").out


def test_a_key_shows_a_work_and_comes_back_to_the_list() -> None:
    with picking("kronstadt", size=(80, 12)) as at:
        at.until("^T cite")
        first = pointed(at)
        at.press(DOWN)
        at.until("\n> ", without=f"> {first}")
        second = pointed(at)
        for back in (SHOW, ESCAPE):
            at.press(SHOW)
            at.until("^S back", "Id  ", "Esc back")
            at.press(PAGE_DOWN * 9)
            at.until("https://", without="Id  ")
            at.press(back)
            at.until("^S show")
            assert pointed(at) == second
        at.press(SHOW)
        at.until("^S back")
        at.press(ENTER)
        assert at.end() == 0
        assert at.out().count("\n") == 1


def test_where_there_is_room_the_work_stands_beside_the_list() -> None:
    with picking("once more kronstadt", size=(140, 30)) as at:
        at.until("^T cite", "The New International", "Id  ")
        (row,) = [line for line in at.lines[1:] if line.startswith(">")]
        assert "Once More: Kronstadt" in row
        at.resize(100, 30)
        at.press(" ")
        at.until("> once more kronstadt ", without="Id  ")
        assert not any(line.rstrip().endswith("  once-more-kronstadt") for line in at.lines[4:])


def test_a_key_opens() -> None:
    with picking("once more kronstadt", env={"BROWSER": "echo opened %s"}) as at:
        at.until("1 work")
        at.press(OPEN)
        assert at.end() == 0
        assert at.out().startswith("opened https://www.marxists.org/")


def test_a_shell_takes_what_was_picked(tmp_path: Path) -> None:
    command = ["sh", "-c", "serge cite $(serge pick machine 2>/dev/null)"]
    with Driven(command, env={"PATH": on_path(tmp_path)}, cwd=tmp_path) as at:
        at.until("^T cite")
        at.press(ENTER)
        assert at.end() == 0
        # pyte knows no alternate screen: what was printed stands where the picker was.
        assert "Serge, Victor. “Machine Gun.”" in at.raw.decode().rsplit("\x1b[?2004l")[-1]


@pytest.mark.parametrize("columns", [20, 120])
def test_every_row_fits_its_terminal(tmp_path: Path, columns: int) -> None:
    path = tmp_path / "mine.toml"
    hard = ["A\\u001b]0;x\\u0007\\u202eB", "維克多・塞爾日全集" * 9, "Word " * 60, "e\\u0301" * 200]
    path.write_text(
        "".join(
            f'[[works]]\nid = "own-{number}"\ntitle = "{title}"\nkind = "letter"\n'
            for number, title in enumerate(hard)
        ),
        encoding="utf-8",
    )
    with picking("--catalogue", str(path), "--only", "own", size=(columns, 12)) as at:
        at.until("Enter id")
        lines = at.lines
        marks = [line[:2].ljust(2) for line in lines[1:8]]
        assert marks == ["  ", "  ", "> ", "  ", "  ", "  ", "  "]
        assert "A" in lines[3]
        assert "\x07" not in at.shown
        assert all("…" in line for line in lines[4:7])
        at.resize(80, 6)
        at.until("Esc leave", "4 works")
        at.press(DOWN * 3)
        at.until("own-3")
        at.press(ENTER)
        assert at.end() == 0
        assert at.out() == "own-3\n"


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("abc", 5, "abc  "),
        ("全集全集", 5, "全集…"),
        ("全集全集", 4, "全… "),
        ("abc", 1, "…"),
        ("", 2, "  "),
    ],
)
def test_a_text_is_cut_by_what_it_takes_on_the_screen(text: str, width: int, fitted: str) -> None:
    assert cut(text, width) == fitted


def test_colour_can_be_refused() -> None:
    with picking(env={"NO_COLOR": "1"}) as at:
        at.until("Esc leave")
        assert not re.search(COLOUR, at.raw)


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run serge without any terminal, not even the tests' own."""
    return subprocess.run(
        [sys.executable, *arguments],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, **env},
    )


def test_without_a_terminal_it_says_what_to_do() -> None:
    done = run("-m", "sergecli", "pick", "kronstadt")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "serge pick needs a terminal; try serge search WORDS --ids\n"


def test_where_only_lines_are_printed_a_work_is_chosen_by_its_number() -> None:
    with picking("kronstadt", env={"ACCESSIBLE": "1"}) as at:
        at.until("3. Once More: Kronstadt, 28 April 1938, letter", "Number (Enter to leave):")
        at.press("99" + ENTER)
        at.until("'99' is not a number from 1 to")
        at.press("3" + ENTER)
        assert at.end() == 0
        assert at.out() == "once-more-kronstadt\n"


def test_without_the_extra_it_says_how_to_get_it() -> None:
    hidden = "import sys; sys.modules['prompt_toolkit'] = None; import sergecli.cli.process as c; c.main()"
    done = run("-c", hidden, "pick")
    assert done.returncode == 2
    assert "serge pick needs the extra 'pick'" in done.stderr


def test_no_other_command_loads_the_library() -> None:
    loaded = (
        "import sys; from sergecli.cli.app import run; "
        "code = run(sys.argv[1:]); print('prompt_toolkit' in sys.modules); sys.exit(code)"
    )
    for arguments in (["--help"], ["pick", "machine", "gun", "--sure"]):
        done = run("-c", loaded, *arguments)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[-1] == "False", arguments


def test_where_only_one_work_answers_nothing_need_be_asked(serge: Serge) -> None:
    assert serge("pick", "machine", "gun", "--sure").out == "machine-gun\n"
    assert "needs a terminal" in run("-m", "sergecli", "pick", "--sure", "kronstadt").stderr


def test_a_faulty_catalogue_is_told_before_anything_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[[works]]\n", encoding="utf-8")
    with picking("--catalogue", str(path)) as at:
        assert at.end() == 4
        assert ALTERNATE not in at.raw


def recipes() -> list[str]:
    """Give the lines with fzf that the manual recommends."""
    page = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    part = page.split("\n## Choosing with fzf")[1].split("\n## ")[0]
    return [line for line in part.splitlines() if " fzf " in line and line.startswith("serge ")]


# Of each: what is typed, what fzf shows then, further keys, what is printed.
TYPED = {
    "one": ("once more", "> 1938-04-28", ENTER, "Serge, Victor. “Once More: Kronstadt.”"),
    "many": ("letter trotsky", "1936-08-10", f"\t{UP}\t{ENTER}", "{letter-to-trotsky-1936-08-14,"),
    "open": (
        "once more",
        "> 1938-04-28",
        ENTER,
        "opened https://www.marxists.org/archive/serge/1938",
    ),
    "search": ("cronstadt ida mett", "2/2", ENTER, "the-truth-about-kronstadt"),
}


@pytest.mark.parametrize("name", TYPED)
def test_the_recipes_for_fzf_work(tmp_path: Path, name: str) -> None:
    """Each is run as it stands, in a terminal, by someone who types."""
    found("fzf")
    recipe = dict(zip(TYPED, recipes(), strict=True))[name]
    typed, seen, keys, printed = TYPED[name]
    environment = {"PATH": on_path(tmp_path), "BROWSER": "echo opened %s"}
    with Driven(["sh", "-c", recipe], (100, 30), environment, tmp_path) as at:
        at.until("/")
        at.press(typed)
        at.until(f"> {typed}", seen)
        at.still()
        for key in re.findall(r"\x1b\[.|.", keys):
            at.press(key)
            at.still(0.1)
        assert at.end() == 0
        assert printed in at.raw.decode(), at.shown
