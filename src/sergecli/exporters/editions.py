"""Finds the edition of a work that the user names."""

from collections.abc import Mapping, Sequence

from sergecli.citations import source
from sergecli.errors import UnknownWorkError
from sergecli.model import languages
from sergecli.model.csl import Reference
from sergecli.model.description import language_name
from sergecli.model.edtf import order
from sergecli.model.publications import as_printed
from sergecli.model.work import Head, Publication, Work
from sergecli.search import filters

_Found = list[tuple[Work, Reference]]


def cited(
    works: Sequence[Work], head: Head, edition: str, wholes: Mapping[str, Work]
) -> tuple[_Found, list[UnknownWorkError], list[str]]:
    """Return what the citations of works say, or of the named edition, if any.

    Works that have no such edition, or several, are left out; an error is returned for each.
    Last come warnings of editions whose titles are not known in their language.
    `wholes` are the works that others are parts of, by their ids.
    """
    found: _Found = []
    names = source.proper_nouns(head)
    missing: list[UnknownWorkError] = []
    untitled: list[str] = []
    for work in works:
        try:
            chosen = _edition(work, head, edition) if edition else None
        except UnknownWorkError as error:
            missing.append(error)
            continue
        if chosen and not filters.has_title(work, chosen, head):
            name = language_name(chosen.language)
            untitled.append(f"{work.id}: the {name} title of this edition is not known")
        found.append((work, source.cited(work, head, chosen, wholes.get(work.part_of), names)))
    return found, missing, untitled


def _edition(work: Work, head: Head, wanted: str) -> Publication:
    found = filters.edition(work, head, wanted)
    # Editions in the catalogue's language and with a certain date are preferred.
    found = [each for each in found if not head.is_foreign(each)] or found
    found = [each for each in found if not (each.date and each.date.vague)] or found
    if len(found) == 1:
        return found[0]
    name = language_name(filters.language_tag(wanted))
    if found:
        said = f"‘{wanted}’ is ambiguous; choose one of"
    elif name:
        said = f"no edition in {name} is known; the editions are"
    else:
        said = f"‘{wanted}’ is not an edition; the editions are"
    known = sorted(found or as_printed(work, head), key=lambda one: order(one.date))
    listed = "".join(f"\n  {_described(one, head)}" for one in known) or " none"
    raise UnknownWorkError(f"{work.id}: {said}:{listed}")


def _described(edition: Publication, head: Head) -> str:
    """Return "1932, Rieder, French", without a language that is the catalogue's own."""
    known = languages.known(edition.language) if head.is_foreign(edition) else None
    parts = (str(edition.date or ""), edition.publisher or edition.container)
    return ", ".join(filter(None, (*parts, known.english if known else "")))
