"""Names of people, split into family and given name."""

from functools import lru_cache

from sergecli.model.csl import Name
from sergecli.model.work import Attribution, Head
from sergecli.text.folding import fold


def authorship(
    authors: tuple[str, ...] | None, attribution: Attribution | None, head: Head
) -> tuple[tuple[str, ...], Attribution]:
    """Return the authors and the attribution of a record, either of which may be missing (None).

    Without an attribution it is by the catalogue's author (in any spelling of the name),
    unless it has other authors.
    """
    if attribution is None:
        families = {_family(one) for one in authors or (head.author,)}
        by_others = authors is not None and (not authors or _family(head.author) not in families)
        attribution = Attribution.OTHER if by_others else Attribution.AUTHOR
    if authors is None:
        authors = (head.author,) if attribution is Attribution.AUTHOR else ()
    return authors, attribution


@lru_cache(maxsize=1024)
def _family(written: str) -> str:
    return fold(name(written).family)


@lru_cache(maxsize=1024)
def name(written: str) -> Name:
    """Split "Leon Trotsky" or "Trotsky, Leon" into family and given name.

    A name that ends with a comma is that of a group, and is all family name.
    """
    if written.rstrip().endswith(","):
        return Name(written.rstrip(" ,").strip() or written.strip())
    family, comma, given = (part.strip() for part in written.partition(","))
    if comma:
        return Name(family, given) if family else Name(given)
    given, _, family = written.strip().rpartition(" ")
    return Name(family, given)


def is_east_asian(family: str) -> bool:
    """Return whether a name is in Chinese, Japanese or Korean script."""
    return "\u3040" <= family[:1] <= "\u9fff" or "\uac00" <= family[:1] <= "\ud7af"


def names(written: tuple[str, ...]) -> tuple[Name, ...]:
    """Split several names."""
    return tuple(name(one) for one in written)
