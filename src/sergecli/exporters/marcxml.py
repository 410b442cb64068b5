"""MARCXML for library catalogues (MARC 21 Format for Bibliographic Data, Library of Congress).

A record describes the cited publication, with ISBD punctuation; a translation has
its uniform title in 240, and the container of the work is in 773. Titles are in sentence
style, as in library catalogues.
"""

from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

from pymarc import Field, Indicators, Leader, Record, Subfield
from pymarc.marcxml import record_to_xml_node

from sergecli.citations import titles
from sergecli.exporters import base, casing
from sergecli.exporters.formats import ExportResult, Selection
from sergecli.exporters.marc_codes import fixed_length, language
from sergecli.model import date_words, degrees, edition_statements, languages
from sergecli.model.csl import DATA_SET, LETTER, SERIALS, THESIS, Name, Reference
from sergecli.model.languages import same
from sergecli.model.work import Head, Person
from sergecli.text.sanitize import safe

_LABEL = "MARCXML"
_NAMESPACE = "http://www.loc.gov/MARC21/slim"
_STOPS = (".", "?", "!", ")", "]", "-")


def write(selection: Selection) -> ExportResult:
    """Write a MARCXML collection, in UTF-8; needs pymarc."""
    every = tuple(base.entries(selection))
    known = base.people(selection.head)
    collection = ET.Element("collection", xmlns=_NAMESPACE)
    for each in every:
        record = _record(each, known, selection.head)
        collection.append(record_to_xml_node(record))  # type: ignore[no-untyped-call]
    ET.indent(collection)
    written = ET.tostring(collection, encoding="unicode")
    tongues = (each.reference.language for each in every)
    nameless = sum(bool(tag) and not languages.known(tag) for tag in tongues)
    lost = (
        *base.lost(_LABEL, every, map(_in_note, every)),
        *base.changed(f"{_LABEL}: languages without a code were written as und", nameless),
    )
    return ExportResult(f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n', lost)


def _in_note(entry: base.ExportEntry) -> tuple[str, ...]:
    """Return the variables that only a note gives, such as the editor of a periodical."""
    missing = {"container_author", "reviewed_title"}
    if entry.reference.type in SERIALS:
        missing.add("editor")
    return base.unheld(entry, missing)


def _record(entry: base.ExportEntry, known: dict[Name, Person], head: Head) -> Record:
    record = Record(force_utf8=True)
    reference = _as_reproduced(entry)
    kind, level = _kind(entry)
    # A new record in Unicode, abbreviated, with the punctuation of ISBD.
    record.leader = Leader(f"00000n{kind}{level} a22000003i 4500")
    fixed = fixed_length(entry.work, reference, head, kind + level)
    fields = [Field(tag="001", data=reference.id), Field(tag="008", data=fixed)]
    for tag, indicators, subfields in _fields(entry, reference, known):
        kept = [Subfield(code, text) for code, raw in subfields if (text := safe(raw).strip())]
        if kept:
            fields.append(Field(tag=tag, indicators=Indicators(*indicators), subfields=kept))
    record.add_field(*fields)  # type: ignore[no-untyped-call] # pymarc has no types for it
    return record


def _as_reproduced(entry: base.ExportEntry) -> Reference:
    """Leave a page of the archive only its own date, which only a translation has."""
    reference = entry.reference._replace(title=casing.in_sentence_style(entry.reference).title)
    if reference.type != "webpage" or reference.issued == entry.work.translation_date:
        return reference
    return reference._replace(
        issued=None, original_date=reference.original_date or reference.issued
    )


def _kind(entry: base.ExportEntry) -> tuple[str, str]:
    """Return the type of record and the bibliographic level (leader, positions 6 and 7)."""
    if entry.work.kind == "archive":
        return "p", "c"
    levels = {**dict.fromkeys(SERIALS, "b"), "chapter": "a"}
    manuscript = entry.reference.type == LETTER or base.is_manuscript(entry.reference)
    return "t" if manuscript else "a", levels.get(entry.reference.type, "m")


_Tagged = tuple[str, str, list[tuple[str, str]]]


def _fields(
    entry: base.ExportEntry, reference: Reference, known: dict[Name, Person]
) -> Iterator[_Tagged]:
    """Return tags, indicators and subfields in order, without fields that have no value."""
    work = entry.work
    yield "020", "  ", [("a", "" if reference.type == "chapter" else reference.isbn)]
    yield "040", "  ", [("b", "eng")]
    translated = bool(work.language) and not same(work.language, reference.language)
    if translated:
        codes = language(reference.language), language(work.language)
        yield "041", "1 ", [("a", codes[0]), ("h", codes[1])]
    if work.date:
        yield "046", "  ", [("k", str(work.date)), ("2", "edtf")]
    for author in reference.author[:1]:
        yield _person("1", author, known, "author")
    if translated and reference.original_title and reference.author:
        yield _uniform_title(reference, work.language)
    yield "245", f"{min(len(reference.author), 1)}{_skipped(reference)}", _title(reference)
    yield from _each("246", "3 ", "a", work.other_titles)
    yield "250", "  ", [("a", _edition(reference))]
    yield from _publication(reference)
    yield "490", "0 ", [("a", reference.collection_title)]
    yield "500", "  ", [("a", reference.note)]
    yield "500", "  ", [("a", base.sentences(entry, _in_note(entry)))]
    yield "502", "  ", _thesis(reference)
    yield "534", "  ", _original(reference)
    yield from _each("653", "  ", "a", work.free("tags"))
    for role, names in _others(reference):
        for each in names:
            yield _person("7", each, known, role)
    yield from _host(entry)
    if reference.url and reference.type != "webpage" and reference.archive:
        online = [("i", "Online version:"), ("t", reference.title), ("d", reference.archive)]
        yield "776", "08", online
    if reference.archive_location or reference.archive == work.archive:
        held = [("a", reference.archive), ("j", reference.archive_location)]
        yield "852", "  ", held
    yield from _each("852", "  ", "j", work.free("shelfmark"))
    resource = "40" if reference.type == "webpage" else "41"
    yield "856", resource, [("u", reference.url)]


def _uniform_title(reference: Reference, language: str) -> _Tagged:
    original = reference._replace(title=reference.original_title, language=language)
    named = languages.known(reference.language)
    tongue = named.english if named else ""
    return "240", f"1{_skipped(original)}", [("a", original.title + "."), ("l", tongue + ".")]


def _thesis(reference: Reference) -> list[tuple[str, str]]:
    """Return a note with the degree, the university and the year; without any, it is a thesis."""
    if reference.type != THESIS:
        return []
    year = f"{reference.issued.points[0].year:04}" if reference.issued else ""
    kind = degrees.names(reference.genre).mla
    return [("g", kind), ("b", reference.genre), ("c", reference.publisher), ("d", year)]


def _edition(reference: Reference) -> str:
    if reference.version:
        return f"Version {reference.version}."
    return edition_statements.written(reference.edition) if reference.type == "book" else ""


def _each(tag: str, indicators: str, code: str, texts: tuple[str, ...]) -> Iterator[_Tagged]:
    return ((tag, indicators, [(code, text)]) for text in texts)


def _others(reference: Reference) -> Iterator[tuple[str, tuple[Name, ...]]]:
    yield "author", (*reference.author[1:], *reference.original_author)
    yield "translator", reference.translator
    yield "editor", reference.editor if reference.type == "book" else ()
    yield "addressee", reference.recipient


def _skipped(reference: Reference) -> int:
    """Return the number of nonfiling characters: the length of an article at the beginning."""
    return len(titles.initial_article(reference, reference.title))


def _stopped(text: str) -> str:
    return text if text.endswith(_STOPS) else f"{text}."


def _person(block: str, person: Name, known: dict[Name, Person], role: str) -> _Tagged:
    """Return a heading: 100 or 700 for a person, 110 or 710 for a group."""
    inverted = ", ".join(filter(None, person))
    group = not person.given and " " in person.family
    tag, first = ("10", "2") if group else ("00", "1" if person.given else "0")
    years = _years(known.get(person))
    return f"{block}{tag}", f"{first} ", [
        ("a", f"{inverted},"),
        ("d", f"{years}," if years else ""),
        ("e", f"{role}."),
        *(("1", address) for address in base.identities(known.get(person))),
    ]  # fmt: skip


def _years(person: Person | None) -> str:
    dates = (person.born, person.died) if person else ()
    years = "-".join(str(date.points[0].year) if date else "" for date in dates)
    return years.strip() if years != "-" else ""


def _title(reference: Reference) -> list[tuple[str, str]]:
    """Return title, subtitle and statement of responsibility (ISBD, area 1)."""
    main, _, rest = reference.title.partition(": ")
    said = [base.listed(reference.author)]
    if reference.translator:
        said.append(f"translated by {base.listed(reference.translator)}")
    if reference.editor and reference.type == "book":
        said.append(f"edited by {base.listed(reference.editor)}")
    others = (("b", rest), ("c", " ; ".join(filter(None, said))))
    parts = [("a", main), *(part for part in others if part[1])]
    marks = {"b": " :", "c": " /"}
    marked = [(code, text + marks[after]) for (code, text), (after, _) in pairwise(parts)]
    code, last = parts[-1]
    return [*marked, (code, _stopped(last))]


def _when(reference: Reference) -> str:
    if reference.issued is None:
        return "[date of publication not identified]"
    words = date_words.in_words(reference.issued)
    return f"[{words}]" if reference.issued.vague else words


def _publication(reference: Reference) -> Iterator[_Tagged]:
    """Return place, publisher and date of a separate publication; for a letter, the date."""
    if reference.type == LETTER:
        yield "264", " 0", [("c", _stopped(_when(reference)) if reference.issued else "")]
    elif reference.type in {"book", "webpage", DATA_SET, THESIS}:
        site = reference.container_title if reference.type == "webpage" else ""
        publisher = reference.publisher or site
        if publisher or reference.publisher_place or reference.issued:
            place = reference.publisher_place or "[Place of publication not identified]"
            maker = publisher or "[publisher not identified]"
            imprint = [("a", f"{place} :"), ("b", f"{maker},"), ("c", _stopped(_when(reference)))]
            yield "264", " 1", imprint


def _original(reference: Reference) -> list[tuple[str, str]]:
    """Return a note on where and when the original was published."""
    date = reference.original_date
    when = date_words.in_words(date) if date else ""
    made = ", ".join(filter(None, (reference.original_publisher, when)))
    where = ", ".join(filter(None, (reference.original_container, reference.original_issue)))
    if not (made or where):
        return []
    said = "Originally published:" if where or reference.original_publisher else "Original dated:"
    if reference.translated_from:
        said = "Translated from:"
    return [
        ("p", said), ("t", reference.original_title), ("c", made),
        ("n", f"In {where}" if where else ""),
    ]  # fmt: skip


def _host(entry: base.ExportEntry) -> Iterator[_Tagged]:
    """Return the periodical or book that contains a work, and the work it is part of."""
    reference = entry.reference
    if reference.type in SERIALS or reference.type == "chapter":
        numbers = (("Vol. ", reference.volume), ("no. ", reference.issue))
        where = ", ".join(label + number for label, number in numbers if number)
        serial = reference.type in SERIALS
        date = f"({_when(reference)})" if serial and reference.issued else ""
        page = f"p. {reference.page}" if reference.page else ""
        related = ", ".join(filter(None, (" ".join(filter(None, (where, date))), page)))
        edited = "" if serial else base.listed(reference.editor)
        yield "773", "0 ", [
            ("t", casing.in_sentence_style(reference).container_title),
            ("b", edition_statements.written(reference.edition)),
            ("d", "" if serial else _imprint(reference)),
            ("n", edited and f"Edited by {edited}"), ("g", related),
            ("z", "" if serial else reference.isbn),
        ]  # fmt: skip
    if entry.whole:
        whole = [("i", f"{entry.relation}:"), ("t", entry.whole.title), ("w", entry.whole.id)]
        yield "773", "08", whole


def _imprint(reference: Reference) -> str:
    place_publisher = " : ".join(filter(None, (reference.publisher_place, reference.publisher)))
    when = _when(reference) if reference.issued else ""
    return ", ".join(filter(None, (place_publisher, when)))
