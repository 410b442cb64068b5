"""A small picker on the terminal; the only module that loads prompt_toolkit.

It draws on the terminal itself, so that the choice can go down a pipe.
"""

import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import (
    BufferControl,
    FormattedTextControl,
    HSplit,
    Layout,
    VSplit,
    Window,
)
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import get_cwidth

from sergecli.errors import SergeError, UsageError
from sergecli.model.date_words import in_words
from sergecli.model.work import Work
from sergecli.terminal import messages
from sergecli.terminal.capabilities import is_dumb
from sergecli.terminal.tables import OneLineRows
from sergecli.text.english import counted
from sergecli.text.sanitize import safe

# What may be done with a work: its name, the key for it, and how that is called.
_ACTIONS = (
    ("id", "enter", "Enter"),
    ("cite", "c-t", "^T"),
    ("open", "c-o", "^O"),
    ("show", "c-s", "^S"),
)
# Readable on light and dark backgrounds.
_STYLE = Style.from_dict({"header": "bold", "chosen": "reverse", "id": "ansimagenta"})
# From this width on the keys are named in full.
_WIDE = 60
_COUNT = 14
_POINTER = "> "
_HEADER_ROWS = 2
# All rows but those of works: what is typed, the header, what is chosen, the keys.
_OTHER_ROWS = 3 + _HEADER_ROWS
# Esc should not wait long for the rest of an arrow key.
_ESCAPE_SECONDS = 0.05

Find = Callable[[str], Sequence[Work]]


class Chosen(NamedTuple):
    """What was chosen, and what for: id, cite, open or show."""

    work: Work
    action: str


def pick(find: Find, words: str, *, color: bool = True) -> Chosen | None:
    """Let a person choose a work on the terminal; None if they leave without one.

    `find` returns the works that match the words typed, and all works for no words; it is
    called in one other thread, one call at a time. A terminal that can only print gets
    a numbered list. Raises what `find` raises, UsageError where there is no terminal,
    and KeyboardInterrupt for Ctrl-C.
    """
    if is_dumb():
        return _by_number(find(words))
    with _terminal() as (reading, writing), ThreadPoolExecutor(max_workers=1) as thread:
        # The first answer may read a catalogue, with a progress bar.
        first = thread.submit(find, words).result()
        picker = _Picker(find, thread, words, first)
        depth = None if color else ColorDepth.DEPTH_1_BIT
        return picker.application(reading, writing, depth).run()


def _by_number(found: Sequence[Work]) -> Chosen | None:
    """List works with numbers, and ask for one."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise _no_terminal()
    for number, work in enumerate(found, 1):
        date = in_words(work.date, work.index_date)
        messages.say(f"{number}. {work.title}, {date}, {work.kind}")
    while found:
        # Standard output may be a pipe, which gets the id only.
        sys.stderr.write("Number (Enter to leave): ")
        sys.stderr.flush()
        answer = input().strip()
        if not answer:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= len(found):
            return Chosen(found[int(answer) - 1], "id")
        messages.say(f"'{answer}' is not a number from 1 to {len(found)}")
    messages.say("No works match.")
    return None


@contextmanager
def _terminal() -> Iterator[tuple[Input, Output]]:
    """Open the terminal, whatever the standard streams are."""
    if sys.platform == "win32":
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise _no_terminal()
        yield create_input(), create_output()
        return
    tty = Path("/dev/tty")
    try:
        reading, writing = tty.open(), tty.open("w", encoding="utf-8", errors="replace")
    except OSError:
        raise _no_terminal() from None
    with reading, writing:
        yield create_input(reading), create_output(writing)


def _no_terminal() -> UsageError:
    return UsageError("serge pick needs a terminal; try serge search WORDS --ids")


class _Picker:
    """What has been typed and found, and which work is pointed at."""

    def __init__(
        self, find: Find, thread: ThreadPoolExecutor, words: str, found: Sequence[Work]
    ) -> None:
        self._find, self._thread = find, thread
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
        """Return the application that runs on a terminal."""
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
                Window(FormattedTextControl(self._rows)),
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
        for action, name, _ in _ACTIONS:
            on(name, partial(self._choose, action))
        return keys

    def _when_found(self, act: Callable[[], None]) -> Callable[[KeyPressEvent], None]:
        """Act now, or as soon as the search has finished."""

        def pressed(_: KeyPressEvent) -> None:
            self._waiting.append(act)
            if not self._seeking:
                self._act()

        return pressed

    def _act(self) -> None:
        while self._waiting:
            self._waiting.pop(0)()

    def _move(self, steps: int) -> None:
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
        """Search for what has been typed, until it no longer changes."""
        while (words := self._typed.text) != self._sought:
            ask = asyncio.get_running_loop().run_in_executor
            try:
                self._found = await ask(self._thread, self._find, words)
            except SergeError as error:
                self._app.exit(exception=error)
                return
            self._sought, self._at, self._top = words, 0, 0
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
        said = f"{counted(len(self._found), 'work')}{' …' if self._seeking else ''}"
        return [("", said.rjust(_COUNT))]

    def _rows(self) -> StyleAndTextTuples:
        self._top = max(self._at - self._height + 1, min(self._top, self._at))
        shown = (self._found, self._width)
        if shown != self._shown:
            self._shown = shown
            self._table = OneLineRows(self._found, self._width - len(_POINTER))
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
            return [("", _fitted("No works match.", self._width))]
        work = self._found[self._at]
        parts = (work.id, work.kind, in_words(work.date, work.index_date), work.container)
        said = safe(" · ".join(filter(None, parts)))
        return [("class:id", _fitted(said, self._width))]

    def _keys(self) -> StyleAndTextTuples:
        wide = self._width >= _WIDE
        said = [f"{key} {action}" for action, _, key in _ACTIONS]
        said.append("Esc leave" if wide else "Esc")
        return [("", _fitted(("   " if wide else " ").join(said), self._width))]


def _fitted(text: str, width: int) -> str:
    """Cut or fill a text to a width on the screen, where a letter may be two wide."""
    if get_cwidth(text) > width:
        room = width - 1
        kept = ""
        for letter in text:
            room -= get_cwidth(letter)
            if room < 0:
                break
            kept += letter
        text = f"{kept}…"
    return text + " " * (width - get_cwidth(text))
