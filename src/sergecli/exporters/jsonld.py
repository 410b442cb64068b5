"""JSON-LD 1.1 with the vocabulary of schema.org, for search engines and linked data.

The context is in the file, so that no reader has to fetch it. The file can be put into a script
element of an HTML page as it is. A date that is not a
single certain day, month or year is given in the description.
"""

from typing import Any

from sergecli.exporters import base, casing
from sergecli.exporters.formats import ExportResult, Selection
from sergecli.model import edition_statements
from sergecli.model.csl import DATA_SET, LETTER, ONLINE, SERIALS, THESIS, Name, Reference
from sergecli.model.edtf import Date
from sergecli.model.work import Person
from sergecli.text.quoting import in_script, json_text

_LABEL = "JSON-LD"
_CONTEXT = {
    "@vocab": "https://schema.org/",
    "sameAs": {"@type": "@id"},
    "url": {"@type": "@id"},
}
_TYPES = {
    "article-journal": "Article",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    DATA_SET: "Dataset",
    LETTER: "Message",
    THESIS: "Thesis",
}

_Node = dict[str, Any]


def write(selection: Selection) -> ExportResult:
    """Write a JSON-LD document whose graph has a node for each work, in UTF-8."""
    every = tuple(base.entries(selection))
    known = base.people(selection.head)
    graph = [_kept(_work(each, known)) for each in every]
    text = in_script(json_text({"@context": _CONTEXT, "@graph": graph}))
    return ExportResult(text, base.lost(_LABEL, every, map(_in_note, every), ("tags",)))


def _kept(value: Any) -> Any:  # noqa: ANN401 - a part of the document
    """Leave out empty values, and nodes that have only a type."""
    if isinstance(value, list):
        return [each for one in value if (each := _kept(one))]
    if not isinstance(value, dict):
        return value
    kept = {key: each for key, one in value.items() if (each := _kept(one))}
    return kept if kept.keys() - {"@type"} else {}


def _work(entry: base.ExportEntry, known: dict[Name, Person]) -> _Node:
    work, reference = entry.work, entry.reference
    kind = _TYPES.get(reference.type, "CreativeWork")
    apart = _in_note(entry)
    return {
        "@id": f"#{reference.id}",
        "@type": kind,
        "name": casing.headline(reference),
        "alternateName": list(work.other_titles),
        "genre": work.kind,
        "inSupportOf": reference.genre,
        "author": _persons(reference.author, known),
        "translator": _persons(reference.translator, known),
        "editor": _persons(() if _is_within(reference) else reference.editor, known),
        "recipient": _persons(reference.recipient if kind == "Message" else (), known),
        "version": reference.version,
        "datePublished": _day(reference.issued) if kind != "Message" else "",
        "dateCreated": _day(reference.issued) if kind == "Message" else "",
        "inLanguage": reference.language,
        "pagination": reference.page,
        **({} if _is_within(reference) else _imprint(reference)),
        "isPartOf": [*_holders(reference, known), {"@id": entry.whole and f"#{entry.whole.id}"}],
        "translationOfWork": _original(entry),
        "provider": _organization(reference.archive),
        "keywords": list(work.free("tags")),
        "description": base.note(entry, apart),
        "url": reference.url,
    }


def _in_note(entry: base.ExportEntry) -> tuple[str, ...]:
    reference = entry.reference
    missing = {"container_author", "reviewed_title", "archive_location"} | (
        set() if reference.type == LETTER else {"recipient"}
    )
    if reference.type in {*SERIALS, *ONLINE}:
        missing.add("edition")
    if reference.issued and not _day(reference.issued):
        missing.add("issued")
    if reference.original_date and not _day(reference.original_date):
        missing.add("original_date")
    return base.unheld(entry, missing)


def _is_within(reference: Reference) -> bool:
    return reference.type in SERIALS or reference.type == "chapter"


def _persons(names: tuple[Name, ...], known: dict[Name, Person]) -> list[_Node]:
    return [_person(each, known.get(each)) for each in names]


def _person(person: Name, known: Person | None) -> _Node:
    if not person.given and " " in person.family:
        return {"@type": "Organization", "name": person.family}
    return {
        "@type": "Person",
        "name": person.full,
        "familyName": person.family if person.given else "",
        "givenName": person.given,
        "sameAs": base.identities(known),
    }


def _organization(named: str) -> _Node:
    return {"@type": "Organization", "name": named} if named else {}


def _day(date: Date | None) -> str:
    return date.iso if date else ""


def _imprint(reference: Reference) -> _Node:
    """Return the fields of a book's imprint; the publisher of a web page is its site."""
    site = reference.container_title if reference.type == "webpage" else ""
    publisher = _organization(reference.publisher or site)
    place = {"@type": "Place", "name": reference.publisher_place}
    return {
        "publisher": {**publisher, "location": place} if publisher else {},
        "bookEdition": edition_statements.written(reference.edition),
        "isbn": reference.isbn,
    }


def _holders(reference: Reference, known: dict[Name, Person]) -> list[_Node]:
    """Return the issue of a periodical, or the book, or the series, that contains a work."""
    series = {"@type": "BookSeries", "name": reference.collection_title}
    if reference.type == "chapter":
        return [{
            "@type": "Book",
            "name": reference.container_title,
            "editor": _persons(reference.editor, known),
            **_imprint(reference),
            "isPartOf": series,
        }]  # fmt: skip
    if reference.type not in SERIALS:
        return [series] if reference.collection_title else []
    periodical: _Node = {"@type": "Periodical", "name": reference.container_title}
    if reference.volume:
        volume = {"@type": "PublicationVolume", "volumeNumber": reference.volume}
        periodical = {**volume, "isPartOf": periodical}
    if reference.issue:
        issue = {"@type": "PublicationIssue", "issueNumber": reference.issue}
        periodical = {**issue, "isPartOf": periodical}
    return [periodical]


def _original(entry: base.ExportEntry) -> _Node:
    reference = entry.reference
    language = entry.work.language
    container: _Node = {"@type": "CreativeWork", "name": reference.original_container}
    if reference.original_issue:
        issue = {"@type": "PublicationIssue", "issueNumber": reference.original_issue}
        container = {**issue, "isPartOf": container}
    return {
        "@type": "CreativeWork",
        "name": reference.original_title,
        "inLanguage": language if language != reference.language else "",
        "datePublished": _day(reference.original_date),
        "publisher": _organization(reference.original_publisher),
        "isPartOf": container,
    }
