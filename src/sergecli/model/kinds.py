"""What kinds of work there are, and which of them are a book of their own."""

KINDS = (
    "archive", "article", "biography", "book", "collection", "correspondence", "diary", "essay",
    "extract", "history", "letter", "memoir", "novel", "obituary", "pamphlet", "poem",
    "poetry", "prose", "review", "speech", "stories", "text",
)  # fmt: skip
# Kinds of work that are a book (or pamphlet) of their own.
WHOLE_BOOKS = frozenset(
    {
        "biography", "book", "collection", "correspondence", "diary", "history", "memoir",
        "novel", "pamphlet", "poetry", "stories",
    }
)  # fmt: skip
# Kinds that a reader looks for, and sees drawn, together; each kind is in just one group.
GROUPS = {
    "articles": ("article", "essay", "obituary", "review", "speech"),
    "books": ("biography", "book", "collection", "history", "pamphlet"),
    "fiction, poetry": ("novel", "poem", "poetry", "prose", "stories"),
    "letters": ("correspondence", "letter"),
    "diaries, memoirs": ("diary", "memoir"),
    "extracts, other": ("archive", "extract", "text"),
}


def _plural(kind: str) -> str:
    if kind.endswith("y"):
        return f"{kind.removesuffix('y')}ies"
    return f"{kind}es" if kind.endswith("ch") else f"{kind}s"


# What a reader may call kinds, each with the kinds that it means: a kind, its plural, a group.
KIND_NAMES: dict[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in KINDS},
    **{_plural(kind): (kind,) for kind in KINDS if kind not in {"poetry", "prose", "stories"}},
    **{name: GROUPS[name] for name in ("articles", "books", "letters")},
    "fiction": ("novel", "prose", "stories"),
    "poems": ("poem", "poetry"),
    "memoirs": GROUPS["diaries, memoirs"],
}
