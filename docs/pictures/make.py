"""Makes the pictures of the manual from the real program's output.

`python docs/pictures/make.py` runs each command in a terminal of its own and
draws what it printed, once in dark colours and once in light ones. `--check`
only tells whether the pictures are up to date.
"""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from itertools import chain
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, SVG_EXPORT_THEME
from rich.text import Text

HERE = Path(__file__).parent
WIDTH = 80
THEMES = {"dark": SVG_EXPORT_THEME, "light": DEFAULT_TERMINAL_THEME}
COMMANDS = {
    "list": ["list", "--year", "1938"],
    "search": ["search", "le retif"],
    "show": ["show", "once-more-kronstadt"],
    "cite": ["cite", "once-more-kronstadt", "voline"],
    "timeline": ["timeline"],
}
# Rich's own format without the web fonts: a picture must not ask the network.
FORMAT = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def screen(arguments: list[str]) -> str:
    """Run serge in a terminal; give what it printed."""
    leader, follower = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(WIDTH), "COLORTERM": "truecolor"}
    env |= {"LANG": "C.UTF-8", "SERGE_PAGER": ""}
    env.pop("NO_COLOR", None)
    with subprocess.Popen(
        [sys.executable, "-m", "sergecli", *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=env,
        close_fds=True,
    ) as process:
        os.close(follower)
        printed = b""
        while chunk := _read(leader):
            printed += chunk
        process.wait()
    os.close(leader)
    return printed.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the program has gone
        return b""


def folded(text: Text) -> Text:
    """Break what is longer than a line where a terminal does: anywhere."""
    lines = (line.divide(range(WIDTH, len(line), WIDTH)) for line in text.split())
    return Text("\n").join(chain.from_iterable(lines))


def draw(name: str, arguments: list[str]) -> Iterator[tuple[str, str]]:
    """Give the pictures of a command and its answer, as SVG, each with its file's name."""
    said = " ".join(f"'{one}'" if " " in one else one for one in arguments)
    shown = folded(Text.from_ansi(screen(arguments)))
    # Each word has its own place then: not all that show SVG keep a blank before one.
    shown.highlight_regex(" +", Style(bold=False))
    for theme, colours in THEMES.items():
        console = Console(width=WIDTH, record=True, file=StringIO(), force_terminal=True)
        console.print(Text(f"$ serge {said}", style="bold"))
        console.print(shown)
        file = f"{name}-{theme}"
        yield (
            f"{file}.svg",
            console.export_svg(
                title="serge", theme=colours, code_format=FORMAT, unique_id=f"serge-{file}"
            ),
        )


def main() -> int:
    """Write the pictures, or tell which are stale."""
    stale = 0
    pictures = chain.from_iterable(draw(*command) for command in COMMANDS.items())
    for file, drawn in pictures:
        path = HERE / file
        if "--check" not in sys.argv:
            path.write_text(drawn, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != drawn:
            print(f"{file} is not what the program prints now")
            stale += 1
    return min(stale, 1)


if __name__ == "__main__":
    sys.exit(main())
