"""The people, titles and notes of a reference, taken from a record."""

import re
from typing import Any

from sergecli.citations.source_kinds import is_dated_letter
from sergecli.model import date_words
from sergecli.model.edtf import Date
from sergecli.model.languages import same
from sergecli.model.names import names
from sergecli.model.note_sentences import OPENINGS, PRESUMED
from sergecli.model.work import (
    REVISER,
    TRANSLATION_REVISER,
    WRITER,
    Attribution,
    Head,
    Publication,
    Work,
)
from sergecli.text.english import capitalized

# A subtitle after a full stop, as a separate sentence.
_SUBTITLE = re.compile(r"(?:(?<=[^\W\d_]{4})|(?<=[”)]))(?<!Prof)(?<!Capt)\. (?=[^\W_])")


def people(work: Work, publication: Publication, head: Head) -> dict[str, Any]:
    """Return the authors, editors and translators of a publication, and its pseudonym."""
    revised = TRANSLATION_REVISER if publication.translators else REVISER
    found: dict[str, Any] = {
        "author": names(work.authors),
        "editor": names(publication.editors),
        "translator": names(publication.translators),
        "reviser": names(publication.contributing(revised)),
        "container_author": names(publication.contributing(WRITER)),
        "recipient": names((work.recipient,)) if work.recipient else (),
    }
    if work.signature == "pseudonym":
        found["pseudonym"] = work.signed_as
    if work.attribution is Attribution.ATTRIBUTED:
        found |= {"author": (), "attributed_to": names((head.author,))}
    if work.signature == "borrowed":
        found |= {"author": names((work.signed_as,)), "original_author": found["author"]}
    return found


def verbatim(work: Work, head: Head, *, foreign: bool) -> frozenset[str]:
    """Return the variables whose titles are not in the catalogue's language."""
    own = {"container-title", "collection-title", "volume-of"} if foreign else set()
    original = set() if same(work.language, head.language) else {"original-title"}
    return frozenset(own | original)


def colon(title: str) -> str:
    """Put a colon before a subtitle, a semicolon before a second one (CMOS 13.91)."""
    stop = _SUBTITLE.search(title)
    if not stop:
        return title
    mark = "; " if ": " in title[: stop.start()] else ": "
    return title[: stop.start()] + mark + capitalized(title[stop.end() :])


def note(work: Work, head: Head, publication: Publication, *cited_dates: Date | None) -> str:
    """Return a note for what CSL has no variables for, such as place and date of writing."""
    # A letter in print is cited with its day.
    written = work.written or (work.date if is_dated_letter(work) else None)
    attributed = work.attribution is Attribution.ATTRIBUTED
    parts = (
        f"{OPENINGS['signed_as']} {work.signed_as}." if work.signed_as else "",
        f"{OPENINGS['attribution']} {head.author}." if attributed else "",
        _written(written) if written not in cited_dates else "",
        f"{OPENINGS['written_at']} {work.written_at.removesuffix('.')}." if work.written_at else "",
        PRESUMED if publication.presumed else "",
    )
    return " ".join(filter(None, parts))


def _written(date: Date | None) -> str:
    words = f"{OPENINGS['written']} {date_words.in_words(date)}." if date else ""
    # No full stop follows "1922?".
    return words.replace("?.", "?")
