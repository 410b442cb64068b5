"""An interactive picker; only it and `tty` load prompt_toolkit.

It draws on the terminal directly, so that standard output can be a pipe.
"""

import asyncio
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import NamedTuple

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    VSplit,
    Window,
)
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Style

from sergecli.errors import SergeError
from sergecli.model.date_words import in_words
from sergecli.model.work import Work
from sergecli.terminal import numbered, tty
from sergecli.terminal.capabilities import is_dumb
from sergecli.terminal.paragraphs import cut
from sergecli.terminal.tables import OneLineRows
from sergecli.text.english import counted
from sergecli.text.sanitize import safe

# The actions: name, key for prompt_toolkit, and key as shown.
_ACTIONS = (
    ("id", "enter", "Enter"),
    ("cite", "c-t", "^T"),
    ("open", "c-o", "^O"),
)
_LOOK, _LOOK_KEY = "c-s", "^S"
# Readable on light and dark backgrounds.
_STYLE = Style.from_dict({"header": "bold", "chosen": "reverse", "id": "ansimagenta"})
# The widths from which keys are named in full, and a work is shown beside the list.
_WIDE, _BESIDE = 60, 120
_COUNT = 14
_POINTER = "> "
_MARGIN = "   "
_HEADER_ROWS = 2
# The rows not used for works: the input, the header, the current work, the keys.
_OTHER_ROWS = 3 + _HEADER_ROWS
# Arrow keys begin with Esc, so Esc alone waits this long for the rest.
_ESCAPE_SECONDS = 0.05

Find = Callable[[str], Sequence[Work]]
# Returns everything known about a work, as lines of a given width.
Describe = Callable[[Work, int], Sequence[str]]


class Chosen(NamedTuple):
    """The work chosen, and the action: id, cite or open."""

    work: Work
    action: str


def pick(find: Find, describe: Describe, words: str, *, color: bool = True) -> Chosen | None:
    """Let the user choose a work on the terminal; return None if they choose none.

    `find` returns the works that match the words typed, or all works without words; it and
    `describe` are called in a second thread, one call at a time. A terminal that can only
    print gets a numbered list. Raises what `find` raises, UsageError without a terminal,
    and KeyboardInterrupt on Ctrl-C.
    """
    if is_dumb():
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise tty.no_terminal()
        work = numbered.pick(find(words))
        return Chosen(work, "id") if work else None
    with tty.opened() as (reading, writing), ThreadPoolExecutor(max_workers=1) as thread:
        # The first search may load a catalogue, with a progress bar.
        first = thread.submit(find, words).result()
        picker = _Picker(find, describe, thread, words, first)
        depth = None if color else ColorDepth.DEPTH_1_BIT
        return picker.application(reading, writing, depth).run()


