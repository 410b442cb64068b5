r"""What the two .bib formats share: the layout of entries, and the fields that both have.

English titles are in headline style, with braces around words that must keep their
capitals, such as "Kronstadt"; other titles are in double braces. The note has what a type of
entry has no field for, the annotation what no bibliography prints.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from sergecli.exporters import base, casing
from sergecli.exporters.formats import Selection
from sergecli.model import languages
from sergecli.model.csl import THESIS, Name, Reference
from sergecli.model.edtf import Date, Kind
from sergecli.model.note_sentences import ANONYMOUS

# Types of entries that need neither an author nor a publication.
_LOOSE = frozenset({"online", "misc", "dataset"})
_CHAPTERS = frozenset({"inbook", "incollection", "inreference"})
# The fields of both formats, in the order of output.
_FIELDS = (
    "author", "nameaddon", "key", "title", "shorttitle", "origtitle", "translator", "editor",
    "journaltitle", "bookauthor", "booktitle", "organization", "series", "volume", "number",
    "edition", "version", "pages", "publisher", "institution", "location", "year", "month", "date",
    "origpublisher", "origdate", "pubstate", "entrysubtype", "type", "isbn", "url", "library",
    "origlanguage", "langid", "note", "annotation", "keywords", "related", "relatedstring",
)  # fmt: skip
# Sentences about these go into the annotation, which is not printed.
_UNPRINTED = frozenset({"issued", "original_date", "isbn"})
# What divides a list, and what else has a meaning in a name.
_AND = re.compile(r"\band\b", re.IGNORECASE)
_MINDED = re.compile(r"[,=]|\band\b", re.IGNORECASE)
# The characters of an address (RFC 3986) other than letters and digits.
_IN_ADDRESS = "!#$%&'()*+,./:;=?@_~[]-"
_Escape = Callable[[str], str]


class Dialect(NamedTuple):
    """One of the two formats: how it escapes text, its types of entries, its fields.

    `emphasis` is its command for the title of another work in a title.

    `holds` has the variables for which a type has a field. The note gives the other
    variables of `noted`, and those that `unfit` returns because no field can hold their
    values. `values` returns the fields that only this format has, or that it fills
    differently; `names` has its own names for fields of both.
    """

    emphasis: str
    escape: _Escape
    type_of: Callable[[Reference], str]
    holds: Mapping[str, frozenset[str]]
    noted: frozenset[str]
    unfit: Callable[[Reference], set[str]]
    values: "Callable[[BibEntry], dict[str, str]]"
    names: Mapping[str, str]


class BibEntry(NamedTuple):
    """An entry to be written: its work, its type, and the variables that its note gives."""

    dialect: Dialect
    export: base.ExportEntry
    reference: Reference
    type: str
    in_note: tuple[str, ...]

    @property
    def loose(self) -> bool:
        """Whether the type needs neither an author nor a publication."""
        return self.type in _LOOSE

    def said(self, variable: str) -> str:
        """Return the value of a variable that has a field, escaped."""
        value = "" if variable in self.in_note else getattr(self.reference, variable)
        escape = self.dialect.escape
        return names(value, escape) if isinstance(value, tuple) else escape(value)

    def title(self, variable: str, titled: Reference | None = None) -> str:
        """Return a title in braces, that of the entry's reference or of another."""
        if variable in self.in_note:
            return ""
        reference, dialect = titled or self.reference, self.dialect
        return braced(casing.protected(reference, variable, dialect.escape, dialect.emphasis))

    def printed_note(self) -> str:
        """Return the sentences of the note that bibliographies print."""
        variables = [variable for variable in self.in_note if variable not in _UNPRINTED]
        return base.sentences(self.export, variables)


def written(selection: Selection, dialect: Dialect) -> tuple[tuple[BibEntry, ...], str]:
    """Return the entries of a selection, and the file that has them."""
    known = dialect.noted.union(*dialect.holds.values())
    every = tuple(_entry(each, dialect, known) for each in base.entries(selection))
    return every, "\n".join(map(_layout, every))


def _entry(export: base.ExportEntry, dialect: Dialect, known: frozenset[str]) -> BibEntry:
    reference = export.reference
    kind = dialect.type_of(reference)
    wanted = (known - dialect.holds[kind]) | dialect.unfit(reference)
    if reference.archive and reference.archive == export.work.archive:
        # The fields for an archive have only the one of the catalogue.
        wanted |= {"archive", "archive_location"}
    if kind in _LOOSE and reference.container_title:
        # The same field holds the container, or else the archive.
        wanted |= {"archive"}
    return BibEntry(dialect, export, reference, kind, base.unheld(export, wanted))


