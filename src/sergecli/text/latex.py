r"""LaTeX, read into plain text and written from it, by the same tables.

Read is what bibliographies contain: accents, letters, dashes, quotation marks,
simple mathematics, and commands around text. Nothing is executed: an unknown
command leaves its arguments, and one whose argument is not printed (a colour, an
address, a sort key) leaves nothing of that.

BibTeX counts braces whether or not a backslash stands before them, so a brace in a
text is always written as a command.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from sergecli.text import latex_tables as tables
from sergecli.text.sanitize import safe

# --- reading -------------------------------------------------------------------

_UNPRINTED = tables.UNPRINTED | tables.LOST
_UNPRINTED_NAMES = "|".join(sorted(_UNPRINTED, key=len, reverse=True))
_TOKEN = re.compile(
    rf"\\(?P<unprinted>{_UNPRINTED_NAMES})(?![A-Za-z])\*?\s*(?:\[[^\[\]{{}}\\]*\]\s*)?"
    r"|\\(?P<word>[A-Za-z]+)\*?[ \t\r\n]*|\\(?P<sign>.)|(?P<mark>---?|``|''|,,|[!?]`|[`'~])"
    r"|(?P<brace>[{}])|(?P<dollar>\$)|(?P<script>[_^])|(?P<text>[^\\{}`'~,!?$_^-]+|.)",
    re.DOTALL,
)
_SPECIAL = re.compile(r"[\\{}`'~$,!?-]")
_DOTLESS = {"ı": "i", "ȷ": "j"}
_STANDALONE = {tables.ACCENTS["^"]: "^", tables.ACCENTS["~"]: "~"}
# What a quotation and the first part of a fraction end in.
_ENDS = {"“": "”", "‘": "’", "/": "/"}
# No letter has more accents, and no index more letters.
_MOST_ACCENTS = 4
_LONGEST_SCRIPT = 8
_ESCAPES_OF_ADDRESS = re.compile(r"\\([_%&#~{}])|\\url|[{}]")


def read(raw: str) -> str:
    """Give the text that LaTeX would print, without its braces."""
    return normalize("NFC", _Reader().read(raw)) if _SPECIAL.search(raw) else raw


def read_address(raw: str) -> str:
    r"""Give an address without the marks that LaTeX needs, as in \url{https://a.b/c\_d}."""
    return _ESCAPES_OF_ADDRESS.sub(lambda match: match[1] or "", raw).strip()


def unknown(raw: str) -> list[str]:
    r"""Name the commands in a text that are not read, or not wholly: `\footnote`, `\foo`."""
    if "\\" not in raw:
        return []
    names = (match["unprinted"] or match["word"] for match in _TOKEN.finditer(raw))
    different = dict.fromkeys(filter(None, names))
    return [f"\\{name}" for name in different if not (name in tables.READ or _greek(name))]


class _Reader:
    """Reads one text in one pass, in time proportional to its length.

    `_pending` are the accents and the like that wait for their argument, a letter
    or a group.
    """

    def __init__(self) -> None:
        self._out: list[str] = []
        self._groups: list[_Group] = []
        self._pending: list[str] = []
        self._unprinted = self._quotations = 0
        self._in_mathematics = False
        self._dollars = 0

    def read(self, raw: str) -> str:
        """Give what the text prints."""
        tokens = list(_TOKEN.finditer(raw))
        # One that is left over is a dollar.
        dollars = sum(bool(match["dollar"]) for match in tokens)
        self._dollars = dollars - dollars % 2
        for match in tokens:
            if match["brace"] == "{":
                self._open()
            elif match["brace"]:
                self._close()
            elif match["unprinted"]:
                self._unprinted = _UNPRINTED[match["unprinted"]]
            else:
                self._token(match)
        return "".join(self._out)

    def _token(self, match: re.Match[str]) -> None:
        name = match["word"] or match["sign"]
        if name in tables.WAITING:
            self._pending.append(tables.WAITING[name])
        elif match["dollar"] and self._dollars:
            self._dollars -= 1
            self._in_mathematics = not self._in_mathematics
        elif match["script"] and self._in_mathematics:
            self._pending.append("_" if match["script"] == "_" else "sup")
        else:
            self._print(_printed(match))

    def _print(self, text: str) -> None:
        if text.strip():
            self._unprinted = 0
        if self._pending and text.strip():
            text = text.lstrip()
            self._out.append(self._with_pending(text[0]))
            text = text[1:]
        elif self._groups and self._groups[-1].start == len(self._out):
            # A group's first letter stands alone, so that an accent need not copy the rest.
            self._out.append(text[:1])
            text = text[1:]
        if text:
            self._out.append(text)

    def _with_pending(self, letter: str) -> str:
        for mark in reversed(self._pending):
            letter = _marked(letter, mark)
        self._pending = []
        return letter

    def _open(self) -> None:
        if "“" in self._pending:
            # Quotations in quotations take turns.
            mark = "“‘"[self._quotations % 2]
            self._quotations += 1
            self._pending = [mark if one == "“" else one for one in self._pending]
            self._out.append(mark)
        left = max(0, self._unprinted - 1)
        self._groups.append(_Group(len(self._out), self._pending, not self._unprinted, left))
        self._pending, self._unprinted = [], 0

    def _close(self) -> None:
        self._out += _standalone(self._pending)
        self._pending, self._unprinted = [], 0
        if not self._groups:
            return
        group = self._groups.pop()
        self._unprinted = group.unprinted_left
        self._quotations -= not {"“", "‘"}.isdisjoint(group.marks)
        if not group.is_printed:
            del self._out[group.start :]
        elif len(self._out) == group.start:
            self._out += _standalone(group.marks)
        else:
            self._finish(group.start, group.marks)

    def _finish(self, start: int, marks: list[str]) -> None:
        """Give a group the accents that were waiting for it, and so on."""
        for mark in reversed(marks):
            if mark in _ENDS:
                self._out.append(_ENDS[mark])
            elif mark not in tables.SCRIPTS:
                self._out[start] = _marked(self._out[start], mark)
            elif len(self._out) - start <= _LONGEST_SCRIPT:
                script = "".join(self._out[start:])
                if len(script) <= _LONGEST_SCRIPT:
                    self._out[start:] = [_marked(script, mark)]


class _Group(NamedTuple):
    """An open group: its place in the output, the marks waiting for it, if it is printed.

    `unprinted_left` counts the groups after it that are not.
    """

    start: int
    marks: list[str]
    is_printed: bool
    unprinted_left: int


def _standalone(marks: list[str]) -> list[str]:
    """Give the accents over nothing that are signs of their own."""
    return [_STANDALONE[mark] for mark in marks if mark in _STANDALONE]


def _marked(text: str, mark: str) -> str:
    """Put an accent on the first letter; in an index, turn the digits into small ones."""
    if mark in tables.SCRIPTS:
        # Of "nd" only one letter has a small form.
        script = tables.SCRIPTS[mark]
        return text.translate(script) if all(ord(char) in script for char in text) else text
    if mark in _ENDS:
        return (mark if mark == "“" else "") + text + _ENDS[mark]
    after = 1
    while after < len(text) and unicodedata.combining(text[after]):
        after += 1
    if after > _MOST_ACCENTS or not text.strip():
        return text
    return _DOTLESS.get(text[0], text[0]) + text[1:after] + mark + text[after:]


def _printed(match: re.Match[str]) -> str:
    """Give what a token prints by itself."""
    if word := match["word"]:
        return tables.COMMANDS[word] if word in tables.COMMANDS else _greek(word)
    if match["sign"]:
        return tables.SIGNS.get(match["sign"], match["sign"])
    return tables.MARKS.get(match[0], match[0])


@lru_cache(maxsize=1024)
def _greek(word: str) -> str:
    r"""Give the Greek letter of a command such as \alpha; "" for other commands."""
    case = "SMALL" if word.islower() else "CAPITAL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {word}")
    except KeyError:
        return ""


