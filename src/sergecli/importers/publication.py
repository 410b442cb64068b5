"""Finds out which publication of a work an entry describes: the inverse of `citations.source`.

It becomes the record's

1. `reproduced_from`, if the entry has an address: the text there is from that publication;
2. `first_publication`, if nothing says that another came before it;
3. otherwise one of its `editions`.

An edition in a language other than the catalogue's keeps its own address,
and is the `first_publication` unless the entry gives the date of the original.
"""

from typing import Any

from sergecli.citations.source_kinds import SERIAL_SERIES
from sergecli.importers.base import Item
from sergecli.importers.person_names import written
from sergecli.model import edition_statements
from sergecli.model.csl import LETTER, ONLINE, Reference
from sergecli.model.languages import same
from sergecli.model.work import REVISER, TRANSLATION_REVISER, WRITER, Head

# BCP 47's tag for an unknown language.
_UNKNOWN = "und"
# What catalogues call the series of a periodical, by its abbreviation without a full stop.
_SERIES = {short.removesuffix("."): series for series, short in SERIAL_SERIES.items()}
_Values = dict[str, Any]


def described_by(item: Item, head: Head | None, *, bare: bool) -> _Values:
    """Return the dates, the address and the publications.

    `bare` tells whether an entry with only a date describes a publication.
    """
    reference = item.reference
    issued, original = (str(one or "") for one in (reference.issued, reference.original_date))
    described, first = _described(item, head), _first(item, original)
    date = {"date": original or issued}
    if _is_foreign(reference, head) and reference.type != LETTER:
        publication = _filled({**described, "date": issued, "url": reference.url})
        place = {"editions": [publication]} if first else {"first_publication": publication}
        return {**date, **place, **first}
    named = any(name in described for name in ("container", "publisher", "place"))
    if not named and (reference.url or reference.type in {"webpage", LETTER}):
        if reference.translated_from:
            described |= _original_place(item)
        text = {"url": reference.url, "reproduced_from": described}
        if not original:
            return {**date, **text, **first}
        # The page has a date of its own: that of the translation.
        return {
            "translation_date": issued,
            "first_publication": {"date": original},
            **text,
            **first,
        }
    if reference.url:
        return {"url": reference.url, **date, **_read_there(item, described, issued, first)}
    publication = _filled({**described, "date": issued})
    if first or described.get("translators") or reference.original_title:
        place = {"editions": [publication] if publication else []}
    else:
        place = {"first_publication": publication} if described or not bare else {}
    return {**date, **place, **first}


def _first(item: Item, original: str) -> _Values:
    """Return the first publication or, if no more is known of it, the field for its date."""
    place = {} if item.reference.translated_from else _original_place(item)
    if place:
        return {"first_publication": _filled({**place, "date": original})}
    return {"published": original} if original else {}


def _original_place(item: Item) -> _Values:
    """Return where the original appeared; without a language it would be in the catalogue's."""
    reference = item.reference
    place = {
        "container": reference.original_container,
        "issue": reference.original_issue,
        "publisher": reference.original_publisher,
    }
    if not any(place.values()):
        return {}
    same_language = reference.type not in ONLINE and not (
        reference.translator or reference.original_title
    )
    unknown = "" if same_language else _UNKNOWN
    return _filled({**place, "language": item.original_language or unknown})


def _read_there(item: Item, described: _Values, issued: str, first: _Values) -> _Values:
    """Return the fields for the publication at the entry's address, and the first one."""
    if "first_publication" in first or "container-title" not in item.reference.verbatim:
        return {"reproduced_from": _filled({**described, "date": issued}), **first}
    # A container in another language is where the original appeared.
    container = _filled(
        {**described, "date": issued, "language": item.original_language or _UNKNOWN}
    )
    translators = container.pop("translators", [])
    return {
        "date": issued,
        "first_publication": container,
        "reproduced_from": {"translators": translators} if translators else {},
    }


def _described(item: Item, head: Head | None) -> _Values:
    """Return the known fields of the publication, except date and address."""
    reference = item.reference
    container, series = reference.container_title, reference.collection_title
    # Who wrote the containing book, if not the author of the work itself.
    revised = TRANSLATION_REVISER if reference.translator else REVISER
    writers = (one for one in reference.container_author if one not in reference.author)
    if head and container == head.archive and head.has_in_archive(reference.url):
        container = ""
    fields = {
        "container": container,
        "edition": edition_statements.read(reference.edition),
        "series": _SERIES.get(series.removesuffix("."), series),
        "volume": reference.volume,
        "issue": reference.issue,
        "pages": reference.page,
        "place": reference.publisher_place,
        "publisher": reference.publisher,
        "translators": [written(one) for one in reference.translator],
        "editors": [written(one) for one in reference.editor],
        "language": reference.language if head is None or _is_foreign(reference, head) else "",
        "isbn": reference.isbn,
        "presumed": reference.presumed,
        "contributors": [
            {"name": written(name), "role": role}
            for name, role in (
                *((name, WRITER) for name in writers),
                *((name, revised) for name in reference.reviser),
                *item.contributors,
            )
        ],
        "doi": item.doi if item.doi and item.doi not in reference.url else "",
    }
    return _filled(fields)


def _filled(values: _Values) -> _Values:
    return {name: one for name, one in values.items() if one}


def _is_foreign(reference: Reference, head: Head | None) -> bool:
    if not (head and reference.language):
        return False
    return not same(reference.language, head.language)
