"""Lists of works and of editions as Rich tables that fit any terminal."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.console import OverflowMethod
from rich.padding import Padding
from rich.segment import Segment, Segments
from rich.table import Table
from rich.text import Text

from sergecli.catalogue.index import FIELDS, text_with
from sergecli.model.date_words import in_words
from sergecli.model.work import Attribution, Publication, Work
from sergecli.terminal import theme
from sergecli.terminal.capabilities import Facts
from sergecli.terminal.paragraphs import print_lines, wrapped
from sergecli.terminal.theme import Screen, linked, text
from sergecli.text.folding import words_of

if TYPE_CHECKING:
    from sergecli.catalogue.gaps import Count, Gap
    from sergecli.search.fuzzy import Hit, Match

_GAP = 2
_INDENT = 2
# Deeper parts are not indented further: there must be room for the titles.
_DEEPEST = 2
_LONGEST_WORD = 15
# The day of a date with the longest month; an interval is wrapped.
_DATE = 17
# What a title needs before a date is shown, and before anything else is.
_SLIM_TITLE, _TITLE = 12, 28
_MARKS = {
    "own": "in your own catalogue",
    "presumed": "presumed to contain the work",
    Attribution.ATTRIBUTED: "wrongly attributed to the author",
    Attribution.ABOUT: "about the author",
    Attribution.OTHER: "by another author",
}
_MATCH_KINDS = ("exact", "begun", "spelling", "slip")
_WORD = re.compile(r"[\w’'-]+")


class Column(NamedTuple):
    """A column of a table: its cells, and when it makes room for others.

    It is left out, with all that matter less, where fewer than `least` cells are
    left for it, or fewer than `beside` for the column that matters most. Where space is
    short it gets its `share` of it; without a share it is as wide as its longest cell,
    which is never broken. Blanks at the start of a cell indent all its lines.
    """

    name: str
    cells: Sequence[Text]
    style: str = ""
    least: int = 0
    beside: int = 0
    share: int = 0

    @property
    def longest(self) -> int:
        """The width it would like to have."""
        lines = (line for cell in self.cells for line in cell.plain.split("\n"))
        return max([len(self.name), *map(cell_len, lines)])

    @property
    def longest_word(self) -> int:
        """The width of its longest word, up to the length of usual words."""
        lengths = (cell_len(word) for cell in self.cells for word in cell.plain.split())
        return min(max(lengths, default=0), _LONGEST_WORD)


class Row(NamedTuple):
    """A work in a table: the words of its title that matched, and a remark below it."""

    work: Work
    own: bool = False
    matched: Collection[str] = ()
    remark: Text = Text()

    @property
    def marks(self) -> list[str]:
        """What stands in brackets after the title."""
        marked = self.work.attribution in _MARKS
        return ["own"] * self.own + [str(self.work.attribution)] * marked


def works(screen: Screen, listed: Sequence[Work], own: Collection[str] = ()) -> None:
    """Print works; those whose ids are in `own` are marked."""
    _works(screen, [Row(work, own=work.id in own) for work in listed])


def hits(screen: Screen, found: "Sequence[Hit]", *, scores: bool) -> None:
    """Print the results of a search, with what matched highlighted or told."""
    _works(screen, [_hit(hit, scores=scores) for hit in found])


def editions(screen: Screen, found: Sequence[tuple[Work, Publication]]) -> None:
    """Print editions."""
    publications = [publication for _, publication in found]
    columns = (
        Column("Date", [text(in_words(each.date)) for each in publications], theme.DATE,
               beside=_SLIM_TITLE),
        Column("Language", [text(each.language) for each in publications], theme.KIND),
        Column("Title", [_edition(*pair) for pair in found], share=3),
        Column("Translated by", [text(", ".join(each.translators)) for each in publications],
               least=12, beside=_TITLE, share=2),
        Column("Published", [_published(each) for each in publications],
               least=12, beside=_TITLE, share=2),
        Column("Id", [text(work.id) for work, _ in found], theme.ID, beside=_TITLE),
    )  # fmt: skip
    order = ("Title", "Date", "Language", "Published", "Translated by", "Id")
    draw(screen, columns, order)
    _legend(screen, {"presumed"} if any(each.presumed for each in publications) else ())


def findings(screen: Screen, counts: Sequence[tuple[str, int, int]]) -> None:
    """Print how many errors and warnings `check` found in each file."""
    columns = (
        Column("File", [text(file) for file, _, _ in counts], share=1),
        Column("Errors", [text(str(errors)) for _, errors, _ in counts], theme.MATCH),
        Column("Warnings", [text(str(warnings)) for _, _, warnings in counts], theme.DATE),
    )
    draw(screen, columns, ("File", "Errors", "Warnings"))


def gaps(screen: Screen, counts: "Sequence[Count]", found: "Sequence[Gap]") -> None:
    """Print how often what is missing, and the works, if any are to be listed."""
    columns = (
        Column("Missing", [text(one.label) for one in counts], share=1),
        Column("Gaps", [text(str(one.missing)) for one in counts], theme.MATCH),
        Column("Of", [text(str(one.out_of)) for one in counts], theme.DATE),
        Column("Name", [text(one.name) for one in counts], theme.KIND),
    )
    draw(screen, columns, ("Missing", "Gaps", "Of", "Name"))
    if not found:
        return
    screen.print()
    listed = (
        Column("Title", [linked(one.work.title, one.work.url) for one in found], share=1),
        Column("Field", [text(one.field) for one in found], theme.KIND, beside=_SLIM_TITLE),
        Column("Id", [text(one.work.id) for one in found], theme.ID, beside=_TITLE),
    )
    draw(screen, listed, ("Title", "Field", "Id"))


def _edition(work: Work, publication: Publication) -> Text:
    title = linked(publication.title or work.title, publication.url)
    return title.append(" ").append_text(_mark("presumed")) if publication.presumed else title


def _published(publication: Publication) -> Text:
    """Say where a piece stands, and who published it."""
    container = text(publication.container, theme.CONTAINER)
    place = text(publication.place if not publication.periodical else "")
    return Text(", ").join(filter(None, (container, text(publication.publisher), place)))


# --- works ---------------------------------------------------------------------


def _hit(hit: "Hit", *, scores: bool) -> Row:
    where = [_where(hit.work, match) for match in hit.met if match.rank]
    remark = text(", ".join(dict.fromkeys(where)), theme.ASIDE)
    if scores:
        score = f"{_MATCH_KINDS[hit.kind]} {hit.score:.0f}"
        remark.append("  " * bool(where) + score, theme.ASIDE)
    return Row(hit.work, hit.own, {match.word for match in hit.met if not match.rank}, remark)


def _where(work: Work, match: "Match") -> str:
    """Say where a word matched, if not in the title: "signed Le Rétif"."""
    field = FIELDS[match.rank]
    return f"{field.label} {text_with(work, match.word, match.rank)}" if field.told else field.label


_ORDER = ("Title", "Date", "Kind", "Appeared in", "Id")


def _works(screen: Screen, rows: Sequence[Row]) -> None:
    draw(screen, _columns(rows), _ORDER)
    _legend(screen, {mark for row in rows for mark in row.marks})


def _columns(rows: Sequence[Row]) -> tuple[Column, ...]:
    listed = [row.work for row in rows]
    dates = [text(in_words(work.date, work.index_date)) for work in listed]
    long = max(map(len, dates), default=0) > _DATE
    titles = [_title(row, depth) for row, depth in zip(rows, _depths(listed), strict=True)]
    return (
        Column("Date", dates, theme.DATE, least=_DATE * long, beside=_SLIM_TITLE, share=int(long)),
        Column("Title", titles, share=3),
        Column("Kind", [text(work.kind) for work in listed], theme.KIND, beside=_TITLE),
        Column("Appeared in", [text(work.container) for work in listed], theme.CONTAINER,
               least=15, beside=_TITLE, share=2),
        Column("Id", [text(work.id) for work in listed], theme.ID, beside=_TITLE),
    )  # fmt: skip


def _depths(listed: Iterable[Work]) -> Iterator[int]:
    """Tell how far each work is indented: a part that follows its whole.

    Between the two there may be other parts, and their parts.
    """
    above: list[str] = []
    for work in listed:
        depth = above.index(work.part_of) + 1 if work.part_of in above else 0
        yield min(depth, _DEEPEST)
        above = [*above[:depth], work.id]


def _title(row: Row, depth: int) -> Text:
    """Return a title with its matches, marks and remark; a part is indented below its whole."""
    title = linked(row.work.title, row.work.url)
    for word in _WORD.finditer(title.plain) if row.matched else ():
        if not words_of(word[0]).isdisjoint(row.matched):
            title.stylize(theme.MATCH, *word.span())
    cell = Text(" " * _INDENT * depth).append_text(title)
    for mark in row.marks:
        cell.append(" ").append_text(_mark(mark))
    return cell.append("\n").append_text(row.remark) if row.remark else cell


def _mark(mark: str) -> Text:
    return Text(f"[{mark}]", theme.MARK)


def _legend(screen: Screen, marks: Collection[str]) -> None:
    """Explain the marks that occur."""
    explained = [
        Text.assemble(_mark(mark), f" {meaning}")
        for mark, meaning in _MARKS.items()
        if mark in marks
    ]
    if explained:
        print_lines(screen, [Text(), *wrapped(Text("; ").join(explained), screen.width)])


# --- drawing -------------------------------------------------------------------


def draw(screen: Screen, columns: Sequence[Column], order: Sequence[str]) -> None:
    """Print columns as a Rich table no wider than the screen; empty columns are left out.

    `order` names the columns, those first that matter most. Where space is short the
    last are left out, so that a wider table has all that a narrower one has.
    """
    if screen.accessible:
        _labelled(screen, columns)
        return
    shown = _shown(columns, order, screen.width)
    _print_without_trailing_blanks(screen, _table(screen, shown))


class OneLineRows:
    """Works as the rows of a table, one line a work, to be shown a few at a time."""

    def __init__(self, listed: Sequence[Work], width: int) -> None:
        """Choose the columns for all the works on a screen of this width."""
        rows = [Row(work) for work in listed]
        self._shown = _shown(_columns(rows), _ORDER, width) if rows else []
        facts = Facts(True, width, 0, color=False, links=False, encoding="utf-8")  # noqa: FBT003
        self._screen = Screen(facts, theme.Sheet("utf-8"))

    def lines(self, start: int, count: int) -> list[str]:
        """Return the header, its rule, and so many rows from a start on."""
        part = slice(start, start + count)
        shown = [
            (column._replace(cells=column.cells[part]), cells) for column, cells in self._shown
        ]
        if not shown:
            return []
        table = _table(self._screen, shown, wrap=False)
        rendered = self._screen.render_lines(table, pad=False)
        return ["".join(segment.text for segment in line) for line in rendered]


# A column with its width.
_Sized = tuple[Column, int]


def _shown(columns: Sequence[Column], order: Sequence[str], width: int) -> list[_Sized]:
    """Choose the columns that fit, and share out the width."""
    by_name = {column.name: column for column in columns}
    filled = [by_name[name] for name in order if any(cell.plain for cell in by_name[name].cells)]
    least = _least_widths(filled, width)
    shown = [column for column in columns if column.name in least]
    return list(zip(shown, _widths(shown, least, width), strict=True))


def _table(screen: Screen, shown: Sequence[_Sized], *, wrap: bool = True) -> Table:
    table = Table(
        box=theme.RULE_ASCII if screen.options.ascii_only else theme.RULE,
        show_edge=False,
        pad_edge=False,
        padding=(0, _GAP - 1, 0, 0),
        header_style=theme.HEADER,
    )
    for column, width in shown:
        overflow: OverflowMethod = "fold" if wrap else "ellipsis"
        style = column.style
        table.add_column(column.name, width=width, style=style, overflow=overflow, no_wrap=not wrap)
    for cells in zip(*(column.cells for column, _ in shown), strict=True):
        table.add_row(*map(_cell, cells))
    return table


def _cell(content: Text) -> Text | Padding:
    """Indent all the lines of a cell that begins with blanks."""
    indent = len(content.plain) - len(content.plain.lstrip(" "))
    return Padding(content[indent:], (0, 0, 0, indent)) if indent else content


def _print_without_trailing_blanks(screen: Screen, table: Table) -> None:
    """Print a table so that what is copied from it has no blanks at the ends of lines."""
    segments: list[Segment] = []
    for line in screen.render_lines(table, pad=False):
        while line and not line[-1].text.strip():
            line.pop()
        if line:
            line[-1] = Segment(line[-1].text.rstrip(), line[-1].style)
        segments += [*line, Segment.line()]
    screen.print(Segments(segments), end="", soft_wrap=True)


def _labelled(screen: Screen, columns: Sequence[Column]) -> None:
    """Print a row as lines, "Title: …", for a screen reader."""
    for number, cells in enumerate(zip(*(column.cells for column in columns), strict=True)):
        if number:
            screen.print()
        for column, cell in zip(columns, cells, strict=True):
            if cell.plain.strip():
                value = Text(", ").join(cell.split())
                screen.print(Text(f"{column.name}: ").append_text(value), soft_wrap=True)


def _least_widths(columns: Sequence[Column], width: int) -> Mapping[str, int]:
    """Return the columns that fit, and the least width of each; the first always does."""
    first, *others = columns
    beside, left = min(first.beside, first.longest), width
    fitting = {}
    for column in others:
        wanted = column.longest
        floor = max(column.least, column.longest_word, len(column.name))
        least = min(floor, wanted) if column.share else wanted
        needed = max(beside, min(column.beside, first.longest))
        if left - _GAP - least < needed:
            break
        beside, left = needed, left - _GAP - least
        fitting[column.name] = least
    return {first.name: beside, **fitting}


def _widths(columns: Sequence[Column], least: Mapping[str, int], width: int) -> list[int]:
    """Share out the width, which is enough for the least widths.

    Columns that need more than their share are served first, then those that want
    less, and the others share what is left.
    """
    wanted = {column.name: column.longest for column in columns}
    widths = {column.name: wanted[column.name] for column in columns if not column.share}
    left = width - _GAP * (len(columns) - 1) - sum(widths.values())
    waiting = [column for column in columns if column.share]
    while waiting:
        shares = sum(column.share for column in waiting)
        fair = {column.name: left * column.share // shares for column in waiting}
        needy = {name: least[name] for name in fair if least[name] > fair[name]}
        modest = {name: wanted[name] for name in fair if wanted[name] < fair[name]}
        served = needy or modest or fair
        widths |= {name: max(cells, 1) for name, cells in served.items()}
        left -= sum(served.values())
        waiting = [column for column in waiting if column.name not in served]
    return [widths[column.name] for column in columns]
