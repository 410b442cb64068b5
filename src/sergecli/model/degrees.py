"""The degree that a thesis was written for, and what the styles and formats call the thesis.

A degree is an abbreviation or word of the table, or the thesis's own words for what it is
("Habilitationsschrift"), which no style changes.
"""

import re
from typing import NamedTuple

from sergecli.text.folding import fold


class Names(NamedTuple):
    """What Chicago, MLA and APA call such a thesis, and BibLaTeX's `type` for it."""

    chicago: str
    mla: str
    apa: str
    biblatex: str = ""


_DOCTORAL, _MASTERS = "doctoral dissertation", "master’s thesis"
_DEGREES = {
    "": Names("thesis", "thesis", "thesis"),
    "PhD": Names("PhD diss.", "PhD dissertation", _DOCTORAL, "phdthesis"),
    "DPhil": Names("DPhil diss.", "DPhil dissertation", _DOCTORAL),
    "doctoral": Names("doctoral diss.", "doctoral dissertation", _DOCTORAL),
    "MA": Names("master’s thesis", "MA thesis", _MASTERS, "mathesis"),
    "MPhil": Names("master’s thesis", "MPhil thesis", _MASTERS),
    "MSc": Names("master’s thesis", "MSc thesis", _MASTERS),
    "master’s": Names("master’s thesis", "master’s thesis", _MASTERS),
    "candidate’s": Names(
        "candidate’s thesis", "candidate’s thesis", "candidate’s thesis", "candthesis"
    ),
    "BA": Names("BA thesis", "BA thesis", "bachelor’s thesis", "bathesis"),
}
_KIND = re.compile(r"thesis\Z| (?:dissertation|diss\.?)\Z", re.IGNORECASE)
# A degree where the publisher should be: "(PhD thesis)", "MA thesis, University of Leeds".
_INSTEAD = re.compile(
    r"(?:^|[(,;])\s*(?:unpublished )?(?P<degree>(?:[^\s(),;]{1,40} ){0,3}"
    r"(?:thesis|dissertation|diss\.?|habilitationsschrift|th[èe]se(?: [^(),;]{1,40})?))"
    r"\s*(?:\)|\Z|(?=[,;]))",
    re.IGNORECASE,
)
_NO_LETTER = re.compile(r"[\W_]+")


def _key(words: str) -> str:
    return _NO_LETTER.sub("", fold(_KIND.sub("", words)))


_BY_KEY = {_key(degree): degree for degree in _DEGREES} | {
    "master": "master’s",
    "cand": "candidate’s",
}


def read(words: str) -> str:
    """Return the degree that words for a thesis name: "Ph.D. diss.", "Master's thesis"."""
    return _BY_KEY.get(_key(words), words)


def beside(publisher: str) -> tuple[str, str]:
    """Divide what a file has as the publisher of a thesis into the publisher and the degree."""
    match = _INSTEAD.search(publisher)
    if not match:
        return publisher, ""
    rest = publisher[: match.start()] + publisher[match.end() :]
    return rest.strip(" ,;"), match["degree"]


def genre(degree: str) -> str:
    """Return what a thesis is, by Chicago or, if that does not name the degree, by MLA."""
    kind = names(degree)
    return kind.chicago if read(kind.chicago) == degree else kind.mla


def is_masters(degree: str) -> bool:
    """Return whether a degree is one of the degrees of a master."""
    return names(degree).apa == _MASTERS


def names(degree: str) -> Names:
    """Return what a thesis for a degree is called."""
    return _DEGREES.get(read(degree)) or Names(degree, degree, degree)
