"""Everything that is known of a work, laid out for a reader."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from rich.cells import cell_len
from rich.text import Text

from sergecli.citations.markup import Markup
from sergecli.model import languages
from sergecli.model.date_words import in_words
from sergecli.model.edtf import order
from sergecli.model.work import Attribution, Catalogue, Piece, Publication, Work
from sergecli.terminal import theme
from sergecli.terminal.paragraphs import READABLE, paragraph, print_lines, wrapped
from sergecli.terminal.theme import Screen, linked, text
from sergecli.text.sanitize import safe

_GAP = 2
# What is sent from a place, and not only written there.
_SENT = frozenset({"letter", "correspondence"})
# On a narrower screen a label stands above its values, not beside them.
_BESIDE_LABEL = 50


def show(screen: Screen, work: Work, catalogue: Catalogue, citation: Markup) -> None:
    """Print all that is known of a work, and how to cite it."""
    width = min(screen.width, READABLE)
    known = list(_known(work, catalogue))
    label = max(len(name) for name, _ in known) + _GAP if width >= _BESIDE_LABEL else 0
    print_lines(
        screen,
        (
            *wrapped(linked(work.title, work.url, theme.HEADER), width),
            *wrapped(text(_what(work, catalogue)), width),
            Text(),
            *(line for row in known for line in _labelled(*row, label, screen)),
            Text(),
            *paragraph(screen, citation),
        ),
    )


def _labelled(name: str, values: Sequence[Text], label: int, screen: Screen) -> Iterator[Text]:
    """Return a label and the lines beside it; addresses stay whole.

    A line that is too long for the screen starts at its edge.
    """
    margin, width = label or _GAP, min(screen.width, READABLE)
    hang = _GAP if len(values) > 1 else 0
    broken = (wrapped(one, width - margin, whole=True, hang=hang) for one in values)
    lines = list(chain.from_iterable(broken))
    starts = [margin if margin + cell_len(one.plain) <= screen.width else 0 for one in lines]
    beside = bool(label and starts[0])
    if not beside:
        yield Text(name, theme.LABEL)
    for number, (line, start) in enumerate(zip(lines, starts, strict=True)):
        before = name if beside and not number else ""
        yield Text.assemble((before.ljust(start), theme.LABEL), line)


def _what(work: Work, catalogue: Catalogue) -> str:
    """Say "letter to André Gide, 1936, from Brussels"."""
    author = catalogue.head.author
    kind = f"{work.kind} to {work.recipient}" if work.recipient else work.kind
    if work.attribution is Attribution.ATTRIBUTED:
        kind += f" wrongly attributed to {author}"
    if work.attribution is Attribution.ABOUT:
        kind += f" about {author}"
    if work.role == "translator":
        kind += f" translated by {author}"
    mine = "in your own catalogue" if work.id in catalogue.own else ""
    after = "published posthumously" if catalogue.posthumous(work) else ""
    place = f"from {work.written_at}" if work.kind in _SENT and work.written_at else ""
    return ", ".join(filter(None, (kind, in_words(work.date, work.index_date), place, after, mine)))


def _known(work: Work, catalogue: Catalogue) -> Iterator[tuple[str, list[Text]]]:
    """Yield a label and its values for everything that is known."""
    for label, values in (
        *_names(work, catalogue),
        *_publications(work, catalogue),
        *_neighbours(work, catalogue),
        ("Wikidata", [text(work.wikidata)]),
        ("Rights", [text(work.rights)]),
        ("Note", [text(work.note)]),
        ("Address", [linked(work.url, work.url)]),
        ("Sources", [text(one) for one in work.sources]),
    ):
        filled = [value for value in values if value]
        if filled:
            yield label, filled


def _names(work: Work, catalogue: Catalogue) -> Iterator[tuple[str, list[Text]]]:
    yield "Id", [text(work.id, theme.ID)]
    if work.authors != (catalogue.head.author,):
        yield "By", [text(" and ".join(work.authors))]
    yield "Signed", [text(_signature(work))]
    yield "Filed as", [text(work.index_date)]
    yield "Written", [text(_written(work))]
    yield "Published", [text(in_words(work.published) if work.published else "")]
    yield "Original", [_original(work)]
    yield "Also", [text(one) for one in work.other_titles]


def _signature(work: Work) -> str:
    """Give the signature, and say what it is: "R. Albert (pseudonym)"."""
    kind = "another’s name" if work.signature == "borrowed" else work.signature
    return f"{work.signed_as} ({kind})" if work.signed_as and kind else work.signed_as


def _written(work: Work) -> str:
    """Say when and where; where a letter was sent from is said above."""
    place = "" if work.kind in _SENT else work.written_at
    if place and not work.written:
        return f"in {place}"
    return ", ".join(filter(None, (in_words(work.written) if work.written else "", place)))


def _original(work: Work) -> Text:
    title, language = text(work.original_title, theme.CONTAINER), _language(work.language)
    return Text.assemble(title, f" ({language})" if title and language else language)


def _language(tag: str) -> str:
    known = languages.known(tag)
    return known.english if known else safe(tag)


def _publications(work: Work, catalogue: Catalogue) -> Iterator[tuple[str, list[Text]]]:
    """Say where it first appeared, what the archive's text reproduces, and list the editions."""
    usual = catalogue.head.language
    if work.first_publication:
        yield "First appeared", [_publication(work.first_publication, usual)]
    if work.reproduced_from:
        translators = work.reproduced_from.translators
        yield "Text from", [_publication(work.reproduced_from, usual, translated=False)]
        yield "Translator", [text(" and ".join(translators))]
    if work.translation_date:
        yield "Translated", [text(in_words(work.translation_date))]
    tags = {one.language or usual for one in work.editions}
    for tag in sorted(tags, key=lambda one: (one != usual, _language(one))):
        those = [one for one in work.editions if (one.language or usual) == tag]
        those.sort(key=lambda one: order(one.date))
        yield f"In {_language(tag)}", [_publication(one, tag) for one in those]


