import os
import sys
from contextlib import suppress
from pathlib import Path

from sergecli.cli.declare import argument, options
from sergecli.cli.options import Command
from sergecli.errors import UsageError
from sergecli.terminal import messages
from sergecli.text.english import check_among

# What to add to which file, for completion in every new shell.
_ADD = {
    "bash": 'to ~/.bashrc: eval "$(serge completion bash)"',
    "zsh": 'to ~/.zshrc, after compinit: eval "$(serge completion zsh)"',
    "fish": "to ~/.config/fish/config.fish: serge completion fish | source",
    "powershell": "to $PROFILE: serge completion powershell | Out-String | Invoke-Expression",
}
_ADD["pwsh"] = _ADD["powershell"].replace("powershell", "pwsh")


@options
class Completion(Command):
    """Print the script that lets a shell complete serge's commands.

    Example: serge completion bash
    Example: serge completion fish
    """

    shell: str = argument(
        "[SHELL]", "bash, zsh, fish or powershell; yours if not given.", _ADD, default=""
    )

    def run(self) -> None:
        """Print the script, and on a terminal also what to add to which file."""
        from sergecli.cli.program import know_shells, program
        from sergecli.terminal import capabilities

        shell = self.shell or Path(os.environ.get("SHELL", "")).name
        if not shell:
            raise UsageError(f"serge completion: SHELL is missing (choose {', '.join(_ADD)})")
        check_among("serge completion", shell, tuple(_ADD))
        know_shells()
        # Typer prints the script where this variable asks for it.
        os.environ["_SERGE_COMPLETE"] = f"source_{shell}"
        with suppress(SystemExit):
            program(())(prog_name="serge")
        if capabilities.is_terminal(sys.stdout):
            messages.say(f"Add {_ADD[shell]}")
