"""What kinds of work there are, and which of them are a book of their own."""

from functools import cache
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind: its plural if it has one, and whether such a work is a book (or pamphlet)."""

    name: str
    plural: str = ""
    whole_book: bool = False


# Kinds that a reader looks for, and sees drawn, together.
_TABLE = {
    "articles": (
        Kind("article", "articles"),
        Kind("entry", "entries"),
        Kind("essay", "essays"),
        Kind("obituary", "obituaries"),
        Kind("review", "reviews"),
        Kind("speech", "speeches"),
    ),
    "books": (
        Kind("biography", "biographies", whole_book=True),
        Kind("book", "books", whole_book=True),
        Kind("collection", "collections", whole_book=True),
        Kind("history", "histories", whole_book=True),
        Kind("pamphlet", "pamphlets", whole_book=True),
        Kind("thesis", "theses", whole_book=True),
    ),
    "fiction, poetry": (
        Kind("novel", "novels", whole_book=True),
        Kind("poem", "poems"),
        Kind("poetry", whole_book=True),
        Kind("prose"),
        Kind("stories", whole_book=True),
    ),
    "letters": (
        Kind("correspondence", "correspondences", whole_book=True),
        Kind("letter", "letters"),
    ),
    "diaries, memoirs": (
        Kind("diary", "diaries", whole_book=True),
        Kind("memoir", "memoirs", whole_book=True),
    ),
    "extracts, other": (
        Kind("archive", "archives"),
        Kind("extract", "extracts"),
        Kind("text", "texts"),
    ),
}
_ALL = tuple(kind for kinds in _TABLE.values() for kind in kinds)

GROUPS = {group: tuple(kind.name for kind in kinds) for group, kinds in _TABLE.items()}
KINDS = tuple(sorted(kind.name for kind in _ALL))
WHOLE_BOOKS = frozenset(kind.name for kind in _ALL if kind.whole_book)
# What a reader may call kinds, each with the kinds that it means: a kind, its plural, a group.
KIND_NAMES: dict[str, tuple[str, ...]] = {
    **{name: (kind.name,) for kind in _ALL for name in (kind.name, kind.plural) if name},
    **{name: GROUPS[name] for name in ("articles", "books", "letters")},
    "fiction": ("novel", "prose", "stories"),
    "poems": ("poem", "poetry"),
    "memoirs": GROUPS["diaries, memoirs"],
}


@cache
def names_of(kind: str) -> tuple[str, ...]:
    """Return what a reader may call a kind."""
    return tuple(name for name, kinds in KIND_NAMES.items() if kind in kinds) or (kind,)