def _publication(one: Publication, usual: str, *, translated: bool = True) -> Text:
    """Describe a publication: "The New International, vol. 4, no. 7, July 1938, pp. 211–212"."""
    house = ": ".join(filter(None, (one.place, one.publisher)))
    title = f"“{one.title}”" if one.title and one.container else one.title
    pieces = [
        text(title, "" if one.container else theme.CONTAINER),
        text(one.container, theme.CONTAINER),
        *_people(one, translated=translated),
        text(one.series),
        text(f"vol. {one.volume}" if one.volume else ""),
        text(f"no. {one.issue}" if one.issue else ""),
        text(house),
        text(in_words(one.date) if one.date else ""),
        text(_pages(one.pages)),
        text(f"in {_language(one.language)}" if one.language not in {"", usual} else ""),
        text(_translated_from(one)),
        *(text(f"{label} {value}") for label, value in _identifiers(one) if value),
        linked(one.url, one.url),
    ]
    if one.presumed:
        pieces.append(text("presumed to contain it"))
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
    """Say who translated and edited a publication."""
    translators = one.translators if translated else ()
    both = translators == one.editors
    for did, names in (
        ("edited and translated", translators if both else ()),
        ("translated", () if both else translators),
        ("edited", () if both else one.editors),
    ):
        yield text(f"{did} by {' and '.join(names)}" if names else "")
    for contributor in one.contributors:
        by = "" if contributor.role.endswith(("by", "with")) else " by"
        yield text(f"{contributor.role}{by} {contributor.name}")


def _neighbours(work: Work, catalogue: Catalogue) -> Iterator[tuple[str, list[Text]]]:
    """Name the works it belongs with."""
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
    yield "Contains", _named(held, titles)
    yield "See also", _named(work.see, titles)


def _piece(piece: Piece, titles: Mapping[str, Work]) -> Text:
    work = titles.get(piece.work)
    title = piece.title or (work.title if work else piece.work)
    told = Text(", ").join(filter(None, (text(title), text(_pages(piece.pages)))))
    return Text.assemble(told, "  ", (safe(piece.work), theme.ID)) if piece.work else told


def _named(ids: Iterable[str], titles: Mapping[str, Work]) -> list[Text]:
    found = [titles[one] for one in ids if one in titles]
    return [
        Text.assemble(linked(one.title, one.url), "  ", (safe(one.id), theme.ID)) for one in found
    ]
