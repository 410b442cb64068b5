"""Answers for a person at a terminal; the only module that draws with Rich."""

import os
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from sergecli.dates import order, words
from sergecli.folding import words_of
from sergecli.index import FIELDS, text_with
from sergecli.markup import Markup
from sergecli.model import Attribution, Catalogue, Publication, Work
from sergecli.safety import safe

if TYPE_CHECKING:
    from sergecli.search import Hit, Met

_MARKS = {Attribution.ATTRIBUTED: "attributed", Attribution.ABOUT: "about"}
_READABLE = 88
_BESIDE_ID = 84
_WORD = re.compile(r"[\w’'-]+")
_WHERE_WIDTH = 70
_KIND_WIDTH = 52


def console(color: str) -> Console:
    """Make a console on standard output; `color` is auto, always or never."""
    plain = color == "never" or (color == "auto" and bool(os.environ.get("NO_COLOR")))
    return Console(
        force_terminal=True if color == "always" else None,
        no_color=plain,
        color_system=None if plain else "auto",
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def _text(raw: str, style: str | Style = "") -> Text:
    return Text(safe(raw), style=style)


def _linked(work: Work, style: str = "") -> Text:
    base = Style.parse(style)
    return _text(work.title, base + Style(link=work.url) if work.url else base)


def table(works: Sequence[Work], color: str) -> None:
    """Print a table that fits the terminal: the least important column goes first."""
    _print_table([(work, Text()) for work in works], color)


def hits(found: "Sequence[Hit]", color: str, *, scores: bool) -> None:
    """Print hits as a table; letters that were met are lit, the rest is said."""
    rows = []
    for hit in found:
        where = [_where(hit.work, met) for met in hit.met if met.rank]
        said = _text(", ".join(dict.fromkeys(where)), "dim")
        if scores:
            said.append(f"  {_WAYS[hit.kind]} {hit.score:.0f}", style="dim")
        rows.append((hit.work, said))
    lit = {hit.work.id: {met.word for met in hit.met if not met.rank} for hit in found}
    _print_table(rows, color, lit)


_WAYS = ("exact", "begun", "spelling", "slip")


def _where(work: Work, met: "Met") -> str:
    """Say where a word was met, if not in the title: "signed Le Rétif"."""
    label = FIELDS[met.rank].label
    return label if label == "note" else f"{label} {text_with(work, met.word, met.rank)}"


def _print_table(
    rows: Sequence[tuple[Work, Text]], color: str, lit: dict[str, set[str]] | None = None
) -> None:
    screen = console(color)
    works = [work for work, _ in rows]
    shown = {work.id for work in works}
    names = _columns(screen.width, works)
    table = [_cells(work, said, names, shown, lit or {}) for work, said in rows]
    grid = Table(box=None, pad_edge=False, header_style="bold", padding=(0, _GAP, 0, 0))
    for name, width in zip(names, _widths(names, table, screen.width), strict=True):
        grid.add_column(name, overflow="fold", no_wrap=name in _FIXED, width=width)
    for cells in table:
        grid.add_row(*cells)
    screen.print(grid)


_GAP = 2
_FIXED = frozenset({"Date", "Id", "Kind"})


def _cells(
    work: Work, said: Text, names: Sequence[str], shown: set[str], lit: dict[str, set[str]]
) -> list[Text]:
    cells = {name: _cell(name, work) for name in names}
    cells["Title"] = _title(work, shown, lit.get(work.id, set()))
    if said:
        cells["Title"].append("\n").append_text(said)
    return list(cells.values())


def _widths(names: Sequence[str], table: Sequence[Sequence[Text]], width: int) -> list[int]:
    """Give each column its width; titles and places share what dates and kinds leave.

    Rich could find the widths, too, but takes a third of the time of a table for it.
    """
    longest = {
        name: max([len(name), *(max(map(len, cell.plain.split("\n"))) for cell in column)])
        for name, column in zip(names, zip(*table, strict=True), strict=True)
    }
    left = width - sum(longest[name] for name in names if name in _FIXED) - _GAP * (len(names) - 1)
    where = min(longest.get("Appeared in", 0), left * 2 // 5)
    title = min(longest["Title"], left - where)
    # What the titles do not need is for the places.
    where = min(longest.get("Appeared in", 0), left - title)
    chosen = {**longest, "Title": max(title, 1), "Appeared in": where}
    return [chosen[name] for name in names]


def _columns(width: int, works: Sequence[Work]) -> list[str]:
    longest = max((len(work.id) for work in works), default=0)
    wanted = (
        ("Id", width - longest >= _BESIDE_ID),
        ("Date", True),
        ("Title", True),
        ("Kind", width >= _KIND_WIDTH),
        ("Appeared in", width >= _WHERE_WIDTH and any(work.container for work in works)),
    )
    return [name for name, fits in wanted if fits]


def editions(found: Sequence[tuple[Work, Publication]], color: str) -> None:
    """Print a table of editions."""
    screen = console(color)
    grid = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    wide = screen.width >= _WHERE_WIDTH
    for name in ("Date", "Title", "In", *(["Translated by"] if wide else []), "Published by"):
        grid.add_column(name, overflow="fold", no_wrap=name in {"Date", "In"})
    for work, one in found:
        title = _text(one.title or work.title, Style(link=one.url or None))
        translators = [_text(", ".join(one.translators))] if wide else []
        said = ", ".join(filter(None, (one.publisher or one.container, one.place)))
        date = _text(words(one.date) if one.date else "n.d.", "green")
        grid.add_row(date, title, _text(one.language, "dim"), *translators, _text(said))
    screen.print(grid)


def _title(work: Work, shown: set[str], lit: set[str]) -> Text:
    title = _linked(work)
    for match in _WORD.finditer(title.plain) if lit else ():
        if lit & words_of(match[0]):
            title.stylize("bold magenta", *match.span())
    if work.attribution in _MARKS:
        title.append(f" [{_MARKS[work.attribution]}]", style="yellow")
    return Text("  ") + title if work.part_of in shown else title


def _cell(name: str, work: Work) -> Text:
    cells = {
        "Id": (work.id, "cyan"),
        "Date": (words(work.date, work.filed), "green"),
        "Title": ("", ""),
        "Kind": (work.kind, "dim"),
        "Appeared in": (work.container, "italic"),
    }
    return _text(*cells[name])


def citations(entries: Sequence[Markup], color: str) -> None:
    """Print entries as paragraphs, unbroken so that they can be copied."""
    screen = console(color)
    for number, entry in enumerate(entries):
        if number:
            screen.print()
        screen.print(_rich(entry), soft_wrap=True)


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


# --- one work ----------------------------------------------------------------


def card(work: Work, catalogue: Catalogue, citation: Markup, color: str) -> None:
    """Print all that is known of a work, laid out for a reader."""
    screen = console(color)
    width = min(screen.width, _READABLE)
    screen.print(_linked(work, "bold"), width=width)
    posthumous = ", posthumous" if catalogue.posthumous(work) else ""
    screen.print(_text(_what(work) + posthumous, "green"), width=width)
    screen.print()
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), width=width)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, values in _rows(work, catalogue):
        for number, value in enumerate(values):
            grid.add_row("" if number else label, value)
    screen.print(grid)
    screen.print()
    screen.print(_rich(citation), soft_wrap=True)


