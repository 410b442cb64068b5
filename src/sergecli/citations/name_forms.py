"""Personal names as CSL 1.0.2 writes them: particles, initials, lists of names."""

from collections.abc import Sequence, Sized
from functools import lru_cache
from typing import NamedTuple

from sergecli.model.csl import Name
from sergecli.model.names import is_east_asian

_PARTICLE_MARKS = frozenset("'’-–.")
_JOINING = ("’", "'", "-", "–")


class Person(NamedTuple):
    """A name in its parts ("Jean" "de" "La Fontaine"); the family name is the first field.

    `dropping` is a particle that goes with the given name, `particle` one that
    stays with the family name. Without a given name, `family` is the whole.
    """

    family: str
    given: str = ""
    dropping: str = ""
    particle: str = ""
    suffix: str = ""


@lru_cache(maxsize=1024)
def person(name: Name) -> Person:
    """Find the particles of a name: words in lower case next to the family name."""
    family, given = (part.replace("'", "’") for part in (name.family, name.given))
    if not given:
        return Person(family)
    if is_east_asian(family):
        # The family name comes first, with no comma, as in citeproc.
        return Person(family + given)
    given, comma, suffix = given.partition(",")
    given, dropping = _dropping(given)
    particle, family = _particle(family)
    return Person(family, given, dropping, particle, suffix.strip() if comma else "")


def _is_particle(word: str) -> bool:
    return all(char.islower() or char in _PARTICLE_MARKS for char in word)


def _dropping(given: str) -> tuple[str, str]:
    words = given.split()
    first = next((i for i, word in enumerate(words) if _is_particle(word)), len(words))
    if 0 < first < len(words) and all(map(_is_particle, words[first:])):
        return " ".join(words[:first]), " ".join(words[first:])
    return given, ""


def _particle(family: str) -> tuple[str, str]:
    words = family.split()
    rest = next((i for i, word in enumerate(words) if not _is_particle(word)), len(words))
    if rest == len(words):
        return "", family
    if rest:
        return " ".join(words[:rest]), " ".join(words[rest:])
    marks = [at for at, char in enumerate(family, 1) if char in _PARTICLE_MARKS]
    if len(marks) == 1 and _is_particle(family[: marks[0]]):
        # "d’" and "Alembert".
        return family[: marks[0]], family[marks[0] :]
    return "", family


def is_lower_case(who: Person) -> bool:
    """Return whether a name is written in lower case, "bell hooks"."""
    return any(_first_letter(part).islower() for part in (who.family, who.given))


def _first_letter(part: str) -> str:
    return next(filter(str.isalpha, part), "")


# --- one name ----------------------------------------------------------------


def given_first(who: Person, *, initials: bool = False) -> str:
    """Write "Victor Serge" or "V. Serge"."""
    return _spaced(
        shortened(who.given, initials=initials), who.dropping, who.particle, who.family, who.suffix
    )


def family_first(who: Person, *, initials: bool = False, demote: bool = False) -> str:
    """Write "Serge, Victor"; `demote` puts "de" at the end instead of the front."""
    given = shortened(who.given, initials=initials)
    if demote:
        parts = (who.family, _spaced(given, who.dropping, who.particle), who.suffix)
    else:
        parts = (_spaced(who.particle, who.family), _spaced(given, who.dropping), who.suffix)
    return ", ".join(filter(None, parts))


def family_only(who: Person) -> str:
    """Write "Serge"."""
    return _spaced(who.particle, who.family)


def _spaced(*parts: str) -> str:
    """Join by spaces, except in "d’Alembert"."""
    written = ""
    for part in filter(None, parts):
        space = "" if not written or written.endswith(_JOINING) else " "
        written += space + part
    return written


@lru_cache(maxsize=4096)
def shortened(given: str, *, initials: bool) -> str:
    """Write the initials among given names with full stops: "C. L. R.".

    With `initials`, the other names become initials too: "Jean-Paul" becomes
    "J.-P.".
    """
    written = "".join(
        _given_word(word, initial=initial, initials=initials)
        for word, initial in _given_words(given)
    )
    return written.replace(" -", "-").strip(" ")


def _given_words(given: str) -> list[tuple[str, bool]]:
    """Split at spaces, full stops and hyphens; return each word and whether it is an initial."""
    words: list[tuple[str, bool]] = []
    word = ""
    for char in given:
        if char not in ". -":
            word += char
            continue
        if word:
            stands_alone = len(word) == 1 and char == " "
            words.append((word, char == "." or stands_alone))
        word = "-" if char == "-" else ""
    if word:
        words.append((word, len(word) == 1))
    return words


def _given_word(word: str, *, initial: bool, initials: bool) -> str:
    if initial:
        return f"{word}. "
    if _lower(word) or not initials:
        return f"{word} "
    first = _initial(word)
    return f"{first}. " if first else ""


def _initial(word: str) -> str:
    hyphen = word.startswith("-")
    letters = word.removeprefix("-")
    if not letters[:1].isupper():
        return "" if hyphen else word
    if hyphen:
        return f"-{letters[0]}"
    # "GJaques" stands for two names.
    double = letters[1:2].isupper() and _lower(letters[2:])
    return letters[0] + letters[1].lower() if double else letters[0]


def _lower(word: str) -> bool:
    return bool(word) and all(char.islower() for char in word)


# --- several names -----------------------------------------------------------


class Row(NamedTuple):
    """How a style writes several names.

    With `least` names or more, only the first `shown` are written, then "et al.", or with
    `last` an ellipsis and the last name. `serial` puts a comma before the conjunction
    of two names, `comma` one before "et al." after a single name.
    """

    least: int
    shown: int
    conjunction: str = "and"
    serial: bool = False
    comma: bool = False
    last: bool = False

    def write(self, names: Sequence[str], shown: int = 0) -> str:
        """Write the names; `shown` asks for more of them than usual."""
        if self.is_cut(names, shown):
            return self._cut(names, max(self.shown, shown))
        if len(names) < 2:  # noqa: PLR2004 - one alone
            return "".join(names)
        *others, last = names
        serial = "," if self.serial or len(others) > 1 else ""
        return f"{', '.join(others)}{serial} {self.conjunction} {last}"

    def is_cut(self, names: Sized, shown: int = 0) -> bool:
        """Return whether some of the names would be left out."""
        return len(names) >= self.least and len(names) > max(self.shown, shown)

    def _cut(self, names: Sequence[str], shown: int) -> str:
        first = ", ".join(names[:shown])
        if self.last:
            return f"{first}, … {names[-1]}"
        return f"{first}{',' if self.comma or shown > 1 else ''} et al."
