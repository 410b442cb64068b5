"""The commands of LaTeX, and what each prints."""

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
# Those of packages, which are read only.
PACKAGE_ACCENTS = {
    "h": "\u0309", "G": "\u030f", "horn": "\u031b", "textcommabelow": "\u0326",
    "textogonekcentered": "\u0328",
}  # fmt: skip
# Of two commands for one letter the first is written.
LETTERS = {
    "AE": "Æ", "DH": "Ð", "DJ": "Đ", "L": "Ł", "O": "Ø", "OE": "Œ", "P": "¶", "S": "§", "TH": "Þ",
    "ae": "æ", "copyright": "©", "dh": "ð", "dj": "đ", "guillemotleft": "«",
    "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "i": "ı", "l": "ł",
    "ldots": "…", "o": "ø", "oe": "œ", "pounds": "£", "quotedblbase": "„", "quotesinglbase": "‚",
    "ss": "ß", "textdegree": "°", "texteuro": "€", "textnumero": "№",
    "textperiodcentered": "·", "texttimes": "×", "th": "þ",
}  # fmt: skip
PLAIN_ONLY = {
    "AA": "Å", "SS": "ẞ", "aa": "å", "dots": "…", "euro": "€", "guillemetleft": "«",
    "guillemetright": "»", "j": "ȷ", "textellipsis": "…", "textemdash": "—", "textendash": "–",
    "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘",
    "textquoteright": "’", "textexclamdown": "¡", "textquestiondown": "¿", "ordfeminine": "ª",
    "textordfeminine": "ª", "textordmasculine": "º", "dag": "†", "ddag": "‡", "textdagger": "†",
    "textregistered": "®", "texttrademark": "™", "textbullet": "•", "textunderscore": "_",
    "textasciicircum": "^", "textasciigrave": "`", "textasciitilde": "~", "textbackslash": "\\",
    "textbar": "|", "textbraceleft": "{", "textbraceright": "}", "textdollar": "$",
    "textgreater": ">", "textless": "<", "slash": "/", "newline": " ", "par": " ", "quad": " ",
    "space": " ", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX",
    # biblatex's punctuation
    "addcolon": ":", "addcomma": ",", "adddot": ".", "adddotspace": ". ", "addnbspace": "\u00a0",
    "addperiod": ".", "addsemicolon": ";", "addslash": "/", "addspace": " ",
    "bibrangedash": "–", "bibrangessep": ", ", "isdot": ".",
    # mathematics
    "approx": "≈", "cdot": "·", "circ": "°", "degree": "°", "div": "÷", "geq": "≥", "ge": "≥",
    "infty": "∞", "leq": "≤", "le": "≤", "neq": "≠", "pm": "±", "rightarrow": "→", "sim": "∼",
    "times": "×", "to": "→",
}  # fmt: skip
COMMANDS = LETTERS | PLAIN_ONLY
# How many arguments of a command are not printed.
UNPRINTED = {
    "bibinfo": 1, "cite": 1, "color": 1, "colorbox": 1, "fcolorbox": 2, "fontsize": 2,
    "foreignlanguage": 1, "href": 1, "hspace": 1, "index": 1, "label": 1, "noopsort": 1,
    "raisebox": 1, "resizebox": 2, "scalebox": 1, "selectlanguage": 1, "sortnoop": 1,
    "texorpdfstring": 1, "textcolor": 1, "textlang": 1, "vspace": 1,
}  # fmt: skip
QUOTING = frozenset({"enquote", "mkbibquote"})
FRACTIONS = frozenset({"frac", "tfrac", "dfrac", "nicefrac", "sfrac"})
MARKS = {
    "---": "—", "--": "–", "``": "“", "''": "”", ",,": "„", "!`": "¡", "?`": "¿", "`": "‘",
    "'": "’", "~": "\u00a0",
}  # fmt: skip
SIGNS = {",": "\u202f", "-": "", "/": "", "\\": " ", "\n": " ", "(": "", ")": "", "!": ""}
SCRIPTS = {
    "_": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
}
