"""Metadata for programs: COinS in lists, and meta elements and JSON-LD on a work's own page.

A page never has both: Zotero prefers COinS, which has neither translators nor editors.
"""

import json
from collections.abc import Iterator
from urllib.parse import urlencode

from markupsafe import Markup

from sergecli.model import edition_statements
from sergecli.model.csl import LETTER, SERIALS, THESIS, Reference
from sergecli.model.edtf import Date
from sergecli.model.work import Work
from sergecli.text.quoting import in_script, unseen
from sergecli.text.sanitize import is_web_address, safe

Meta = tuple[str, str]


def coins(reference: Reference) -> str:
    """Return a reference as an OpenURL context object (Z39.88-2004), for a span's title."""
    kind, pairs = _openurl(reference)
    authors = [("rft.au", one.full) for one in reference.author]
    shared = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"),
        *pairs,
        ("rft.date", day(reference.issued)),
        *authors,
        ("rft_id", reference.url),
    ]
    return urlencode([(key, safe(value)) for key, value in shared if value], safe=":/")


def _openurl(reference: Reference) -> tuple[str, list[Meta]]:
    """Return the format of a reference, and its keys in that format (OpenURL's KEV formats)."""
    if reference.type in SERIALS:
        return "journal", [
            ("rft.genre", "article"),
            ("rft.atitle", reference.title),
            ("rft.jtitle", reference.container_title),
            ("rft.volume", reference.volume),
            ("rft.issue", reference.issue),
            ("rft.pages", reference.page),
        ]
    if reference.type in {"book", "chapter"}:
        chapter = reference.type == "chapter"
        return "book", [
            ("rft.genre", "bookitem" if chapter else "book"),
            ("rft.atitle", reference.title if chapter else ""),
            ("rft.btitle", reference.container_title if chapter else reference.title),
            ("rft.edition", edition_statements.written(reference.edition)),
            ("rft.pub", reference.publisher),
            ("rft.place", reference.publisher_place),
            ("rft.pages", reference.page),
            ("rft.isbn", reference.isbn),
        ]
    if reference.type == THESIS:
        return "dissertation", [
            ("rft.title", reference.title),
            ("rft.inst", reference.publisher),
            ("rft.degree", reference.genre),
        ]
    what = "letter" if reference.type == LETTER else "webpage"
    return "dc", [
        ("rft.type", what),
        ("rft.title", reference.title),
        ("rft.source", reference.archive),
    ]


def day(date: Date | None) -> str:
    """Return the first day, month or year of a date, as far as it is known (ISO 8601)."""
    if date is None or date.points[0].unspecified:
        return ""
    point = date.points[0]
    month = 0 if point.season else point.month
    return "-".join([f"{point.year:04}", *(f"{part:02}" for part in (month, point.day) if part)])


def meta(work: Work, reference: Reference) -> list[Meta]:
    """Return the meta elements of a work's page, with Highwire Press's and Dublin Core's names."""
    return [
        (name, value) for name, value in (*_highwire(reference), *_dublin(work, reference)) if value
    ]


def _highwire(reference: Reference) -> Iterator[Meta]:
    """Yield the elements for Google Scholar and Zotero ("Inclusion Guidelines for Webmasters")."""
    serial, chapter = reference.type in SERIALS, reference.type == "chapter"
    yield "citation_title", reference.title
    for author in reference.author:
        yield "citation_author", author.full
    yield "citation_publication_date", day(reference.issued).replace("-", "/")
    yield "citation_journal_title", reference.container_title if serial else ""
    yield "citation_inbook_title", reference.container_title if chapter else ""
    yield "citation_volume", reference.volume
    yield "citation_issue", reference.issue
    first, _, last = reference.page.partition("–")
    yield "citation_firstpage", first
    yield "citation_lastpage", last
    yield (
        "citation_dissertation_institution" if reference.type == THESIS else "citation_publisher",
        reference.publisher,
    )
    yield "citation_isbn", reference.isbn
    yield "citation_language", reference.language


def _dublin(work: Work, reference: Reference) -> Iterator[Meta]:
    """Yield the elements of Dublin Core (DCMI Metadata Terms)."""
    yield "DC.title", reference.title
    for author in reference.author:
        yield "DC.creator", author.full
    for person in (*reference.translator, *reference.editor):
        yield "DC.contributor", person.full
    yield "DC.date", day(reference.issued)
    yield "DC.type", work.kind
    yield "DC.language", reference.language
    yield "DC.publisher", reference.publisher
    yield "DC.identifier", reference.url if is_web_address(reference.url) else ""
    yield "DC.source", reference.container_title
    yield "DC.rights", work.rights


def linked_data(written: str, page: str) -> Markup:
    """Return a JSON-LD document of one work for a script element; `page` is its address, or "".

    Search engines recognise the context by its name; serge never fetches it.
    """
    (work,) = json.loads(written)["@graph"]
    return script_text({"@context": "https://schema.org", **work, "@id": page or work["@id"]})


def script_text(data: object) -> Markup:
    """Return data as JSON that is safe in a script element, whatever texts it contains."""
    written = unseen(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    return Markup(in_script(written))  # noqa: S704 - escaped for a script
