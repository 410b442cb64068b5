"""Turns the data of a citation into a record: the inverse of `citations.source`."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from sergecli.importers import languages, person_names, publication, sentences
from sergecli.importers.base import (
    LONGEST_LABEL,
    Item,
    clean,
    doi,
    field_name,
    label,
    limited,
    overlong,
)
from sergecli.importers.entry import Entry
from sergecli.importers.person_names import written
from sergecli.model import degrees
from sergecli.model.csl import LETTER, SERIALS, THESIS, Name, Reference
from sergecli.model.identifiers import isbn_error
from sergecli.model.names import name as read_name
from sergecli.model.note_sentences import ANONYMOUS, PART_OF
from sergecli.model.work import Head
from sergecli.text.folding import fold
from sergecli.text.sanitize import is_web_address

Values = dict[str, Any]

# An id is a readable slug; a bare number would be taken for a row of the index.
_ID = re.compile(r"(?=[^a-z]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*")
_ISBN = re.compile(r"(?:97[89][ –-]?)?(?:\d[ –-]?){9}[\dXx]")
# What some programs write before page numbers: "pp. 12-15", "S. 7".
_LABELS = re.compile(r"(?<![^\s,;–-])(?:pp?\.|pgs?\.|pages?|S\.|Seiten?|с\.) {0,3}(?=[\divxlc])")
_RANGE = re.compile(r"(?<=[\dA-Za-z]) ?(?:-{1,3}|[–—]) ?(?=[\dA-Za-z])")
# In "USDL-26-0599" the hyphens are no ranges.
_NUMBERS = re.compile(r"(?<![\w-])(\d+) ?--? ?(\d+)(?![\w-])")
_NEXT_PAGE = re.compile(r",(?=\S)")
# The kinds of which a thesis may be.
_THESES = frozenset({"", "book", "thesis"})
_KINDS = {"article-journal": "article", "article-newspaper": "article", "book": "book"}


def entries(items: Iterable[Item], head: Head | None) -> list[Entry]:
    """Turn items into entries.

    A part names its whole by its label or title; of several items with one title the first is
    meant. Raises CatalogueError if there are too many.
    """
    # Folding the names of a whole catalogue takes as long as reading ten entries.
    people = (
        {fold(name) for name in (head.author, *(one.name for one in head.people))} if head else ()
    )
    read = [_entry(item, head, people) for item in limited(items)]
    named: dict[str, str] = {}
    for _, entry in read:
        if name := entry.values.get("id"):
            named.setdefault(name, name)
            # A whole is named in other capitals than those of its own title.
            named.setdefault(fold(entry.values["title"]), name)
    return [_linked(item, entry, named) for item, entry in read]


def _entry(item: Item, head: Head | None, people: Container[str]) -> tuple[Item, Entry]:
    """Return an item whose note has been read, and its entry; `people` are in the catalogue."""
    name = item.reference.id
    called = label(name)
    refused = item.refused or ("" if item.reference.title else "has no title")
    # A note is searched for sentences, which takes long if it is.
    fields = {**item.reference._asdict(), **item._asdict(), "id": "", "reference": "", "type": ""}
    refused = refused or overlong(fields)
    if refused:
        return item, Entry(called, item.line, {}, refused)
    item = _as_thesis(_in_series(item))
    in_field = item.reference.issued
    item, said = sentences.read(item, head)
    reference, dropped = _sound(item, head)
    names = (one for name in reference.author for one in _divided(name, people))
    author, spelled = _authors_own(tuple(names), head)
    reference, dropped = reference._replace(author=author), dropped + spelled
    # A note that says the whole date says the words for it, too.
    filed = clean(item.date_in_words) if reference.issued == in_field else ""
    sound_doi = doi(item.doi)
    dropped += ["doi"] if item.doi and not sound_doi else []
    item = item._replace(reference=reference, date_in_words=filed, doi=sound_doi)
    values = {
        "id": name if len(name) <= LONGEST_LABEL and _ID.fullmatch(name) else "",
        **_fields(item, head),
        **publication.described_by(item, head, bare="written" not in said),
        **_authors(reference, said, head),
        **said,
    }
    if reference.pseudonym:
        values |= {"signed_as": reference.pseudonym, "signature": "pseudonym"}
    # Empty authors are kept: a record without the field is by the catalogue's author.
    kept = {name: one for name, one in values.items() if one or name == "authors"}
    every = dict.fromkeys((*item.dropped, *dropped, *_weaker(item)))
    return item, Entry(called, item.line, kept, "", tuple(every))


def _as_thesis(item: Item) -> Item:
    """Make a book a thesis if its publisher names a degree: "University of Leeds (PhD thesis)"."""
    reference = item.reference
    publisher, degree = degrees.beside(reference.publisher)
    if not degree or item.type.kind not in _THESES or reference.type not in {"book", THESIS}:
        return item
    genre = reference.genre or degree
    thesis = reference._replace(type=THESIS, publisher=publisher, genre=genre)
    return item._replace(type=item.type._replace(kind="thesis"), reference=thesis)


def _in_series(item: Item) -> Item:
    """Make the number in a series the volume, as records have it.

    If a book is a volume of a larger work, that number is kept, and the series is dropped.
    """
    reference, number = item.reference, item.series_number
    if number is None or reference.type in SERIALS or not reference.collection_title:
        return item
    if not reference.volume:
        return item._replace(reference=reference._replace(volume=number))
    series = field_name(f"{reference.collection_title} {number}")
    dropped = (*item.dropped, f"series “{series}”")
    return item._replace(reference=reference._replace(collection_title=""), dropped=dropped)


def _fields(item: Item, head: Head | None) -> Values:
    """Return the fields of the work itself."""
    reference = item.reference
    own = {"tags": list(item.tags), "shelfmark": item.shelfmark}
    return {
        "title": reference.title,
        "kind": _kind(item),
        # Words for a date other than the original's do not describe the original's.
        "index_date": "" if reference.original_date else item.date_in_words,
        "recipient": written(reference.recipient[0]) if reference.recipient else "",
        "degree": degrees.read(reference.genre),
        "reviewed_title": reference.reviewed_title,
        "reviewed_authors": [written(one) for one in reference.reviewed_author],
        "original_title": reference.original_title,
        "language": item.original_language,
        "other_titles": list(item.other_titles),
        "inner_titles": _inner_titles(reference),
        "archive": reference.archive if not head or reference.archive != head.archive else "",
        "archive_location": reference.archive_location,
        "x": {name: value for name, value in own.items() if value},
    }


def _inner_titles(reference: Reference) -> list[str]:
    # A book whose whole title is in italics contains no other title.
    title = reference.title
    whole = title if reference.type == "book" else ""
    titles = dict.fromkeys(reference.inner_titles)
    return [one for one in titles if one in title and one not in {"", whole}]


def _weaker(item: Item) -> Iterator[str]:
    """Yield the fields that are in the record, but less exact there."""
    if item.type.unknown:
        yield f"type {field_name(item.type.unknown)} (taken for {_kind(item)})"
    if item.date_in_words:
        kept = " (in words only)" if not item.reference.original_date else ""
        yield f"date “{item.date_in_words}”{kept}"


def _linked(item: Item, entry: Entry, named: Mapping[str, str]) -> Entry:
    """Link a part to its whole, or name in the note one that the file does not have."""
    if entry.refused or not item.whole:
        return entry
    whole = named.get(item.whole) or named.get(fold(item.whole), "")
    if not whole or whole == entry.values.get("id"):
        said = f"{item.relation} “{item.whole}”"
        note = " ".join(filter(None, (entry.values.get("note"), f"{said}.")))
        dropped = dict.fromkeys((*entry.dropped, f"{said} (in the note only)"))
        return entry._replace(values={**entry.values, "note": note}, dropped=tuple(dropped))
    part = {"part_of": whole}
    link = part if item.relation == PART_OF else {"extract_of": whole, "kind": "extract"}
    return entry._replace(values=entry.values | link)


# --- what a citation says, field by field ---------------------------------------


def _sound(item: Item, head: Head | None) -> tuple[Reference, list[str]]:
    """Drop what a catalogue doesn't allow, and return what; a DOI replaces a missing address."""
    reference = item.reference
    kept: dict[str, Any] = {
        "language": languages.tag(reference.language),
        "isbn": next(iter(_isbns(reference.isbn)), ""),
        "page": _NEXT_PAGE.sub(", ", _RANGE.sub("–", _LABELS.sub("", reference.page))),
        "issue": _NUMBERS.sub(r"\1–\2", reference.issue),
        "volume": _NUMBERS.sub(r"\1–\2", reference.volume),
        "url": reference.url if is_web_address(reference.url) else "",
        "recipient": reference.recipient[:1],
    }
    if reference.type == THESIS:
        # What programs have for the department and the adviser.
        kept |= {"container_title": "", "editor": ()}
    else:
        kept["genre"] = ""
    is_published = reference.container_title or reference.publisher or reference.url
    is_own = head and reference.archive == head.archive
    if is_published and reference.type not in {LETTER, THESIS} and not is_own:
        # It is only a database, not the archive where a text is kept.
        kept |= {"archive": "", "archive_location": ""}
    if reference.type in SERIALS:
        # With one of these a periodical would be a book.
        kept |= {"publisher": "", "editor": ()}
    dropped = [name for name, one in kept.items() if getattr(reference, name) and not one]
    others = ["recipient (another)"] if len(reference.recipient) > 1 else []
    others += ["isbn (another)"] if len(_isbns(reference.isbn)) > 1 else []
    if not kept["url"] and (number := doi(item.doi)):
        kept["url"] = f"https://doi.org/{number}"
    return reference._replace(**kept), dropped + others


