"""The screens that a person sees at a terminal, kept as text in golden/screens."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from tests.driven import DOWN, ESCAPE, Driven, found

GOLDEN = Path(__file__).parents[1] / "golden" / "screens"
ASCII = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
# So high that no answer needs a pager.
_HIGH = 120


class Step(NamedTuple):
    """What is typed, and what must then be seen, or have gone, before one goes on."""

    typed: str
    seen: str
    gone: str = ""


class Scene(NamedTuple):
    """What is asked at terminals of some widths, and what is done there.

    Without steps the screen is looked at when the program has ended; with them
    before it is left, with a key and an exit code.
    """

    asked: Sequence[str]
    columns: Sequence[int]
    rows: int = _HIGH
    steps: Sequence[Step] = ()
    left: tuple[str, int] = ("", 0)
    env: Mapping[str, str] = {}


_PAGE = Step("", "\n:")
SCENES = {
    "list-1938": Scene(["list", "--year", "1938"], (40, 60, 80, 120, 200)),
    "list-editions": Scene(
        ["list", "--editions", "--kind", "novel", "--language", "en"], (80, 120)
    ),
    "search": Scene(["search", "le retif"], (60, 80, 200)),
    "show-letter": Scene(["show", "once-more-kronstadt"], (60, 80, 120)),
    "show-book": Scene(["show", "birth-of-our-power"], (40, 60, 80, 120)),
    "cite": Scene(["cite", "once-more-kronstadt"], (80,)),
    "timeline": Scene(["timeline"], (60, 80, 200)),
    "timeline-by-translator": Scene(["timeline", "--count-by", "translator"], (80,)),
    "timeline-ascii": Scene(["timeline", "--year", "1936-1947"], (80,), env=ASCII),
    "pick": Scene(
        ["pick"],
        (40, 60, 80),
        rows=16,
        steps=[
            Step("", "^T cite"),
            Step("kronstadt", "> kronstadt"),
            Step(DOWN * 2, "\nonce-more-kronstadt ·"),
        ],
        left=(ESCAPE, 1),
    ),
    "pager-first": Scene(["list"], (80,), rows=24, steps=[_PAGE], left=("q", 0)),
    "pager-second": Scene(
        ["list"],
        (80,),
        rows=24,
        steps=[_PAGE, Step(" ", "\n:", gone="Biographical Note")],
        left=("q", 0),
    ),
    "no-pager": Scene(["list", "--no-pager"], (80,), rows=24),
}
SCREENS = [f"{name}-{columns}" for name, scene in SCENES.items() for columns in scene.columns]


def looked_at(name: str) -> str:
    """Play a scene; give what the terminal shows."""
    title, _, columns = name.rpartition("-")
    scene = SCENES[title]
    if "pager" in title:
        found("less")
    with Driven(["serge", *scene.asked], (int(columns), scene.rows), scene.env) as at:
        for step in scene.steps:
            at.press(step.typed)
            at.until(step.seen, without=step.gone)
        shown = at.shown
        key, code = scene.left
        at.press(key)
        assert at.end() == code, at.shown
        return (shown if scene.steps else at.shown) + "\n"


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_is_the_golden_one(name: str) -> None:
    golden = GOLDEN / f"{name}.txt"
    assert looked_at(name) == golden.read_text(encoding="utf-8"), f"{golden}: refresh()"


def refresh() -> None:
    """Write them anew: python -c "from tests.terminal.test_screens import refresh; refresh()"."""
    with TemporaryDirectory() as empty, pytest.MonkeyPatch.context() as patch:
        for place in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
            patch.setenv(place, empty)
        for name in SCREENS:
            (GOLDEN / f"{name}.txt").write_text(looked_at(name), encoding="utf-8")


def test_there_is_no_golden_screen_without_its_scene() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SCREENS)


def test_a_terminal_without_unicode_gets_ascii() -> None:
    assert (GOLDEN / "timeline-ascii-80.txt").read_text(encoding="utf-8").isascii()