# --- writing -------------------------------------------------------------------

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "`": r"{\textasciigrave}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        **{mark: "\\" + mark for mark in "$&#%_"},
    }
)
# LaTeX takes the dot off an i under these by itself; other readers make one letter of
# them and an "i", but two of them and an "\i".
_TAKES_DOT_OFF = frozenset("\u0300\u0301\u0302\u0308")
_BELOW = frozenset("\u0323\u0327\u0328\u0331")
# Between two of the same kind TeX would see one longer mark.
_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")
_ASCII_LIGATURES = re.compile(
    r"(?<=[-–—])(?=[-–—])|(?<=['’”])(?=['’”])|(?<=[‘“])(?=[‘“])|(?<=,)(?=,)"
)
_SPACES = re.compile(" +")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_TYPEWRITTEN = {mark: typed for typed, mark in tables.MARKS.items()} | {
    "¡": "{!`}", "¿": "{?`}", "„": r"{\quotedblbase}", "\u202f": r"\,", "\u2011": "-",
}  # fmt: skip
_WRITTEN = {letter: f"{{\\{name}}}" for name, letter in tables.LETTERS.items()} | _TYPEWRITTEN
_WRITTEN_ACCENTS = {
    mark: f"\\{name} " if name.isalpha() else f"\\{name}" for name, mark in tables.ACCENTS.items()
}


# Most texts are empty, or stand in many works: languages, containers, people.
@lru_cache(maxsize=4096)
def write(raw: str) -> str:
    """Write a text for LaTeX with UTF-8, which prints it as it is."""
    return _LIGATURES.sub("{}", _escaped(raw))


@lru_cache(maxsize=4096)
def write_ascii(raw: str) -> str:
    """Write a text for old BibTeX: accents and typographic marks as commands.

    A letter that TeX has no command for stays what it is.
    """
    if raw.isascii():
        return write(raw)
    return _NOT_ASCII.sub(_letter, _ASCII_LIGATURES.sub("{}", normalize("NFC", _escaped(raw))))


def _escaped(raw: str) -> str:
    return _SPACES.sub(" ", safe(raw)).strip().translate(_ESCAPES)


def _letter(match: re.Match[str]) -> str:
    char = match[0]
    if char in _WRITTEN:
        return _WRITTEN[char]
    base, mark = normalize("NFD", char)[:1], normalize("NFD", char)[1:]
    if mark not in _WRITTEN_ACCENTS or not base.isascii():
        return char
    keeps_dot = mark in _BELOW or (base == "i" and mark in _TAKES_DOT_OFF)
    dotless = {} if keeps_dot else {"i": r"\i", "j": r"\j"}
    return "{" + _WRITTEN_ACCENTS[mark] + dotless.get(base, base) + "}"
