"""Decides what a citation of a work says.

A `Reference` has the variables of the Citation Style Language (CSL 1.0.2,
appendix IV) under their standard names. The text that readers have before them is cited:

1. an edition or a publication in the catalogue's language that the archive
   reproduces, and then the archive;
2. else, if the archive translated the work itself, the archive's page, with
   the text it was translated from as the original publication;
3. else the archive's page alone, with the date of writing beside the title.
"""

import re
from datetime import date as Day  # noqa: N812 - "date" is the word for ours

from sergecli.citations import numbers, source_kinds, titles
from sergecli.citations.source_originals import names_a_source, with_original, with_source
from sergecli.citations.source_variables import colon, people, verbatim
from sergecli.model.csl import DATA_SET, LETTER, ONLINE, SERIALS, STATUSES, THESIS, Reference
from sergecli.model.kinds import WHOLE_BOOKS
from sergecli.model.languages import same
from sergecli.model.names import names
from sergecli.model.work import Attribution, Head, Publication, Work

# The letters that Crossref gives DOIs; none is markup in any format.
_DOI = re.compile(r"10\.\d{4,9}/[\w.()/:;-]+", re.ASCII)


def cited(
    work: Work,
    head: Head,
    edition: Publication | None = None,
    whole: Work | None = None,
    nouns: frozenset[str] | None = None,
) -> Reference:
    """Return what the citation of a work says, or that of one of its editions.

    An edition is cited by itself, without the archive's text. A work that is not
    online is cited from its newest edition in the catalogue's language,
    or else from its first publication. A part that appeared with its `whole` names it.
    `nouns` are the catalogue's `proper_nouns`, for callers that cite many works.
    """
    reference = _edition(work, head, edition) if edition else _chosen(work, head)
    named = proper_nouns(head) if nouns is None else nouns
    named = named.union(work.recipient.split()) if work.recipient else named
    words = work.index_date.lower()
    status = words if words in STATUSES and not (reference.issued or reference.written) else ""
    reference = reference._replace(proper_nouns=named, status=status)
    if not reference.archive and _is_unpublished(reference):
        held = work.archive_location
        reference = reference._replace(archive=work.archive, archive_location=held)
    if work.reviewed_title:
        authors = names(work.reviewed_authors)
        reference = reference._replace(reviewed_title=work.reviewed_title, reviewed_author=authors)
    if reference.type == THESIS:
        reference = reference._replace(genre=work.degree)
    if not whole or whole.title in work.title:
        return reference
    # Under the title by which it is cited itself.
    other = _chosen(whole, head)
    return reference._replace(whole=other.title if _appeared_with(reference, other) else "")


def proper_nouns(head: Head) -> frozenset[str]:
    """Return the words of the names of a catalogue's author and the people in it."""
    people = (head.author, *(person.name for person in head.people))
    words = (word.strip(",") for name in people for word in name.split())
    return frozenset(word for word in words if not word.islower())  # nor the "de" of a name


def _chosen(work: Work, head: Head) -> Reference:
    """Cite the publication that the archive reproduces, the newest edition, or the first."""
    text = work.reproduced_from or Publication()
    if not head.is_foreign(text) and names_a_source(text):
        return _published(work, head, text)._replace(archive=_archive(work, head), url=work.url)
    if not work.url:
        known = (one for one in work.editions if one.date and not one.presumed)
        first = work.first_publication or next(filter(names_a_source, known), None)
        chosen = _newest(work, head) or first
        return _edition(work, head, chosen) if chosen else _online(work, head)
    first = work.first_publication
    translated = work.reproduced_from or head.is_foreign(Publication(language=work.language))
    if first and not translated and names_a_source(first) and not head.is_foreign(first):
        return _published(work, head, first)._replace(archive=_archive(work, head), url=work.url)
    return _online(work, head)


def catalogue_itself(head: Head) -> tuple[Work, Reference]:
    """Return a catalogue as a work and as a reference: a data set with a version."""
    # Imported here because its patterns take a while to compile, and few need an id.
    from sergecli.model.work_ids import Free  # noqa: PLC0415

    work = Work(
        id=Free(set()).made(head.title),
        title=head.title,
        kind="book",
        date=head.date,
        authors=head.compilers,
        attribution=Attribution.OTHER,
        language=head.language,
        note=f"Version {head.version}." if head.version else "",
    )
    reference = Reference(
        id=work.id,
        type=DATA_SET,
        title=head.title,
        author=names(head.compilers),
        version=head.version,
        issued=head.date,
        language=head.language,
        proper_nouns=proper_nouns(head),
    )
    return work, reference


def _is_unpublished(reference: Reference) -> bool:
    """Return whether an archive may be named: for a thesis, and for what is nowhere else."""
    return reference.type == THESIS or (reference.type in ONLINE and not reference.url)


