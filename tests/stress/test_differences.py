"""Each difference from pandoc's citeproc that docs/citations.md lists is one."""

from collections.abc import Callable
from typing import Any

from sergecli.citations import bibliography
from sergecli.citations.markup import Markup
from sergecli.model import edtf
from sergecli.model.csl import Name, Reference
from tests import differences, oracle

_SERGE = Name("Serge", "Victor")
_DOE = Name("Doe", "Jane")

# A reference that each difference bears on; there must be one for each.
_BEARING: dict[str, dict[str, Any]] = {
    "letters": {"type": "personal_communication", "recipient": (_DOE,), "archive": "A"},
    "signatures, extracts, first publications, revised translations": {"pseudonym": "Le Rétif"},
    "dates of writing": {"type": "webpage", "container_title": "A", "written": "1936"},
    "dates of writing in front": {"type": "webpage", "container_title": "A", "written": "1936"},
    "reviews": {
        "type": "article-newspaper", "container_title": "Left", "reviewed_title": "Last Times",
        "reviewed_author": (_DOE,),
    },
    "uncertain dates and spans of years": {"issued": "1936/1938"},
    "nobody's work": {
        "author": (), "type": "article-newspaper", "container_title": "Left", "translator": (_DOE,)
    },
    "shortened titles": {
        "author": (), "type": "article-journal", "container_title": "Left", "title": "One: Two"
    },
    "an editor in front, and a translator": {
        "author": (), "editor": (_DOE,), "translator": (_SERGE,)
    },
    "the month of a numbered periodical": {
        "type": "article-journal", "container_title": "Left", "volume": "2", "issue": "4",
        "issued": "1938-07",
    },
    "a number without a volume": {
        "type": "article-magazine", "container_title": "Left", "issue": "4", "issued": "1938-07"
    },
    "The before a periodical": {"type": "article-newspaper", "container_title": "The Left"},
    "the translator of a text": {
        "type": "article-newspaper", "container_title": "Left", "translator": (_DOE,)
    },
    "the translator of a chapter": {
        "type": "chapter", "container_title": "Left", "translator": (_DOE,), "editor": (_SERGE,)
    },
    "the archive as a second container": {"publisher": "P", "archive": "A"},
    "the archive of what was published": {"publisher": "P", "archive": "A"},
    "original titles": {"original_title": "Titre", "original_date": "1930", "issued": "1938"},
    "original dates": {"type": "webpage", "original_date": "1930"},
    "the year of the original": {"original_date": "1930-05", "issued": "1938"},
    "series without a number": {"collection_title": "Classics", "publisher": "P"},
    "seasons": {"type": "article-journal", "container_title": "L", "issued": "1994-23"},
    "places": {"publisher_place": "Paris"},
    "texts that stand nowhere": {"type": "webpage"},
    "books on the web": {"type": "webpage", "container_title": "A", "whole_book": True},
    "descriptions and titles in titles": {"title": "[Doctoral thesis]"},
    "volumes with a title of their own": {"volume_of": "Whole", "collection_title": "Whole 2"},
    "an editor and another translator": {"editor": (_DOE,), "translator": (_SERGE,)},
    "who translated a whole book": {
        "type": "chapter", "container_title": "L", "translator": (_DOE,), "editor": (_DOE,)
    },
    "two numbers of an issue": {
        "type": "article-newspaper", "container_title": "Left", "issue": "41 [23]"
    },
    "quotations that end quotations": {
        "type": "article-newspaper", "container_title": "L", "title": "On “Order”"
    },
    "a comma after the mark that ends a title": {
        "type": "article-newspaper", "container_title": "L", "title": "Why?"
    },
    "the volume of an author's book": {"volume": "2", "publisher": "P"},
    "academic presses": {"publisher": "Oxford University Press"},
    "words for an edition": {"edition": "revised", "publisher": "P"},
    "entries of reference works": {
        "type": "chapter", "container_title": "L", "issued": "1938-05-04", "url": "https://a.org",
        "reference_work": True,
    },
    "theses": {"type": "thesis", "genre": "PhD", "publisher": "U"},
    "unpublished texts in an archive": {
        "type": "webpage", "written": "1938", "archive": "A", "archive_location": "box 3"
    },
    "Retrieved": {"type": "webpage", "url": "https://a.org"},
}  # fmt: skip
_DATES = ("issued", "original_date", "written")


def _bearing(name: str) -> Reference:
    usual = {"id": "one", "type": "book", "title": "Title", "language": "en", "author": (_SERGE,)}
    values: dict[str, Any] = usual | _BEARING[name]
    dated = {key: edtf.parse(str(values[key])) for key in _DATES if key in values}
    return Reference(**values | dated)


def test_each_difference_is_one() -> None:
    """What is called a difference is one, in one style and form at least."""
    differing = set()
    for name in bibliography.STYLES:
        concerned = [each.name for each in differences.DIFFERENCES if name in each.styles]
        bearing = [_bearing(each) for each in concerned]
        cite = bibliography.note if name == "chicago" else _in_text(name)
        for each, one, theirs in zip(
            concerned, bearing, oracle.alone(bearing, name, "12"), strict=True
        ):
            pairs = (
                (bibliography.entry(one, name), theirs.entry),
                (cite(one, "12"), theirs.first[0]),
            )
            if not all(oracle.same(our, their) for our, their in pairs):
                differing.add(each)
    assert differing == {each.name for each in differences.DIFFERENCES}


def _in_text(style: str) -> Callable[[Reference, str], Markup]:
    return lambda one, place: bibliography.in_text([one], style, place)[0]
