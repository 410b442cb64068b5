from collections.abc import Sequence

from sergecli.cli.declare import argument, options
from sergecli.cli.options import Command
from sergecli.errors import NothingFoundError, extra
from sergecli.terminal import messages

_OWN = {
    "chicago": "Chicago Manual of Style, 18th edition (notes and bibliography)",
    "chicago-author-date": "Chicago Manual of Style, 18th edition (author-date)",
    "mla": "MLA Handbook, 9th edition",
    "apa": "Publication Manual of the American Psychological Association, 7th edition",
}


@options
class Styles(Command):
    """List the citation styles for serge cite.

    Example: serge styles mhra
    Example: serge styles chicago author-date
    """

    words: list[str] | None = argument(
        "[WORD…]", "Words of a style's name; without any, all.", default=None
    )

    def run(self) -> None:
        """Print the name of each style, its option and its title; raises NothingFoundError."""
        from sergecli.exporters import csl_style
        from sergecli.terminal import plain

        words = " ".join(self.words or ()).lower().replace("-", " ").split()
        rows: list[Sequence[str]] = [
            (name, "--style", title)
            for name, title in _OWN.items()
            if all(word in f"{name} {title.lower()}" for word in words)
        ]
        rows += [(name, "--csl", title) for name, title in csl_style.named_like(words)]
        if not rows:
            raise NothingFoundError("No styles match.")
        plain.aligned(rows)
        if not csl_style.is_installed():
            messages.say(f"The styles of the CSL collection need {extra('csl')}")
