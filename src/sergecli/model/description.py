"""Describes works in English, as labels and values for a terminal or a web page to lay out."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sergecli.model import edition_statements, languages
from sergecli.model.amending import changed
from sergecli.model.date_words import in_words
from sergecli.model.edtf import order
from sergecli.model.publications import posthumous
from sergecli.model.work import Attribution, Catalogue, Piece, Publication, Work
from sergecli.text.english import capitalized, counted

# The kinds of work that are sent from a place, not only written there.
_SENT = frozenset({"letter", "correspondence"})
_INCOMPLETE = re.compile(r"The online text is incomplete[^.]*\.")


class Part(NamedTuple):
    """A part of a value: a text, its role, and the address or the work that it links to.

    `role` is "id", "person", "title" or "container" (of a publication), or "".
    """

    text: str
    role: str = ""
    url: str = ""
    work: str = ""


Value = tuple[Part, ...]
Fact = tuple[str, list[Value]]


class Relations:
    """Which works of a catalogue belong together; built once for any number of descriptions."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.works = {work.id: work for work in catalogue}
        self.parts: dict[str, list[str]] = {}
        self.extracts: dict[str, list[str]] = {}
        self.collected: dict[str, list[str]] = {}
        for work in catalogue:
            self.parts.setdefault(work.part_of, []).append(work.id)
            self.extracts.setdefault(work.extract_of, []).append(work.id)
            for collection in dict.fromkeys(work.collected_in):
                self.collected.setdefault(collection, []).append(work.id)

    def contents(self, work: Work) -> list[Piece]:
        """Return the pieces that the publications of a work list."""
        return [piece for one in work.publications for piece in one.contents]

    def held(self, work: Work) -> list[str]:
        """Return the ids of works that say they are part of it but are not in its contents."""
        listed = {piece.work for piece in self.contents(work)}
        return [one for one in self.collected.get(work.id, ()) if one not in listed]


def summary(work: Work, catalogue: Catalogue) -> str:
    """Return "letter to André Gide, 1936, from Brussels"."""
    author = catalogue.head.author
    kind = f"{work.kind} to {work.recipient}" if work.recipient else work.kind
    if work.attribution is Attribution.ATTRIBUTED:
        kind += f" wrongly attributed to {author}"
    if work.attribution is Attribution.ABOUT:
        kind += f" about {author}"
    if work.role == "translator":
        kind += f" translated by {author}"
    how = "amended " * bool(base_of(work, catalogue))
    mine = f"{how}in your own catalogue" if work.id in catalogue.own else ""
    after = "published posthumously" if posthumous(work, catalogue.head) else ""
    place = f"from {work.written_at}" if work.kind in _SENT and work.written_at else ""
    return ", ".join(filter(None, (kind, in_words(work.date, work.index_date), place, after, mine)))


def incomplete(work: Work) -> str:
    """Return the sentence of a work's note which says that the online text is incomplete, or ""."""
    found = _INCOMPLETE.search(work.note)
    return found[0] if found else ""


def base_of(work: Work, catalogue: Catalogue) -> Work | None:
    """Return the built-in work that one of the user's works amends; None if it amends none."""
    return next((base for base in catalogue.amended if base.id == work.id), None)


def _yours(work: Work, catalogue: Catalogue) -> str:
    """Return what the user's catalogue amends in a work: "date, 1 edition"."""
    base = base_of(work, catalogue)
    if not base:
        return ""
    more = len(work.editions) - len(base.editions)
    names = [
        name.replace("_", " ") for name in changed(base, work) if name not in {"editions", "x"}
    ]
    return ", ".join((*names, *([counted(more, "edition")] if more else [])))


def facts(work: Work, catalogue: Catalogue, relations: Relations) -> Iterator[Fact]:
    """Yield a label and its values for everything that is known."""
    for label, values in (
        *_names(work, catalogue),
        *_publications(work, catalogue),
        *_neighbours(work, relations),
        ("Archive", [_text(", ".join(filter(None, (work.archive, work.archive_location))))]),
        ("Wikidata", [_text(work.wikidata)]),
        ("Rights", [_text(work.rights)]),
        ("Note", [_text(work.note)]),
        *(
            (capitalized(one.name.replace("_", " ")), [_text(", ".join(one.texts))])
            for one in work.x
        ),
        ("Yours", [_text(_yours(work, catalogue))]),
        ("Address", [_address(work.url)]),
        ("Sources", [_text(one) for one in work.sources]),
    ):
        filled = [value for value in values if value]
        if filled:
            yield label, filled


def _text(text: str, role: str = "") -> Value:
    return (Part(text, role),) if text else ()


def _address(url: str) -> Value:
    return (Part(url, url=url),) if url else ()


def _joined(between: str, values: Iterable[Value]) -> Value:
    """Join values, leaving out those that are empty."""
    joined: list[Part] = []
    for value in filter(None, values):
        joined += [*([Part(between)] if joined else []), *value]
    return tuple(joined)


def _people(names: Iterable[str]) -> Value:
    *others, last = [_text(name, "person") for name in names] or [()]
    return _joined(" and ", (_joined(", ", others), last))


def _names(work: Work, catalogue: Catalogue) -> Iterator[Fact]:
    yield "Id", [_text(work.id, "id")]
    if work.authors != (catalogue.head.author,):
        yield "By", [_people(work.authors)]
    yield "Signed", [_text(_signature(work))]
    yield "Degree", [_text(work.degree)]
    reviewed = filter(None, (_text(work.reviewed_title), _people(work.reviewed_authors)))
    yield "Review of", [_joined(", by ", reviewed)]
    yield "Filed as", [_text(work.index_date)]
    yield "Written", [_text(_written(work))]
    yield "Published", [_text(in_words(work.published) if work.published else "")]
    yield "Original", [_original(work)]
    yield "Also", [_text(one) for one in work.other_titles]