def _layout(entry: BibEntry) -> str:
    """Write an entry, without the fields that have no value."""
    values, renamed = _values(entry) | entry.dialect.values(entry), entry.dialect.names
    lines = [f"  {renamed.get(key, key):<14}= {values[key]}," for key in _FIELDS if values.get(key)]
    return "\n".join((f"@{entry.type}{{{entry.reference.id},", *lines, "}")) + "\n"


def lost(every: tuple[BibEntry, ...], label: str, demanded: tuple[str, ...]) -> tuple[str, ...]:
    """Return messages about what is in notes, about placeholders (`demanded`) and languages."""
    nobody = sum(not each.reference.author and not each.loose for each in every)
    tongues = filter(None, (each.reference.language for each in every))
    nameless = sum(not language(tag) for tag in tongues)
    return (
        *base.lost(label, [each.export for each in every], (each.in_note for each in every)),
        *base.changed(f"{label} requires an author; {ANONYMOUS.family} was inserted", nobody),
        *demanded,
        *base.changed(f"{label}: dropped: languages it has no name for", nameless),
    )


def _values(entry: BibEntry) -> dict[str, str]:
    """Return the fields that both formats fill in the same way, by name."""
    reference, kind, escape = entry.reference, entry.type, entry.dialect.escape
    container = entry.said("container_title")
    site = "container_title" if container else "archive"
    author = reference.author or (() if entry.loose else (ANONYMOUS,))
    house = "institution" if reference.type == THESIS else "publisher"
    unprinted = [variable for variable in entry.in_note if variable in _UNPRINTED]
    return {
        "author": braced(names(author, escape)),
        "title": entry.title("title"),
        "editor": braced(entry.said("editor")),
        "journaltitle": braced(container if kind == "article" else ""),
        "booktitle": entry.title("container_title") if kind in _CHAPTERS else "",
        "organization": braced(item(entry.said(site))) if entry.loose else "",
        "series": braced(braced(entry.said("collection_title"))),
        "volume": braced(entry.said("volume")),
        "number": braced(entry.said("issue")),
        "version": braced(entry.said("version")),
        "pages": braced(entry.said("page").replace("–", "--")),
        house: braced(item(entry.said("publisher"))),
        "location": braced(item(entry.said("publisher_place"))),
        "isbn": braced(entry.said("isbn")),
        "url": braced(quote(reference.url, safe=_IN_ADDRESS)),
        "langid": braced(language(reference.language)),
        "note": braced(escape(entry.printed_note())),
        "library": braced(_library(entry)),
        "keywords": braced(escape(", ".join(entry.export.work.free("tags")))),
        "annotation": braced(escape(base.note(entry.export, unprinted))),
    }


def _library(entry: BibEntry) -> str:
    """Return the archive, if no other field has it, and the shelfmark of a copy."""
    in_field = not entry.loose and "archive" in entry.dialect.holds[entry.type]
    marks = map(entry.dialect.escape, entry.export.work.free("shelfmark"))
    return "; ".join(filter(None, (entry.said("archive") if in_field else "", *marks)))


# --- values --------------------------------------------------------------------


def braced(text: str) -> str:
    """Put a text in braces; an empty text stays empty."""
    return f"{{{text}}}" if text else ""


def names(people: tuple[Name, ...], escape: _Escape) -> str:
    """Return names as "Family, Given and {Group}"."""
    return " and ".join(_name(name, escape) for name in people)


@lru_cache(maxsize=4096)
def _name(name: Name, escape: _Escape) -> str:
    if not name.given:
        return braced(escape(name.family))
    return ", ".join(_name_part(part, escape) for part in name)


def _name_part(part: str, escape: _Escape) -> str:
    # A comma, "and", "=", a hyphen at the end and a first letter in lower case have
    # a meaning in a name.
    plain = part[:1].isupper() and part[-1] != "-" and not _MINDED.search(part)
    return escape(part) if plain else braced(escape(part))


def item(text: str) -> str:
    """Return one item of a list, such as a publisher: "and" must not divide it."""
    return braced(text) if _AND.search(text) else text


def language(tag: str) -> str:
    """Return TeX's name for the language of a BCP 47 tag, or ""."""
    known = languages.known(tag)
    return known.babel if known else ""


@lru_cache(maxsize=4096)
def edtf(date: Date | None) -> tuple[str, bool]:
    """Return a date in BibLaTeX's form, and whether nothing was lost.

    The manual's section "Date and Time Specifications" takes EDTF's levels 0
    and 1, but unknown digits only without `~` and `?` and not in an interval;
    any other date becomes the interval that contains it.
    """
    if date is None:
        return "", True
    unknown = date.unspecified
    if len(date.points) == 1:
        text = str(date.points[0])
        return (text.rstrip("~?%"), False) if unknown and date.vague else (text, True)
    if date.kind is Kind.INTERVAL and not unknown:
        return str(date), True
    if unknown:
        return f"{date.earliest.year:04d}/{date.latest.year:04d}", False
    return f"{date.points[0]}/{date.points[-1]}", False
