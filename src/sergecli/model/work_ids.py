"""Makes ids: the name of a work, short enough to type, that never changes again."""

import re
from collections.abc import Container, Iterator
from itertools import count

from sergecli.text.folding import fold

# A title is taken as a whole up to this length; a longer one is cut to the other.
_WHOLE = 48
_CUT = 40
# So much of a title is looked at.
_ENOUGH = 400
# A heading of fewer words is not taken for the title: “First Letter: …” tells nothing.
_HEADING_WORDS = 3
_UNTITLED = "untitled"
# Left out, so that what stands around it becomes one word: “l’U.R.S.S.” is lurss.
_JOINT = re.compile(r"['’‘ʼ`´]|(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HEADING_ENDS = re.compile(r"[:.;?!](?=\s)|\s[–—-]\s")
_WORD = re.compile(r"[a-z0-9]+")
# Words at which no title ends: they ask for the next one.
_OPEN_END = re.compile(
    r"(?:-(?:a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|with"
    r"|au|aux|d|dans|de|des|du|en|et|l|la|le|les|par|pour|sur|un|une"
    r"|con|das|del|der|die|el|las|los|para|por|und|von|y|zu))+\Z"
)


def identity(title: str, taken: Container[str]) -> str:
    """Make an id of a title, as `docs/catalogue.md` describes; with a number if it is taken.

    A title with no letter or digit that can be written so is called `untitled`.
    """
    name = _name(title[:_ENOUGH])
    if name not in taken:
        return name
    return next(one for one in (f"{name}-{number}" for number in count(2)) if one not in taken)


class Free:
    """Gives ids that nobody has; as many may ask for the same as will.

    `taken` are those that are not free; what is given out joins them.
    """

    def __init__(self, taken: set[str]) -> None:  # noqa: D107 - said above
        self._taken = taken
        self._counted: dict[str, Iterator[int]] = {}

    def made(self, title: str) -> str:
        """Make an id of a title, as `identity` does."""
        name = _name(title[:_ENOUGH])
        if name in self._taken:
            return self.numbered(name)
        self._taken.add(name)
        return name

    def numbered(self, name: str) -> str:
        """Put the next number behind an id that is another's."""
        counted = self._counted.setdefault(name, count(2))
        numbered = (f"{name}-{number}" for number in counted)
        free = next(one for one in numbered if one not in self._taken)
        self._taken.add(free)
        return free


def _name(title: str) -> str:
    name = _hyphenated(title)
    if len(name) > _WHOLE:
        title = _ASIDE.sub(" ", title)
        name = _hyphenated(title) or name
    if len(name) > _WHOLE:
        heading = _hyphenated(_HEADING_ENDS.split(title)[0])
        name = heading if heading.count("-") + 1 >= _HEADING_WORDS else name
    if len(name) > _WHOLE:
        words, _, _ = name[: _CUT + 1].rpartition("-")
        name = _OPEN_END.sub("", words or name[:_CUT])
    return name or _UNTITLED


def _hyphenated(title: str) -> str:
    plain = _JOINT.sub("", title.casefold())
    return "-".join(_WORD.findall(fold(plain)))
