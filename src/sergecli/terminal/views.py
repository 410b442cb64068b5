"""Answers for a person at a terminal, drawn with Rich.

No meaning hangs on a colour, and none is used that a dark or a light
background would swallow: magenta and red are read on both.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from sergecli.catalogue.index import FIELDS, text_with
from sergecli.citations.markup import Markup
from sergecli.model import languages
from sergecli.model.date_words import in_words
from sergecli.model.edtf import order
from sergecli.model.work import Attribution, Catalogue, Piece, Publication, Work
from sergecli.terminal.columns import GAP, Column, drawn, wrapped
from sergecli.text.folding import words_of
from sergecli.text.sanitize import safe

if TYPE_CHECKING:
    from sergecli.search.fuzzy import Hit, Match
    from sergecli.terminal.capabilities import Facts

_READABLE = 80
_INDENT = 2
# Parts of parts are told apart so far: there must be room for the titles.
_DEEPEST = 2
_HANG = 4
_LIT = "bold red"
_MARK = _ID = "magenta"


# What is drawn on, for those who may not know Rich.
Screen = Console


class Sheet(StringIO):
    """What has been drawn, before it is shown; it has the letters of the terminal."""

    def __init__(self, encoding: str) -> None:
        """Take the terminal's encoding."""
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override] # a StringIO has none
        """The encoding that decides what can be drawn."""
        return self._encoding