def _what(work: Work) -> str:
    """Say "letter to Leon Trotsky, 10 August 1936"."""
    kind = f"{work.kind} to {work.recipient}" if work.recipient else work.kind
    if work.attribution is Attribution.ATTRIBUTED:
        kind += " attributed to him, not by him"
    if work.attribution is Attribution.ABOUT:
        kind += " about him"
    return f"{kind}, {words(work.date, work.filed)}"


def _rows(work: Work, catalogue: Catalogue) -> list[tuple[str, list[Text]]]:
    """Give a label and its values for everything that is known."""
    titles = {one.id: one for one in catalogue}
    parts = [one.id for one in catalogue if one.part_of == work.id]
    held = [one.id for one in catalogue if work.id in one.in_]
    extracts = [one.id for one in catalogue if one.extract_of == work.id]
    rows = (
        ("Id", [_text(work.id, "cyan")]),
        ("By", [_text(" and ".join(work.authors))]),
        ("Signed", [_text(work.signed)]),
        ("Filed as", [_text(work.filed)]),
        ("Written", [_text(words(work.written) if work.written else "")]),
        ("Published", [_text(words(work.published) if work.published else "")]),
        ("Original", [_original(work)]),
        ("Also", [_text(one) for one in work.also]),
        ("First", [_printing(work.first)] if work.first else []),
        ("Text", [_printing(work.text)] if work.text else []),
        ("Editions", [_printing(one) for one in sorted(work.editions, key=_by_language)]),
        ("Part of", _named([work.part_of], titles)),
        ("Parts", _named(parts, titles)),
        ("From", _named([work.extract_of], titles)),
        ("Extracts", _named(extracts, titles)),
        ("In", _named(work.in_, titles)),
        ("Holds", _named(held, titles)),
        ("See", _named(work.see, titles)),
        ("Rights", [_text(work.rights)]),
        ("Note", [_text(work.note)]),
        ("Address", [_text(work.url, Style(link=work.url or None))]),
        ("Sources", [_text(one) for one in work.sources]),
    )
    filled = ((label, [value for value in values if value]) for label, values in rows)
    return [(label, values) for label, values in filled if values]


def _by_language(printing: Publication) -> tuple[object, ...]:
    return (printing.language, *order(printing.date))


def _original(work: Work) -> Text:
    text = _text(work.original_title, "italic")
    if work.language:
        text.append(f" ({work.language})" if text else work.language)
    return text


def _named(ids: Iterable[str], titles: dict[str, Work]) -> list[Text]:
    found = [titles[one] for one in ids if one in titles]
    return [_linked(one) + _text(f"  {one.id}", "cyan") for one in found]


def _printing(printing: Publication) -> Text:
    """Describe a printing: "The New International, vol. 4, no. 7 (July 1938), pp. 211–212"."""
    where = _text(printing.container, "italic")
    pieces = [
        _text(f"“{printing.title}”" if printing.title and printing.container else printing.title),
        where,
        _text(printing.series),
        _text(f"vol. {printing.volume}" if printing.volume else ""),
        _text(f"no. {printing.issue}" if printing.issue else ""),
        _text(", ".join(filter(None, (printing.place, printing.publisher)))),
        _text(words(printing.date) if printing.date else ""),
        _text(f"pp. {printing.pages}" if printing.pages else ""),
        _text(f"translated by {' and '.join(printing.translators)}" * bool(printing.translators)),
        _text(f"edited by {' and '.join(printing.editors)}" * bool(printing.editors)),
        _text(f"in {printing.language}" if printing.language else ""),
        _text(f"ISBN {printing.isbn}" if printing.isbn else ""),
        _text(printing.note),
        _text(printing.url),
    ]
    return Text(", ").join(filter(None, pieces))
