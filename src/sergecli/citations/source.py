"""What a citation of a work says: the one place that decides it.

A `Reference` has the variables of the Citation Style Language (CSL 1.0.2,
appendix IV) under their standard names. Which printing is cited:

1. the one that the archive's text reproduces in its own language (`text`);
2. else, for a translation of the archive's own, the original's first printing
   (`first`), with the translator and the archive;
3. else the archive's page itself.
"""

from datetime import date as Day  # noqa: N812 - "date" is the word for ours

from sergecli.model import date_words
from sergecli.model.csl import LETTER, SERIALS, Reference
from sergecli.model.edtf import Date
from sergecli.model.kinds import WHOLE_BOOKS
from sergecli.model.languages import same
from sergecli.model.names import names
from sergecli.model.work import Attribution, Head, Publication, Work


def cited(work: Work, head: Head, edition: Publication | None = None) -> Reference:
    """Decide what a citation of the work says, or of one edition of it.

    A book without a text online is cited after its newest edition in the
    catalogue's language, else after its first.
    """
    if edition:
        return _edition(work, head, edition)
    text = work.reproduced_from or Publication()
    if not head.is_foreign(text) and _names_a_printing(text):
        return _printed(work, head, text, text.translators)
    if not work.url:
        chosen = _newest(work, head) or work.first_publication
        return _edition(work, head, chosen) if chosen else _online(work, head, ())
    # An extract's first printing is that of the whole, under another title.
    if (
        work.first_publication
        and work.kind != "extract"
        and _names_a_printing(work.first_publication)
    ):
        return _printed(work, head, work.first_publication, text.translators)
    return _online(work, head, text.translators)


def _names_a_printing(printing: Publication) -> bool:
    return bool(printing.container or printing.publisher or printing.place)


def _newest(work: Work, head: Head) -> Publication | None:
    own = [
        one for one in (work.first_publication, *work.editions) if one and not head.is_foreign(one)
    ]
    return max(own, key=lambda one: one.date.latest if one.date else Day.min, default=None)


def _edition(work: Work, head: Head, printing: Publication) -> Reference:
    """Cite a printing as it is, in its own language, and not the archive's text."""
    if work.url and not head.is_foreign(printing) and printing == work.reproduced_from:
        return cited(work, head)
    if not head.is_foreign(printing):
        reference = _printed(work, head, printing, printing.translators)
        return reference._replace(archive="", url=printing.url)
    original = work.original_title if same(printing.language, work.language) else ""
    title = printing.title or original or work.title
    reference = _printed(work, head, printing, printing.translators)
    return reference._replace(
        title=title,
        original_title=_original_title(work, title),
        archive="",
        url=printing.url,
        language=printing.language,
        verbatim=reference.verbatim | {"title"},
    )


def _printed(
    work: Work, head: Head, printing: Publication, translators: tuple[str, ...]
) -> Reference:
    own_language = not head.is_foreign(printing)
    title = (own_language and printing.title) or work.title
    kind = _type(work, printing)
    series = "" if kind in SERIALS else _series(printing)
    issued, original = _issued(work, printing), _original_date(work, printing)
    verbatim = {"original-title"} if work.language != head.language else set()
    if not own_language:
        verbatim |= {"container-title", "collection-title"}
    return Reference(
        id=work.id,
        type=kind,
        title=title,
        author=names(work.authors),
        editor=names(printing.editors),
        translator=names(translators),
        recipient=names((work.recipient,)) if work.recipient else (),
        container_title=printing.container,
        collection_title=series,
        volume="" if series else printing.volume,
        issue=printing.issue,
        page=printing.pages if not printing.pages.endswith("–") else "",
        publisher=printing.publisher,
        publisher_place="" if printing.periodical else printing.place,
        issued=issued,
        original_date=original,
        original_title=_original_title(work, title),
        archive=_archive(work, head),
        isbn=printing.isbn,
        url=work.url,
        language=head.language,
        note=_note(work, head, issued, original),
        verbatim=frozenset(verbatim),
    )


def _online(work: Work, head: Head, translators: tuple[str, ...]) -> Reference:
    letter = bool(work.recipient)
    issued = work.written or work.published or work.date
    kind = "book" if work.kind in WHOLE_BOOKS and not work.url else "webpage"
    return Reference(
        id=work.id,
        type=LETTER if letter else kind,
        title=work.title,
        author=names(work.authors),
        translator=names(translators),
        recipient=names((work.recipient,)) if letter else (),
        container_title="" if letter else _archive(work, head),
        issued=issued,
        original_title=_original_title(work, work.title),
        archive=_archive(work, head) if letter else "",
        url=work.url,
        language=head.language,
        note=_note(work, head, issued),
        verbatim=frozenset({"original-title"} if work.language != head.language else ()),
    )


def _type(work: Work, printing: Publication) -> str:
    if not printing.container:
        return "book" if work.kind in WHOLE_BOOKS or printing.publisher else "webpage"
    if not printing.periodical:
        return "chapter"
    return "article-journal" if printing.volume or printing.pages else "article-newspaper"


def _series(printing: Publication) -> str:
    """Give a series with the number in it, which the volume then is."""
    return f"{printing.series} {printing.volume}".strip() if printing.series else ""


def _issued(work: Work, printing: Publication) -> Date | None:
    """Date a printing; the first one, if it has no date of its own, by the work's."""
    return work.first_published if printing == work.first_publication else printing.date


def _original_date(work: Work, printing: Publication) -> Date | None:
    original = _issued(work, work.first_publication) if work.first_publication else work.published
    return original if original != _issued(work, printing) else None


def _original_title(work: Work, cited: str) -> str:
    return work.original_title if work.original_title != cited else ""


def _archive(work: Work, head: Head) -> str:
    return head.archive if head.archive_url and work.url.startswith(head.archive_url) else ""


def _note(work: Work, head: Head, *cited: Date | None) -> str:
    """Say what CSL has no variable for: where it was written, and when, if `cited` has it not."""
    attributed = work.attribution is Attribution.ATTRIBUTED
    parts = (
        f"Signed {work.signed_as}." if work.signed_as else "",
        f"Wrongly attributed to {head.author}." if attributed else "",
        _written(work.written) if work.written not in cited else "",
        f"Place of writing: {work.written_at.removesuffix('.')}." if work.written_at else "",
    )
    return " ".join(filter(None, parts))


def _written(date: Date | None) -> str:
    said = f"Written {date_words.in_words(date)}." if date else ""
    # "1922?" needs no full stop after it.
    return said.replace("?.", "?")