def _isbns(raw: str) -> list[str]:
    """Return the sound ISBNs in a text."""
    numbers = (match[0].replace("–", "-") for match in _ISBN.finditer(raw))
    return [number for number in numbers if not isbn_error(number)]


def _kind(item: Item) -> str:
    if item.reference.recipient:
        return "letter"
    return item.type.kind or _KINDS.get(item.reference.type, "text")


def _authors_own(names: tuple[Name, ...], head: Head | None) -> tuple[tuple[Name, ...], list[str]]:
    """Write the catalogue's author as the catalogue does, not in one piece or with initials.

    Returns the names, and messages about those that were taken for the author's.
    """
    if head is None:
        return names, []
    own = read_name(head.author)
    meant = tuple(own if one != own and _is_spelling(one, own) else one for one in names)
    spelled = [
        f"author {written(one)} (taken for {head.author})"
        for one in names
        if one.given and one not in meant
    ]
    return meant, spelled


def _divided(name: Name, known: Container[str]) -> tuple[Name, ...]:
    """Return two people for "Victor Serge, Jim Poe", if one of them is in the catalogue."""
    parts = (name.family, name.given)
    several = person_names.may_be_two(parts) and any(fold(part) in known for part in parts)
    return tuple(map(read_name, parts)) if several else (name,)


def _is_spelling(name: Name, own: Name) -> bool:
    """Return whether a name is another's in one piece or turned round, in capitals, or initials."""
    given, full = fold(name.given).split(), fold(own.given).split()
    if fold(name.family) == fold(own.family):
        return given in (full, [one[0] for one in full[: len(given)]])
    turned = f"{own.given} {own.family}" if not name.given else f"{own.family} {own.given}"
    return fold(f"{name.given} {name.family}") == fold(turned)


def _authors(reference: Reference, said: Values, head: Head | None) -> Values:
    """Return who wrote it, unless it was the catalogue's author alone.

    A citation does not show whether what others wrote is about the author.
    """
    authors = [written(one) for one in reference.author if one != ANONYMOUS]
    if head and authors == [head.author]:
        return {}
    if not authors and "attribution" in said:
        return {}
    return {"authors": authors}
