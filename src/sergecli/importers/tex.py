r"""TeX's commands, as they stand in .bib files, turned into the letters they print.

Only what a bibliography has is read: accents, letters, dashes, quotation marks,
the commands that change the type. Nothing is executed; a command that is not
known is asked of pylatexenc's tables, and leaves its argument if they do not know it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped] # has no types

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?[ \t\r\n]*|\\(?P<sign>.)|(?P<mark>---?|``|''|,,|[!?]`|[`'~])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}`'~,!?$-]+|.)",
    re.DOTALL,
)
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_MARKS = {
    "---": "—", "--": "–", "``": "“", "''": "”", ",,": "„", "!`": "¡", "?`": "¿", "`": "‘",
    "'": "’", "~": "\u00a0",
}  # fmt: skip
_SIGNS = {",": "\u202f", "-": "", "/": "", "\\": " ", "\n": " ", "(": "", ")": "", "!": ""}
_WORDS = {
    "AA": "Å", "AE": "Æ", "DH": "Ð", "DJ": "Đ", "L": "Ł", "O": "Ø", "OE": "Œ", "P": "¶",
    "S": "§", "SS": "ẞ", "TH": "Þ", "aa": "å", "ae": "æ", "copyright": "©", "dh": "ð",
    "dj": "đ", "dots": "…", "euro": "€", "guillemetleft": "«", "guillemetright": "»",
    "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "i": "ı", "j": "ȷ", "l": "ł", "ldots": "…", "newline": " ", "o": "ø", "oe": "œ",
    "par": " ", "pounds": "£", "quotedblbase": "„", "quotesinglbase": "‚", "slash": "/",
    "ss": "ß", "textasciicircum": "^", "textasciigrave": "`", "textasciitilde": "~",
    "textbackslash": "\\", "textbar": "|", "textbraceleft": "{", "textbraceright": "}",
    "textdegree": "°", "textellipsis": "…", "textemdash": "—", "textendash": "–",
    "texteuro": "€", "textgreater": ">", "textless": "<", "textnumero": "№",
    "textperiodcentered": "·", "textquotedblleft": "“", "textquotedblright": "”",
    "textquoteleft": "‘", "textquoteright": "’", "texttimes": "×", "textunderscore": "_", "th": "þ",
}  # fmt: skip
# Commands that put their argument in quotation marks.
_QUOTING = frozenset({"enquote", "mkbibquote"})
_DOTLESS = {"ı": "i", "ȷ": "j"}
_ALONE = frozenset("^~")
_NOT_PRINTED = frozenset({None, "$"})
_LONGEST_WORD = 40
_MINDED = re.compile(r"[\\{}`'~$,!?-]")
_ESCAPES_OF_ADDRESS = re.compile(r"\\([_%&#~{}])|\\url|[{}]")
_KNOWN = LatexNodes2Text()


def plain(raw: str) -> str:
    """Give the text that TeX would print, without its braces."""
    return normalize("NFC", "".join(_printed(raw))) if _MINDED.search(raw) else raw


def _printed(raw: str) -> Iterator[str]:
    # What stands at the end of each open group, nothing but for quotations.
    ends: list[str] = []
    accent = end = ""
    for match in _TOKEN.finditer(raw):
        name, text = match["word"] or match["sign"] or "", _text(match)
        if match["brace"] == "{":
            ends.append(end)
            yield "“" if end else ""
        elif match["brace"]:
            yield ends.pop() if ends else ""
            # Over nothing, these two are themselves.
            yield accent if accent in _ALONE else ""
            accent = ""
        elif name in _ACCENTS:
            accent = name
        elif accent and text.strip():
            yield _DOTLESS.get(text[0], text[0]) + _ACCENTS[accent] + text[1:]
            accent = ""
        else:
            yield text
        end = "”" if name in _QUOTING else ""


def _text(match: re.Match[str]) -> str:
    """Give what a token prints by itself."""
    if match["word"]:
        word = match["word"]
        return _WORDS[word] if word in _WORDS else _asked(word)
    if match["sign"]:
        return _SIGNS.get(match["sign"], match["sign"])
    if match["mark"]:
        return _MARKS.get(match["mark"], match["mark"])
    return "" if match["text"] in _NOT_PRINTED else match["text"] or ""


@lru_cache(maxsize=1024)
def _asked(word: str) -> str:
    """Give the sign that pylatexenc knows for a command; no more than a sign, as today's date."""
    if len(word) > _LONGEST_WORD:
        return ""
    try:
        known = str(_KNOWN.latex_to_text(f"\\{word}{{}}"))
    except (IndexError, ValueError):
        return ""
    return known if len(known) == 1 else ""


def address(raw: str) -> str:
    r"""Give an address without the marks that TeX needs, as in \url{https://a.b/c\_d}."""
    return _ESCAPES_OF_ADDRESS.sub(lambda match: match[1] or "", raw).strip()
