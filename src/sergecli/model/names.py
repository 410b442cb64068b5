"""Names of people, split into family and given name."""

from functools import lru_cache

from sergecli.model.csl import Name
from sergecli.model.work import Head
from sergecli.text.folding import fold


def is_by_others(authors: tuple[str, ...], head: Head) -> bool:
    """Tell whether the catalogue's author is none of the authors, however spelled."""
    family = fold(name(head.author).family)
    return family not in {fold(name(one).family) for one in authors}


@lru_cache(maxsize=1024)
def name(written: str) -> Name:
    """Split "Leon Trotsky" or "Trotsky, Leon" into family and given name.

    A name with a comma at its end, that of a group, is a family name as a whole.
    """
    if written.rstrip().endswith(","):
        return Name(written.rstrip(" ,").strip() or written.strip())
    family, comma, given = (part.strip() for part in written.partition(","))
    if comma:
        return Name(family, given) if family else Name(given)
    given, _, family = written.strip().rpartition(" ")
    return Name(family, given)


def names(written: tuple[str, ...]) -> tuple[Name, ...]:
    """Split several names."""
    return tuple(name(one) for one in written)
