"""Makes the id of a work: short enough to type, and never changed afterwards."""

import re
from collections.abc import Iterator
from itertools import count

from sergecli.text.folding import fold

# Up to the first length the whole title is used; a longer one is cut to the second.
_WHOLE = 48
_CUT = 40
# Only the first letters of a very long title are looked at.
_ENOUGH = 400
# A heading with fewer words is not used alone: “First Letter: …” says too little.
_HEADING_WORDS = 3
# Removed, so that the letters around it become one word: “l’U.R.S.S.” is lurss.
_JOINT = re.compile(r"['’‘ʼ`´]|(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HEADING_ENDS = re.compile(r"[:.;?!](?=\s)|\s[–—-]\s")
_WORD = re.compile(r"[a-z0-9]+")
# Words that a shortened title must not end with.
_OPEN_END = re.compile(
    r"(?:-(?:a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|with"
    r"|au|aux|d|dans|de|des|du|en|et|l|la|le|les|par|pour|sur|un|une"
    r"|con|das|del|der|die|el|las|los|para|por|und|von|y|zu))+\Z"
)


class Free:
    """Gives out ids that are not taken, in linear time however often one is wanted.

    `taken` has the ids in use; those that are given out are added to it.
    """

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._counted: dict[str, Iterator[int]] = {}

    def made(self, title: str) -> str:
        """Return an id for a title, as `docs/catalogue.md` describes, numbered if it is taken.

        The id of a title without any usable letter or digit is `untitled`.
        """
        name = _name(title[:_ENOUGH])
        if name in self._taken:
            return self.numbered(name)
        self._taken.add(name)
        return name

    def numbered(self, name: str) -> str:
        """Return a taken id with the next free number appended."""
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
    return name or "untitled"


def _hyphenated(title: str) -> str:
    plain = _JOINT.sub("", title.casefold())
    return "-".join(_WORD.findall(fold(plain)))