class _Picker:
    """The state of the picker: the input, the works found, and the current work."""

    def __init__(
        self,
        find: Find,
        describe: Describe,
        thread: ThreadPoolExecutor,
        words: str,
        found: Sequence[Work],
    ) -> None:
        self._find, self._thread = find, thread
        self._describe = lru_cache(maxsize=32)(
            lambda work, width: thread.submit(describe, work, width).result()
        )
        self._looking = False
        self._read = 0
        self._sought, self._found = words, found
        self._at = self._top = 0
        self._shown: tuple[Sequence[Work], int] = ((), 0)
        # Keys pressed during a search wait for its results.
        self._waiting: list[Callable[[], None]] = []
        self._typed = Buffer(multiline=False)
        self._typed.text = words
        self._typed.cursor_position = len(words)
        self._typed.on_text_changed += self._seek
        self._seeking = False

    def application(
        self, reading: Input, writing: Output, depth: ColorDepth | None
    ) -> Application[Chosen | None]:
        """Return the application to run on a terminal."""
        typed = VSplit(
            [
                Window(FormattedTextControl("> "), width=2),
                Window(BufferControl(self._typed)),
                Window(FormattedTextControl(self._count), width=_COUNT),
            ],
            height=1,
        )
        drawn = HSplit(
            [
                typed,
                VSplit(
                    [
                        Window(FormattedTextControl(self._rows)),
                        ConditionalContainer(
                            Window(FormattedTextControl(self._beside), width=self._beside_width),
                            Condition(lambda: not self._looking and bool(self._beside_width())),
                        ),
                    ]
                ),
                Window(FormattedTextControl(self._detail), height=1),
                Window(FormattedTextControl(self._keys), height=1),
            ]
        )
        self._app: Application[Chosen | None] = Application(
            Layout(drawn),
            style=_STYLE,
            key_bindings=self._bindings(),
            full_screen=True,
            erase_when_done=True,
            color_depth=depth,
            input=reading,
            output=writing,
        )
        self._app.ttimeoutlen = self._app.timeoutlen = _ESCAPE_SECONDS
        return self._app

    # --- keys ---

    def _bindings(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add("escape")
        def leave(_: KeyPressEvent) -> None:
            if self._looking:
                self._looking = False
            else:
                self._app.exit(result=None)

        @keys.add("c-c")
        def interrupt(_: KeyPressEvent) -> None:
            self._app.exit(exception=KeyboardInterrupt)

        def on(name: str, act: Callable[[], None]) -> None:
            keys.add(name)(self._when_found(act))

        for up, down in (("up", "down"), ("c-p", "c-n")):
            on(up, partial(self._move, -1))
            on(down, partial(self._move, 1))
        on("pageup", lambda: self._move(-self._height))
        on("pagedown", lambda: self._move(self._height))
        on(_LOOK, self._look)
        for action, name, _ in _ACTIONS:
            on(name, partial(self._choose, action))
        return keys

    def _when_found(self, act: Callable[[], None]) -> Callable[[KeyPressEvent], None]:
        """Return a key handler that acts now, or as soon as the search has finished."""

        def pressed(_: KeyPressEvent) -> None:
            self._waiting.append(act)
            if not self._seeking:
                self._act()

        return pressed

    def _act(self) -> None:
        while self._waiting:
            self._waiting.pop(0)()

    def _look(self) -> None:
        """Show the current work, or go back to the list."""
        self._looking, self._read = bool(self._found) and not self._looking, 0

    def _move(self, steps: int) -> None:
        if self._looking:
            lines = len(self._describe(self._found[self._at], self._width))
            self._read = max(0, min(self._read + steps, lines - self._height))
            return
        self._at = max(0, min(self._at + steps, len(self._found) - 1))

    def _choose(self, action: str) -> None:
        if self._found:
            self._waiting.clear()
            self._app.exit(result=Chosen(self._found[self._at], action))

    # --- search ---

    def _seek(self, _: Buffer) -> None:
        if not self._seeking:
            self._seeking = True
            self._app.create_background_task(self._follow())

    async def _follow(self) -> None:
        """Search for the input, again if it has changed meanwhile."""
        while (words := self._typed.text) != self._sought:
            ask = asyncio.get_running_loop().run_in_executor
            try:
                self._found = await ask(self._thread, self._find, words)
            except SergeError as error:
                self._app.exit(exception=error)
                return
            self._sought, self._at, self._top, self._looking = words, 0, 0, False
        self._seeking = False
        self._act()
        self._app.invalidate()

    # --- drawing ---

    @property
    def _width(self) -> int:
        return self._app.output.get_size().columns

    @property
    def _height(self) -> int:
        return max(1, self._app.output.get_size().rows - _OTHER_ROWS)

    def _count(self) -> StyleAndTextTuples:
        count = f"{counted(len(self._found), 'work')}{' …' if self._seeking else ''}"
        return [("", count.rjust(_COUNT))]

    def _beside_width(self) -> int:
        """Return the width of the work beside the list, or 0 if it does not fit."""
        return self._width * 2 // 5 if self._width >= _BESIDE else 0

    def _beside(self) -> StyleAndTextTuples:
        if not self._found:
            return []
        lines = self._describe(self._found[self._at], self._beside_width() - len(_MARGIN))
        height = self._height + _HEADER_ROWS
        return [("", f"{_MARGIN}{line}\n") for line in lines[:height]]

    def _rows(self) -> StyleAndTextTuples:
        if self._looking:
            lines = self._describe(self._found[self._at], self._width)
            return [("", f"{line}\n") for line in lines[self._read :]]
        self._top = max(self._at - self._height + 1, min(self._top, self._at))
        shown = (self._found, self._width - self._beside_width())
        if shown != self._shown:
            self._shown = shown
            self._table = OneLineRows(self._found, shown[1] - len(_POINTER))
        rows: StyleAndTextTuples = []
        for number, line in enumerate(self._table.lines(self._top, self._height)):
            header = number < _HEADER_ROWS
            pointed = not header and self._top + number - _HEADER_ROWS == self._at
            before = _POINTER if pointed else " " * len(_POINTER)
            style = "class:header" if header else "class:chosen" if pointed else ""
            rows.append((style, f"{before}{line}\n"))
        return rows

    def _detail(self) -> StyleAndTextTuples:
        if not self._found:
            return [("", cut("No works match.", self._width))]
        work = self._found[self._at]
        parts = (work.id, work.kind, in_words(work.date, work.index_date), work.container)
        line = safe(" · ".join(filter(None, parts)))
        return [("class:id", cut(line, self._width))]

    def _keys(self) -> StyleAndTextTuples:
        wide = self._width >= _WIDE
        keys = [f"{key} {action}" for action, _, key in _ACTIONS]
        keys.append(f"{_LOOK_KEY} {'back' if self._looking else 'show'}")
        leave = "back" if self._looking else "leave"
        keys.append(f"Esc {leave}" if wide else "Esc")
        return [("", cut(("   " if wide else " ").join(keys), self._width))]