def _signature(work: Work) -> str:
    """Return the signature, and what kind it is: "R. Albert (pseudonym)"."""
    kind = "another’s name" if work.signature == "borrowed" else work.signature
    return f"{work.signed_as} ({kind})" if work.signed_as and kind else work.signed_as


def _written(work: Work) -> str:
    """Return when and where a work was written; the summary has the place of a letter."""
    place = "" if work.kind in _SENT else work.written_at
    if place and not work.written:
        return f"in {place}"
    return ", ".join(filter(None, (in_words(work.written) if work.written else "", place)))


def _original(work: Work) -> Value:
    title, language = _text(work.original_title, "title"), language_name(work.language)
    return title + _text(f" ({language})" if title and language else language)


def language_name(tag: str) -> str:
    """Return a language's English name, or the tag where that is not known."""
    known = languages.known(tag)
    return known.english if known else tag


def _publications(work: Work, catalogue: Catalogue) -> Iterator[Fact]:
    """Yield the first publication, the source of the archive's text, and the editions."""
    usual = catalogue.head.language
    if work.first_publication:
        yield "First appeared", [publication(work.first_publication, usual)]
    if work.reproduced_from:
        yield "Text from", [publication(work.reproduced_from, usual, translated=False)]
        yield "Translator", [_people(work.reproduced_from.translators)]
    if work.translation_date:
        yield "Translated", [_text(in_words(work.translation_date))]
    tags = {one.language or usual for one in work.editions}
    for tag in sorted(tags, key=lambda one: (one != usual, language_name(one))):
        those = [one for one in work.editions if (one.language or usual) == tag]
        those.sort(key=lambda one: order(one.date))
        yield f"In {language_name(tag)}", [publication(one, tag) for one in those]


def publication(one: Publication, usual: str, *, translated: bool = True) -> Value:
    """Describe a publication: "The New International, vol. 4, no. 7, July 1938, pp. 211–212".

    Its language is given if it is not the `usual` one, its translators if `translated`.
    """
    original = one.translated_from
    identifiers = ("ISBN", one.isbn), ("OCLC", one.oclc), ("LCCN", one.lccn), ("DOI", one.doi)
    house = ": ".join(filter(None, (one.place, one.publisher)))
    title = f"“{one.title}”" if one.title and one.container else one.title
    values = (
        _text(title, "" if one.container else "title"),
        _text(one.container, "container"),
        *_contributors(one, translated=translated),
        _text(edition_statements.written(one.edition)),
        _text(one.series),
        _text(f"vol. {one.volume}" if one.volume else ""),
        _text(f"no. {one.issue}" if one.issue else ""),
        _text(house),
        _text(in_words(one.date) if one.date else ""),
        _text(_pages(one.pages)),
        _text(f"in {language_name(one.language)}" if one.language not in {"", usual} else ""),
        _text(f"translated from the edition of {in_words(original)}" if original else ""),
        *(_text(f"{label} {value}") for label, value in identifiers if value),
        _address(one.url),
        _text("presumed to contain it" if one.presumed else ""),
    )
    told = _joined(", ", values)
    if told and not (one.title or one.container):
        told = (told[0]._replace(text=capitalized(told[0].text)), *told[1:])
    return told + _text(f" ({one.note})" if one.note else "")


def _pages(pages: str) -> str:
    several = any(sign in pages for sign in "–-,")
    return f"{'pp' if several else 'p'}. {pages}" if pages else ""


def _contributors(one: Publication, *, translated: bool) -> Iterator[Value]:
    """Yield who translated and edited a publication, and its other contributors."""
    translators = one.translators if translated else ()
    both = translators == one.editors
    for did, names in (
        ("edited and translated", translators if both else ()),
        ("translated", () if both else translators),
        ("edited", () if both else one.editors),
    ):
        yield (Part(f"{did} by "), *_people(names)) if names else ()
    for contributor in one.contributors:
        by = "" if contributor.role.endswith(("by", "with")) else " by"
        yield (Part(f"{contributor.role}{by} "), Part(contributor.name, "person"))


def _neighbours(work: Work, relations: Relations) -> Iterator[Fact]:
    """Yield the works related to a work."""
    works = relations.works
    yield "Part of", _named([work.part_of], works)
    yield "Parts", _named(relations.parts.get(work.id, ()), works)
    yield "Taken from", _named([work.extract_of], works)
    yield "Extracts", _named(relations.extracts.get(work.id, ()), works)
    yield "Collected in", _named(work.collected_in, works)
    yield "Contents", [_piece(piece, works) for piece in relations.contents(work)]
    yield "Contains", _named(relations.held(work), works)
    yield "See also", _named(work.see, works)


def _piece(piece: Piece, works: dict[str, Work]) -> Value:
    work = works.get(piece.work)
    title = piece.title or (work.title if work else piece.work)
    told = _joined(", ", ((Part(title, work=piece.work),), _text(_pages(piece.pages))))
    return (*told, Part("  "), Part(piece.work, "id")) if piece.work else told


def _named(ids: Iterable[str], works: dict[str, Work]) -> list[Value]:
    named = [works[one] for one in ids if one in works]
    return [
        (Part(one.title, url=one.url, work=one.id), Part("  "), Part(one.id, "id")) for one in named
    ]
