import shutil
import subprocess
import sys
from pathlib import Path

from sergecli.cli.declare import options
from sergecli.cli.options import Command
from sergecli.terminal import child, messages

# The page in an installed package, and in a checkout.
_PAGES = (
    Path(__file__).parents[2] / "serge.1",
    Path(__file__).parents[4] / "docs" / "man" / "serge.1",
)


@options
class Man(Command):
    """Show the manual.

    Example: serge man
    Example: MANWIDTH=72 serge man
    """

    def run(self) -> None:
        """Show the manual page with man(1), or without it the help of every command."""
        page = next((path for path in _PAGES if path.is_file()), _PAGES[0])
        man = shutil.which("man")
        if man and page.is_file():
            sys.stdout.flush()
            # man(1) shows it in the reader's pager, or prints it in a pipe.
            with child.has_terminal():
                shown = subprocess.run([man, str(page)], check=False)  # noqa: S603
            if not shown.returncode:
                return
        from sergecli.cli.program import COMMANDS, program

        for name in COMMANDS:
            program([name])([name, "--help"], prog_name="serge", standalone_mode=False)
            messages.write("\n")
