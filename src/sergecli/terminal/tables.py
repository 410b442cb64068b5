"""Lists of works and of editions as Rich tables that fit any terminal."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from sergecli.catalogue.index import FIELDS, text_with
from sergecli.model.date_words import in_words
from sergecli.model.description import incomplete, language_name
from sergecli.model.edtf import Date, Kind
from sergecli.model.publications import appeared
from sergecli.model.work import Attribution, Publication, Work
from sergecli.terminal import theme
from sergecli.terminal.columns import Column, draw, fitted, table
from sergecli.terminal.paragraphs import print_lines, wrapped
from sergecli.terminal.theme import Screen, linked, text
from sergecli.text.english import joined
from sergecli.text.folding import words_of

if TYPE_CHECKING:
    from sergecli.catalogue.gaps import Count, Gap
    from sergecli.search.ranking import Hit, Match

_INDENT = 2
# Deeper parts are not indented further, to leave room for the titles.
_DEEPEST = 2
# The length of the longest date; intervals are wrapped.
_DATE = 17
# The width a title needs before dates are shown, before publishers are, and before other columns.
_SLIM_TITLE = 12
_NARROW_TITLE = 24
_TITLE = 28
# From this width on, a later year in which a work appeared is shown, too.
_ROOMY = 120
_ONLINE = "↗"
_MARKS = {
    _ONLINE: "can be read online",
    "incomplete": "only a part of it is online",
    "own": "in your own catalogue",
    "presumed": "presumed to contain the work",
    Attribution.ATTRIBUTED: "wrongly attributed to the author",
    Attribution.ABOUT: "about the author",
    Attribution.OTHER: "by another author",
}
_MATCH_KINDS = (
    "exact", "beginning", "other form", "spelling", "typing error", "similar meaning", "initials",
)  # fmt: skip
_INITIALS = _MATCH_KINDS.index("initials")
_WORD = re.compile(r"[\w’'-]+")


class Row(NamedTuple):
    """A work in a table: the words of its title that matched, and a remark below it."""

    work: Work
    own: bool = False
    matched: Collection[str] = ()
    remark: Text = Text()

    @property
    def marks(self) -> list[str]:
        """The marks after the title."""
        work = self.work
        marked = {
            _ONLINE: work.url,
            "incomplete": incomplete(work),
            "own": self.own,
            str(work.attribution): work.attribution in _MARKS,
        }
        return [mark for mark, applies in marked.items() if applies]


def works(screen: Screen, listed: Sequence[Work], own: Collection[str] = ()) -> None:
    """Print works; those whose ids are in `own` are marked."""
    _works(screen, [Row(work, own=work.id in own) for work in listed])


def hits(screen: Screen, found: "Sequence[Hit]", *, scores: bool) -> None:
    """Print the results of a search, with matches highlighted or named."""
    _works(screen, [_hit(hit, scores=scores) for hit in found])


def editions(
    screen: Screen, found: Sequence[tuple[Work, Publication]], usual_language: str
) -> None:
    """Print editions; those without a language are in `usual_language`."""
    publications = [publication for _, publication in found]
    tags = [each.language or usual_language for each in publications]
    if set(tags) == {usual_language}:
        tags = [""] * len(tags)
    columns = (
        _dates([in_words(each.date) for each in publications]),
        Column("Title", [_edition(*pair) for pair in found], share=3),
        Column("Published", [_published(each) for each in publications],
               least=12, beside=_NARROW_TITLE, share=2),
        Column("Language", [text(language_name(tag)) for tag in tags], theme.KIND,
               beside=_SLIM_TITLE),
        Column("Translated by", [text(", ".join(each.translators)) for each in publications],
               least=12, beside=_TITLE, share=2),
        Column("Id", [text(work.id) for work, _ in found], theme.ID, beside=_TITLE),
    )  # fmt: skip
    order = ("Title", "Date", "Language", "Published", "Translated by", "Id")
    draw(screen, columns, order)
    _legend(screen, {"presumed"} if any(each.presumed for each in publications) else ())


def gaps(screen: Screen, counts: "Sequence[Count]", found: "Sequence[Gap]") -> None:
    """Print how often each kind of information is missing, and the gaps in `found`."""
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
    """Return the periodical or book, then the publisher and place: "Clarté", "Rieder, Paris"."""
    place = "" if publication.periodical else publication.place
    published = ", ".join(filter(None, (publication.publisher, place)))
    container = text(publication.container, theme.CONTAINER)
    return Text(", ").join(filter(None, (container, text(published))))


# --- works ---------------------------------------------------------------------


def _hit(hit: "Hit", *, scores: bool) -> Row:
    where = [_where(hit.work, match) for match in hit.matches if match.rank]
    remark = text(", ".join(dict.fromkeys(where)), theme.ASIDE)
    if scores:
        score = f"{_MATCH_KINDS[hit.kind]} {hit.score:.0f}"
        remark.append("  " * bool(where) + score, theme.ASIDE)
    # Initials match no word of the title, so they are not highlighted.
    in_title = {match.word for match in hit.matches if not match.rank and match.kind < _INITIALS}
    return Row(hit.work, hit.own, in_title, remark)


def _where(work: Work, match: "Match") -> str:
    """Return where a word matched, if not in the title: "signed Le Rétif"."""
    field = FIELDS[match.rank]
    return (
        f"{field.label} {text_with(work, match.word, match.rank)}" if field.quoted else field.label
    )


_ORDER = ("Title", "Date", "By", "Kind", "Appeared in", "Id")
_BY_OTHERS = frozenset({Attribution.ABOUT, Attribution.OTHER})


def _works(screen: Screen, rows: Sequence[Row]) -> None:
    roomy = screen.accessible or screen.width >= _ROOMY
    draw(screen, _columns(rows, roomy=roomy), _ORDER)
    _legend(screen, {mark for row in rows for mark in row.marks})


def _columns(rows: Sequence[Row], *, roomy: bool) -> tuple[Column, ...]:
    listed = [row.work for row in rows]
    names = [joined(work.authors) if work.attribution in _BY_OTHERS else "" for work in listed]
    none = [""] * len(names)
    # In a list with works of the author's own, most cells of a column of names would be empty.
    mixed = any(work.attribution not in _BY_OTHERS for work in listed)
    by, marked = (none, names) if mixed else (names, none)
    appeared = [_appeared(work, roomy=roomy) for work in listed]
    titles = list(map(_title, rows, _depths(listed), marked))
    return (
        _dates([in_words(work.date, work.index_date) for work in listed]),
        Column("Title", titles, share=3),
        Column("By", [text(names) for names in by], least=12, beside=_TITLE, share=1),
        Column("Kind", [text(work.kind) for work in listed], theme.KIND, beside=_TITLE),
        Column("Appeared in", appeared, theme.CONTAINER,
               least=15, beside=_TITLE, share=2),
        Column("Id", [text(work.id) for work in listed], theme.ID, beside=_TITLE),
    )  # fmt: skip


def _dates(words: Sequence[str]) -> Column:
    """Return the column of dates; dates longer than _DATE are wrapped."""
    cells = [text(word) for word in words]
    long = max(map(len, words), default=0) > _DATE
    return Column(
        "Date", cells, theme.DATE, _DATE if long else 0, beside=_SLIM_TITLE, share=int(long)
    )


def _depths(listed: Iterable[Work]) -> Iterator[int]:
    """Yield the indentation of each work: a part is indented below its whole.

    Other parts, and their parts, may be between the two.
    """
    above: list[str] = []
    for work in listed:
        depth = above.index(work.part_of) + 1 if work.part_of in above else 0
        yield min(depth, _DEEPEST)
        above = [*above[:depth], work.id]


def _appeared(work: Work, *, roomy: bool) -> Text:
    """Return the periodical or book in which a work appeared, without the subtitle.

    If there is room, a book that only collects it later is named, too, and the year if it is
    not that of the work.
    """
    if not roomy:
        return text(work.container.partition(": ")[0])
    one = appeared(work)
    container = one.container.partition(": ")[0] if one else ""
    date = one.date if one else work.first_published
    if not date or (work.date and date.earliest.year <= work.date.latest.year):
        return text(container)
    year = Date(Kind.POINT, (date.points[0]._replace(month=0, day=0),))
    if not container:
        return Text(in_words(year))
    return text(container).append(f" ({in_words(year)})", "not italic")


def _title(row: Row, depth: int, names: str) -> Text:
    """Return a title with its matches, marks and remark; a part is indented below its whole.

    `names` are those of other authors, to be added to the last mark.
    """
    title = linked(row.work.title, row.work.url)
    for word in _WORD.finditer(title.plain) if row.matched else ():
        if not words_of(word[0]).isdisjoint(row.matched):
            title.stylize(theme.MATCH, *word.span())
    cell = Text(" " * _INDENT * depth).append_text(title)
    marks = row.marks
    if names:
        marks[-1] += f": {names}"
    for mark in marks:
        cell.append(" ").append_text(_mark(mark))
    return cell.append("\n").append_text(row.remark) if row.remark else cell


def _mark(mark: str) -> Text:
    return text(mark if mark == _ONLINE else f"[{mark}]", theme.MARK)


def _legend(screen: Screen, marks: Collection[str]) -> None:
    """Explain the marks that occur."""
    explained = [
        Text.assemble(_mark(mark), f" {meaning}")
        for mark, meaning in _MARKS.items()
        if mark in marks
    ]
    if explained:
        print_lines(screen, [Text(), *wrapped(Text("; ").join(explained), screen.width)])


class OneLineRows:
    """A table with one line for each work, to be shown a few lines at a time."""

    def __init__(self, listed: Sequence[Work], width: int) -> None:
        """Choose the columns for all the works, for a screen of this width."""
        rows = [Row(work) for work in listed]
        self._shown = fitted(_columns(rows, roomy=width >= _ROOMY), _ORDER, width) if rows else []
        self._screen = Screen.of_text(width)

    def lines(self, start: int, count: int) -> list[str]:
        """Return the header, its rule, and `count` rows from `start` on."""
        part = slice(start, start + count)
        shown = [
            (column._replace(cells=column.cells[part]), cells) for column, cells in self._shown
        ]
        if not shown:
            return []
        drawn = table(self._screen, shown, wrap=False)
        rendered = self._screen.render_lines(drawn, pad=False)
        return ["".join(segment.text for segment in line) for line in rendered]
