"""English for messages: plurals, lists of words, and the message for an invalid value."""

from collections.abc import Collection, Iterable

from sergecli.errors import UsageError


def counted(number: int, thing: str) -> str:
    """Return "1 work", "2 works"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def joined(words: Iterable[str], conjunction: str = "and") -> str:
    """Return "A", "A and B", "A, B and C"."""
    *others, last = [*words] or [""]
    return f" {conjunction} ".join(filter(None, (", ".join(others), last)))


def capitalized(text: str) -> str:
    """Return a text with a capital first letter, and the others as they are."""
    return text[:1].title() + text[1:]


def near(word: str, known: Collection[str], most: int = 1) -> list[str]:
    """Return the known words most similar to a mistyped one, the nearest first."""
    # Loaded only for a wrong word, since it is slow.
    from difflib import get_close_matches  # noqa: PLC0415

    return get_close_matches(word.lower(), known, n=most)


def check_among(
    option: str, given: str, known: Collection[str], others: Collection[str] = ()
) -> None:
    """Raise UsageError, naming the valid values, unless the given one is valid.

    `others` are valid and suggested, too, but not listed.
    """
    if given in known or given in others:
        return
    meant = near(given, [*known, *others])
    hint = f"; did you mean {meant[0]}?" if meant else ""
    raise UsageError(f"{option}: '{given}' is not valid{hint} (choose {joined(known, 'or')})")