def _appeared_with(reference: Reference, whole: Reference) -> bool:
    """Return whether a part is in the same issue of a periodical as its whole."""
    if reference.type not in SERIALS:
        return False
    fields = ("container_title", "volume", "issue", "issued")
    return all(getattr(reference, name) == getattr(whole, name) for name in fields)


def _newest(work: Work, head: Head) -> Publication | None:
    known = filter(None, (work.first_publication, *work.editions))
    own = [each for each in known if not head.is_foreign(each) and not each.presumed]
    return max(own, key=lambda each: each.date.latest if each.date else Day.min, default=None)


# --- an edition, or a publication in a periodical or a book --------------------


def _edition(work: Work, head: Head, publication: Publication) -> Reference:
    """Cite an edition by itself, in its own language and under its own title."""
    reference = _published(work, head, publication)._replace(url=_address(publication))
    if not head.is_foreign(publication):
        return reference
    original = work.original_title if same(publication.language, work.language) else ""
    own = colon(publication.title or original)
    if own and own == reference.container_title and reference.type == "chapter":
        # Not a part of the book, but the book itself.
        reference = reference._replace(type="book", container_title="")
    title = own or reference.title
    translated = own and work.original_title not in {"", work.title} and work.title[0] != "("
    # A description in place of a title is in the catalogue's language.
    english = not own and (titles.is_description(reference) or titles.is_english(reference))
    kept = reference.verbatim if english else reference.verbatim | {"title"}
    return reference._replace(
        title=title,
        title_translation=work.title.strip("[]") if translated else "",
        original_title=reference.original_title if reference.original_title != title else "",
        language=publication.language,
        verbatim=kept,
    )


def _address(publication: Publication) -> str:
    """Return the address of a publication's DOI, or else its own."""
    is_doi = _DOI.fullmatch(publication.doi)
    return f"https://doi.org/{publication.doi}" if is_doi else publication.url


def _published(work: Work, head: Head, publication: Publication) -> Reference:
    foreign = head.is_foreign(publication)
    kind = source_kinds.kind(work, publication, head)
    title = colon((not foreign and publication.title) or work.title)
    volume = source_kinds.is_volume(work, publication)
    in_series = volume or publication.series
    container = publication.container if kind in SERIALS else colon(publication.container)
    first = work.first_publication
    reference = Reference(
        **people(work, publication, head),
        id=work.id,
        type=kind,
        title=title,
        inner_titles=work.inner_titles,
        letter_date=(work.written or work.date) if source_kinds.is_dated_letter(work) else None,
        volume_of=container if volume else "",
        container_title=container if kind != "book" else "",
        collection_title=colon(source_kinds.series(publication, kind)),
        periodical_series=source_kinds.periodical_series(publication, kind),
        volume=publication.volume if kind in SERIALS or not in_series else "",
        issue=publication.issue,
        edition=publication.edition,
        page=numbers.known_pages(publication.pages),
        publisher=publication.publisher,
        publisher_place="" if kind in SERIALS else publication.place,
        issued=work.first_published if publication == first else publication.date,
        presumed=publication.presumed,
        isbn=publication.isbn,
        language=head.language,
        verbatim=verbatim(work, head, foreign=foreign),
        reference_work=work.kind == "entry" and kind == "chapter",
    )
    return with_original(reference, work, head, publication)


# --- the archive's page -------------------------------------------------------


def _online(work: Work, head: Head) -> Reference:
    """Cite the archive's page, whether or not the translation is the archive's own."""
    text = work.reproduced_from or Publication()
    headed = source_kinds.is_headed_as_letter(work) or not work.url
    letter = work.kind == "letter" and work.recipient and headed
    book = not work.url and work.kind in WHOLE_BOOKS
    alone = THESIS if work.kind == THESIS else "book"
    reference = Reference(
        **people(work, Publication(translators=text.translators), head),
        id=work.id,
        type=LETTER if letter else alone if book else "webpage",
        title=colon(work.title),
        inner_titles=work.inner_titles,
        container_title=head.archive if not letter and head.has_in_archive(work.url) else "",
        issued=work.published or work.date if book else work.translation_date,
        excerpt_from=_book_of(work, head),
        archive=_archive(work, head) if letter else "",
        url=work.url,
        language=head.language,
        verbatim=verbatim(work, head, foreign=False),
        whole_book=source_kinds.is_book_online(work, text),
        papers=work.kind == "archive",
    )
    return reference if book else with_source(reference, work, head, text)


def _book_of(work: Work, head: Head) -> str:
    """Name the book that an extract is from, by its newest edition in the catalogue's language."""
    if work.kind != "extract":
        return ""
    books = [each for each in work.editions if each.container and not head.is_foreign(each)]
    return books[-1].container if books else ""


def _archive(work: Work, head: Head) -> str:
    return head.archive if head.archive_url and work.url.startswith(head.archive_url) else ""
