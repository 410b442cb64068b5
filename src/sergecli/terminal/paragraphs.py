"""Text wrapped between words, and citations as paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.text import Text

from sergecli.citations.markup import Markup, Paragraph
from sergecli.terminal.theme import Screen
from sergecli.text.sanitize import safe

# The longest line that is comfortable to read.
READABLE = 80
_HANG = 4
_PIECE = re.compile(r"\S+\s*")


def wrapped(text: Text, width: int, *, whole: bool = False, hang: int = 0) -> list[Text]:
    """Wrap a text between words; a word that is too long is folded, or kept `whole`.

    Blanks at the start of a text indent all its lines; `hang` more indent the lines after
    the first.
    """
    if cell_len(text.plain) <= width:
        return [text]
    indent = len(text.plain) - len(text.plain.lstrip())
    breaks = _breaks(text.plain, indent, indent + hang, width, whole=whole)
    first, *others = text.divide(breaks)
    first.rstrip()
    for line in others:
        line.rstrip()
        line.pad_left(indent + hang)
    return [first, *others]


def _breaks(plain: str, used: int, margin: int, width: int, *, whole: bool) -> Iterator[int]:
    """Yield where to break lines; `used` cells come before the first word."""
    begun = used
    for piece in _PIECE.finditer(plain, used):
        at, word = piece.start(), piece[0].rstrip()
        if used > begun and used + cell_len(word) > width:
            yield at
            used = begun = margin
        if used + cell_len(word) > width and not whole:
            # Fold the word in one step: it may have a million letters.
            first = chop_cells(word, max(width - used, 1))[0]
            others = chop_cells(word[len(first) :], max(width - margin, 1))
            for chunk in (first, *others[:-1]):
                at += len(chunk)
                yield at
            word = others[-1] if others else ""
            used = begun = margin
        used += cell_len(word) + piece.end() - piece.start() - len(piece[0].rstrip())


def cut(line: str, width: int) -> str:
    """Cut or pad a line to a width on the screen, where some letters take two cells."""
    if cell_len(line) > width:
        line = (chop_cells(line, width - 1)[0] if width > 1 else "") + "…"
    return set_cell_size(line, width)


def print_lines(screen: Screen, lines: Iterable[Text]) -> None:
    """Print lines that are already wrapped."""
    screen.print(Text("\n").join(lines), soft_wrap=True)


def citations(screen: Screen, entries: Sequence[Paragraph], *, hanging: bool = True) -> None:
    """Print entries as paragraphs, with hanging indents in a bibliography."""
    for number, entry in enumerate(entries):
        if number:
            screen.print()
        if entry.level:
            print_lines(screen, [_rich(entry.markup, "bold" if entry.level == 1 else "italic")])
            continue
        print_lines(screen, paragraph(screen, entry.markup, hanging=hanging))
        if entry.annotation:
            note = Text(" " * _HANG + safe(entry.annotation))
            print_lines(screen, wrapped(note, min(screen.width, READABLE), whole=True))


def paragraph(screen: Screen, entry: Markup, *, hanging: bool = True) -> list[Text]:
    """Return the lines of an entry; an address that is too long stays whole."""
    hang = _HANG if hanging else 0
    return wrapped(_rich(entry), min(screen.width, READABLE), whole=True, hang=hang)


def _rich(markup: Markup, style: str = "", depth: int = 0) -> Text:
    text = Text()
    for piece in markup:
        if isinstance(piece, str):
            text.append(safe(piece), style=style)
        elif piece.kind == "quoted":
            left, right = ("“", "”") if depth % 2 == 0 else ("‘", "’")
            text.append(left, style=style)
            text.append_text(_rich(piece.inside, style, depth + 1))
            text.append(right, style=style)
        else:
            inner = "italic" if piece.kind == "italic" else style
            text.append_text(_rich(piece.inside, inner, depth))
    return text
