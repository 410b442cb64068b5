"""What kinds of work there are, and which of them are a book of their own."""

KINDS = (
    "article", "biography", "book", "collection", "correspondence", "diary", "essay",
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