def console(facts: "Facts", sheet: Sheet) -> Console:
    """Make a console that draws on a sheet what the terminal can show."""
    return Console(
        file=sheet,
        force_terminal=facts.terminal,
        force_jupyter=False,
        legacy_windows=False,
        color_system="standard" if facts.color else None,
        no_color=not facts.color,
        width=facts.width,
        height=facts.height,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _text(raw: str, style: str | Style = "") -> Text:
    return Text(safe(raw), style)


def _linked(work: Work, style: str = "") -> Text:
    base = Style.parse(style)
    return _text(work.title, base + Style(link=work.url) if work.url else base)


def _print(screen: Console, lines: Iterable[Text]) -> None:
    """Print lines that are as long as they should be."""
    screen.print(Text("\n").join(lines), soft_wrap=True)


# --- tables ------------------------------------------------------------------


_MARKS = {
    "own": "in your own catalogue",
    Attribution.ATTRIBUTED: "wrongly ascribed to the author",
    Attribution.ABOUT: "written about the author",
    Attribution.OTHER: "by another author",
}


def table(screen: Console, works: Sequence[Work], own: Collection[str] = ()) -> None:
    """Print a table that fits the terminal; the works whose ids are in `own` are marked."""
    _print(screen, _listed(screen, [_Row(work, own=work.id in own) for work in works]))


def hits(screen: Console, found: "Sequence[Hit]", *, scores: bool) -> None:
    """Print hits as a table; letters that were met are lit, the rest is said."""
    _print(screen, _listed(screen, [_hit(one, scores=scores) for one in found]))


class _Row(NamedTuple):
    """A work in a table: the words of its title that are lit, and what is said beneath it."""

    work: Work
    own: bool = False
    lit: Collection[str] = ()
    said: Text = Text()

    @property
    def marks(self) -> list[str]:
        """What is said of it in brackets."""
        marked = self.work.attribution in _MARKS
        return ["own"] * self.own + [str(self.work.attribution)] * marked


_WAYS = ("exact", "begun", "spelling", "slip")


def _hit(hit: "Hit", *, scores: bool) -> _Row:
    where = [_where(hit.work, met) for met in hit.met if met.rank]
    said = _text(", ".join(dict.fromkeys(where)), "dim")
    if scores:
        said.append("  " * bool(where) + f"{_WAYS[hit.kind]} {hit.score:.0f}", "dim")
    return _Row(hit.work, hit.own, {met.word for met in hit.met if not met.rank}, said)


def _where(work: Work, met: "Match") -> str:
    """Say where a word was met, if not in the title: "signed Le Rétif"."""
    field = FIELDS[met.rank]
    return f"{field.label} {text_with(work, met.word, met.rank)}" if field.told else field.label


# So many cells has the day of a date with the longest month; an interval is broken.
_DATE = 17
# What a title needs so that a date is shown, and so that anything else is.
_SLIM_TITLE, _TITLE = 12, 28
# So many cells an id has at least; few are longer.
_LEAST_ID = 30


def _listed(screen: Console, rows: Sequence[_Row]) -> Iterator[Text]:
    """Give the lines of a table of works, and of its legend if it needs one."""
    works = [row.work for row in rows]
    dates = [_text(in_words(work.date, work.index_date)) for work in works]
    long = max(map(len, dates)) > _DATE
    titles = [_title(row, depth) for row, depth in zip(rows, _depths(works), strict=True)]
    columns = (
        Column("Date", dates, least=_DATE * long, beside=_SLIM_TITLE, share=int(long)),
        Column("Title", titles, share=3),
        Column("Kind", [_text(work.kind, "dim") for work in works], beside=_TITLE),
        Column(
            "Appeared in",
            [_text(work.container, "italic") for work in works],
            least=15,
            beside=_TITLE,
            share=2,
        ),
        Column(
            "Id",
            [_text(work.id, _ID) for work in works],
            least=_LEAST_ID,
            beside=_TITLE,
            share=3,
            whole=True,
        ),
    )
    yield from drawn(columns, ("Title", "Date", "Kind", "Appeared in", "Id"), screen.width)
    yield from _legend({mark for row in rows for mark in row.marks}, screen.width)


def _depths(works: Iterable[Work]) -> Iterator[int]:
    """Tell how far each work is indented: a part that stands right beneath its whole.

    Between the two there may be other parts of it, and their parts.
    """
    above: list[str] = []
    for work in works:
        at = above.index(work.part_of) + 1 if work.part_of in above else 0
        yield min(at, _DEEPEST)
        above = [*above[:at], work.id]


def _legend(marks: Collection[str], width: int) -> Iterator[Text]:
    said = [
        Text.assemble(_mark(mark), f" {told}") for mark, told in _MARKS.items() if mark in marks
    ]
    if said:
        yield from (Text(), *wrapped(Text("; ").join(said), width))


def _mark(mark: str) -> Text:
    return Text(f"[{mark}]", _MARK)


_WORD = re.compile(r"[\w’'-]+")


def _title(row: _Row, depth: int) -> Text:
    """Give a title, lit and marked; that of a part is indented beneath its whole."""
    title = _linked(row.work)
    for match in _WORD.finditer(title.plain) if row.lit else ():
        if not words_of(match[0]).isdisjoint(row.lit):
            title.stylize(_LIT, *match.span())
    cell = Text(" " * _INDENT * depth).append_text(title)
    for mark in row.marks:
        cell.append(" ").append_text(_mark(mark))
    return cell.append("\n").append_text(row.said) if row.said else cell


def editions(screen: Console, found: Sequence[tuple[Work, Publication]]) -> None:
    """Print a table of editions."""
    columns = (
        Column(
            "Date",
            [_text(in_words(one.date)) for _, one in found],
            beside=_SLIM_TITLE,
        ),
        Column("In", [_text(one.language, "dim") for _, one in found]),
        Column("Title", [_edition(*pair) for pair in found], share=3),
        Column(
            "Translated by",
            [_text(", ".join(one.translators)) for _, one in found],
            least=12,
            beside=_TITLE,
            share=2,
        ),
        Column(
            "Published by",
            [_text(_publisher(one)) for _, one in found],
            least=12,
            beside=_TITLE,
            share=2,
        ),
    )
    keep = ("Title", "Date", "In", "Published by", "Translated by")
    _print(screen, drawn(columns, keep, screen.width))


def _edition(work: Work, one: Publication) -> Text:
    return _text(one.title or work.title, Style(link=one.url or None))


def _publisher(one: Publication) -> str:
    return ", ".join(filter(None, (one.publisher or one.container, one.place)))


# --- citations ---------------------------------------------------------------


def citations(screen: Console, entries: Sequence[Markup], *, hanging: bool = True) -> None:
    """Print entries as paragraphs; those of a bibliography hang on their first line."""
    for number, entry in enumerate(entries):
        if number:
            screen.print()
        _print(screen, _paragraph(screen, entry, hanging=hanging))


def _paragraph(screen: Console, entry: Markup, *, hanging: bool = True) -> list[Text]:
    """Give the lines of an entry; an address that is too long stays whole."""
    hang = _HANG if hanging else 0
    return wrapped(_rich(entry), min(screen.width, _READABLE), whole=True, hang=hang)


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

# What is sent from a place, and not only written there.
_SENT = frozenset({"letter", "correspondence"})
# Beneath this width a label stands above what it is of, not before it.
_BESIDE_LABEL = 50


def card(screen: Console, work: Work, catalogue: Catalogue, citation: Markup) -> None:
    """Print all that is known of a work, laid out for a reader, and how to cite it."""
    width = min(screen.width, _READABLE)
    known = list(_known(work, catalogue))
    label = max(len(name) for name, _ in known) + GAP if width >= _BESIDE_LABEL else 0
    _print(
        screen,
        (
            *wrapped(_linked(work, "bold"), width),
            *wrapped(_text(_what(work, catalogue)), width),
            Text(),
            *(line for row in known for line in _labelled(*row, label, screen)),
            Text(),
            *_paragraph(screen, citation),
        ),
    )


def _labelled(name: str, values: Sequence[Text], label: int, screen: Console) -> Iterator[Text]:
    """Give the lines of what is known, their label before the first; addresses stay whole.

    A line that would reach beyond the screen begins at its edge.
    """
    margin, width = label or GAP, min(screen.width, _READABLE)
    hang = GAP if len(values) > 1 else 0
    broken = (wrapped(one, width - margin, whole=True, hang=hang) for one in values)
    lines = list(chain.from_iterable(broken))
    starts = [margin if margin + cell_len(one.plain) <= screen.width else 0 for one in lines]
    beside = bool(label and starts[0])
    if not beside:
        yield Text(name, "bold")
    for number, (line, start) in enumerate(zip(lines, starts, strict=True)):
        before = name if beside and not number else ""
        yield Text.assemble((before.ljust(start), "bold"), line)


def _what(work: Work, catalogue: Catalogue) -> str:
    """Say "letter to André Gide, 1936, from Brussels"."""
    author = catalogue.head.author
    kind = f"{work.kind} to {work.recipient}" if work.recipient else work.kind
    if work.attribution is Attribution.ATTRIBUTED:
        kind += f" wrongly ascribed to {author}"
    if work.attribution is Attribution.ABOUT:
        kind += f" about {author}"
    if work.role == "translator":
        kind += f" translated by {author}"
    mine = "in your own catalogue" if work.id in catalogue.own else ""
    after = "published posthumously" if catalogue.posthumous(work) else ""
    place = f"from {work.written_at}" if work.kind in _SENT and work.written_at else ""
    return ", ".join(filter(None, (kind, in_words(work.date, work.index_date), place, after, mine)))


def _known(work: Work, catalogue: Catalogue) -> Iterator[tuple[str, list[Text]]]:
    """Give a label and its values for everything that is known."""
    for label, values in (
        *_names(work, catalogue),
        *_printings(work, catalogue),
        *_neighbours(work, catalogue),
        ("Wikidata", [_text(work.wikidata)]),
        ("Rights", [_text(work.rights)]),
        ("Note", [_text(work.note)]),
        ("Address", [_text(work.url, Style(link=work.url or None))]),
        ("Sources", [_text(one) for one in work.sources]),
    ):
        filled = [value for value in values if value]
        if filled:
            yield label, filled


def _names(work: Work, catalogue: Catalogue) -> Iterator[tuple[str, list[Text]]]:
    yield "Id", [_text(work.id, _ID)]
    if work.authors != (catalogue.head.author,):
        yield "By", [_text(" and ".join(work.authors))]
    yield "Signed", [_text(_signature(work))]
    yield "Filed as", [_text(work.index_date)]
    yield "Written", [_text(_written(work))]
    yield "Published", [_text(in_words(work.published) if work.published else "")]
    yield "Original", [_original(work)]
    yield "Also", [_text(one) for one in work.other_titles]


def _signature(work: Work) -> str:
    """Give the signature, and say what it is: "R. Albert (pseudonym)"."""
    kind = "another’s name" if work.signature == "borrowed" else work.signature
    return f"{work.signed_as} ({kind})" if work.signed_as and kind else work.signed_as


def _written(work: Work) -> str:
    """Say when and where; whence a letter came stands in the line of what it is."""
    place = "" if work.kind in _SENT else work.written_at
    if place and not work.written:
        return f"in {place}"
    return ", ".join(filter(None, (in_words(work.written) if work.written else "", place)))


def _original(work: Work) -> Text:
    title, language = _text(work.original_title, "italic"), _language(work.language)
    return Text.assemble(title, f" ({language})" if title and language else language)


def _language(tag: str) -> str:
    known = languages.known(tag)
    return known.english if known else safe(tag)


def _printings(work: Work, catalogue: Catalogue) -> Iterator[tuple[str, list[Text]]]:
    """Tell where it first appeared, what the archive's text reproduces, and of all editions."""
    usual = catalogue.head.language
    if work.first_publication:
        yield "First appeared", [_printing(work.first_publication, usual)]
    if work.reproduced_from:
        translators = work.reproduced_from.translators
        yield "Text from", [_printing(work.reproduced_from, usual, translated=False)]
        yield "Translator", [_text(" and ".join(translators))]
    if work.translation_date:
        yield "Translated", [_text(in_words(work.translation_date))]
    tags = {one.language or usual for one in work.editions}
    for tag in sorted(tags, key=lambda one: (one != usual, _language(one))):
        those = [one for one in work.editions if (one.language or usual) == tag]
        those.sort(key=lambda one: order(one.date))
        yield f"In {_language(tag)}", [_printing(one, tag) for one in those]


def _printing(one: Publication, usual: str, *, translated: bool = True) -> Text:
    """Describe a printing: "The New International, vol. 4, no. 7, July 1938, pp. 211–212"."""
    house = ": ".join(filter(None, (one.place, one.publisher)))
    title = f"“{one.title}”" if one.title and one.container else one.title
    pieces = [
        _text(title, "" if one.container else "italic"),
        _text(one.container, "italic"),
        *_people(one, translated=translated),
        _text(one.series),
        _text(f"vol. {one.volume}" if one.volume else ""),
        _text(f"no. {one.issue}" if one.issue else ""),
        _text(house),
        _text(in_words(one.date) if one.date else ""),
        _text(_pages(one.pages)),
        _text(f"in {_language(one.language)}" if one.language not in {"", usual} else ""),
        _text(_translated_from(one)),
        *(_text(f"{label} {value}") for label, value in _identifiers(one) if value),
        _text(one.url, Style(link=one.url or None)),
    ]
    if one.presumed:
        pieces.append(_text("presumed to contain it"))
    told = Text(", ").join(filter(None, pieces))
    if not (one.title or one.container):
        told.plain = told.plain[:1].upper() + told.plain[1:]
    return told.append(f" ({safe(one.note)})") if one.note else told


def _translated_from(one: Publication) -> str:
    date = one.translated_from
    return f"translated from the edition of {in_words(date)}" if date else ""


def _identifiers(one: Publication) -> tuple[tuple[str, str], ...]:
    return ("ISBN", one.isbn), ("OCLC", one.oclc), ("LCCN", one.lccn), ("DOI", one.doi)


def _pages(pages: str) -> str:
    several = any(sign in pages for sign in "–-,")
    return f"{'pp' if several else 'p'}. {pages}" if pages else ""


def _people(one: Publication, *, translated: bool) -> Iterator[Text]:
    """Say who translated and edited a printing."""
    translators = one.translators if translated else ()
    both = translators == one.editors
    for did, names in (
        ("edited and translated", translators if both else ()),
        ("translated", () if both else translators),
        ("edited", () if both else one.editors),
    ):
        yield _text(f"{did} by {' and '.join(names)}" if names else "")
    for contributor in one.contributors:
        by = "" if contributor.role.endswith(("by", "with")) else " by"
        yield _text(f"{contributor.role}{by} {contributor.name}")


def _neighbours(work: Work, catalogue: Catalogue) -> Iterator[tuple[str, list[Text]]]:
    """Name the works that it belongs with."""
    titles = {one.id: one for one in catalogue}
    yield "Part of", _named([work.part_of], titles)
    yield "Parts", _named((one.id for one in catalogue if one.part_of == work.id), titles)
    yield "Taken from", _named([work.extract_of], titles)
    yield "Extracts", _named((one.id for one in catalogue if one.extract_of == work.id), titles)
    yield "Collected in", _named(work.collected_in, titles)
    pieces = [piece for one in work.publications for piece in one.contents]
    yield "Contents", [_piece(piece, titles) for piece in pieces]
    listed = {piece.work for piece in pieces}
    held = (one.id for one in catalogue if work.id in one.collected_in and one.id not in listed)
    yield "Holds", _named(held, titles)
    yield "See also", _named(work.see, titles)


def _piece(piece: Piece, titles: Mapping[str, Work]) -> Text:
    work = titles.get(piece.work)
    title = piece.title or (work.title if work else piece.work)
    told = Text(", ").join(filter(None, (_text(title), _text(_pages(piece.pages)))))
    return Text.assemble(told, "  ", (safe(piece.work), _ID)) if piece.work else told


def _named(ids: Iterable[str], titles: Mapping[str, Work]) -> list[Text]:
    found = [titles[one] for one in ids if one in titles]
    return [Text.assemble(_linked(one), "  ", (safe(one.id), _ID)) for one in found]
