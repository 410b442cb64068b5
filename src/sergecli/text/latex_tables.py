"""The commands of LaTeX, and what each prints."""

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
# Those of packages, which are read only.
_PACKAGE_ACCENTS = {
    "h": "\u0309", "G": "\u030f", "horn": "\u031b", "textcommabelow": "\u0326",
    "textogonekcentered": "\u0328",
}  # fmt: skip
# Of two commands for one letter the first is written.
LETTERS = {
    "AE": "Æ", "DH": "Ð", "DJ": "Đ", "L": "Ł", "O": "Ø", "OE": "Œ", "P": "¶", "S": "§", "TH": "Þ",
    "ae": "æ", "copyright": "©", "dh": "ð", "dj": "đ", "guillemotleft": "«",
    "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "i": "ı", "l": "ł",
    "ldots": "…", "o": "ø", "oe": "œ", "pounds": "£", "quotedblbase": "„", "quotesinglbase": "‚",
    "NG": "Ŋ", "ng": "ŋ", "ss": "ß", "textdegree": "°", "texteuro": "€", "textnumero": "№",
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
    "space": " ", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "hfill": " ",
    "linebreak": " ", "qquad": " ", "enspace": " ", "thinspace": "\u202f", "nobreakspace": "\u00a0",
    "textsterling": "£", "textyen": "¥", "textcent": "¢", "textperthousand": "‰", "textmu": "µ",
    "textohm": "Ω", "textcelsius": "°C", "textonehalf": "½", "textonequarter": "¼",
    "textthreequarters": "¾", "textsection": "§", "textparagraph": "¶", "textcopyright": "©",
    "textquotesingle": "'", "textquotedbl": '"', "lq": "‘", "rq": "’", "glqq": "„", "grqq": "“",
    "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›", "og": "«\u00a0",
    "fg": "\u00a0»", "No": "№", "textprime": "′", "prime": "′",
    # biblatex's punctuation
    "addcolon": ":", "addcomma": ",", "adddot": ".", "adddotspace": ". ", "addnbspace": "\u00a0",
    "addperiod": ".", "addsemicolon": ";", "addslash": "/", "addspace": " ",
    "bibrangedash": "–", "bibrangessep": ", ", "isdot": ".",
    # mathematics
    "approx": "≈", "cdot": "·", "circ": "°", "degree": "°", "div": "÷", "geq": "≥", "ge": "≥",
    "infty": "∞", "leq": "≤", "le": "≤", "neq": "≠", "pm": "±", "rightarrow": "→", "sim": "∼",
    "times": "×", "to": "→", "sqrt": "√", "cdots": "⋯", "langle": "⟨", "rangle": "⟩",
}  # fmt: skip
# The letters as the T2 encodings name them, from а to я, and ё.
_CYRILLIC = {
    "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "e": "е", "zh": "ж", "z": "з", "i": "и",
    "ishrt": "й", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с",
    "t": "т", "u": "у", "f": "ф", "h": "х", "c": "ц", "ch": "ч", "sh": "ш", "shch": "щ",
    "hrdsn": "ъ", "ery": "ы", "sftsn": "ь", "erev": "э", "yu": "ю", "ya": "я", "yo": "ё",
}  # fmt: skip
COMMANDS = LETTERS | PLAIN_ONLY
COMMANDS |= {f"cyr{name}": letter for name, letter in _CYRILLIC.items()}
COMMANDS |= {f"CYR{name.upper()}": letter.upper() for name, letter in _CYRILLIC.items()}
# How many arguments of a command are not printed.
UNPRINTED = {
    "begin": 1, "bibinfo": 1, "color": 1, "colorbox": 1, "end": 1, "fcolorbox": 2, "fontsize": 2,
    "foreignlanguage": 1, "hphantom": 1, "href": 1, "hspace": 1, "hyperlink": 1, "hyperref": 0,
    "index": 1, "label": 1, "noopsort": 1, "phantom": 1, "raisebox": 1, "resizebox": 2,
    "scalebox": 1, "selectlanguage": 1, "sortnoop": 1, "texorpdfstring": 1, "textcolor": 1,
    "textlang": 1, "vphantom": 1, "vspace": 1,
}  # fmt: skip
# Those whose arguments say something that is lost.
LOST = {
    "cite": 1, "citeauthor": 1, "citep": 1, "citet": 1, "citetitle": 1, "citeyear": 1,
    "footnote": 1, "ref": 1, "symbol": 1, "thanks": 1, "unichar": 1,
}  # fmt: skip
# Commands that change only how their argument looks, or what follows.
_LOOKS = frozenset({
    "Huge", "Large", "MakeLowercase", "MakeUppercase", "NoCaseChange", "acro", "autocap", "bf",
    "bfseries", "bibstring", "bm", "boldsymbol", "cyr", "displaystyle", "em", "emph", "ensuremath",
    "hbox", "huge", "ignorespaces", "it", "itshape", "large", "left", "lowercase", "mathbb",
    "mathbf", "mathcal", "mathit", "mathrm", "mathsf", "mathtt", "mbox", "mkbibbold",
    "mkbibbrackets", "mkbibemph", "mkbibitalic", "mkbibparens", "nocase", "nolinkurl", "normalfont",
    "normalsize", "operatorname", "path", "protect", "relax", "right", "rm", "rmfamily", "sc",
    "scshape", "sf", "sffamily", "sl", "slshape", "small", "textbf", "textcyrillic", "textenglish",
    "textfrench", "textgerman", "textit", "textmd", "textnormal", "textrm", "textrussian", "textsc",
    "textsf", "textsl", "texttt", "textup", "tt", "ttfamily", "uline", "underline", "uppercase",
    "upshape", "url",
})  # fmt: skip
# Commands that wait for their argument, and the mark it gets: an accent, a quotation mark, …
WAITING = ACCENTS | _PACKAGE_ACCENTS | {
    "enquote": "“", "mkbibquote": "“",
    "frac": "/", "tfrac": "/", "dfrac": "/", "nicefrac": "/", "sfrac": "/",
    "textsuperscript": "sup", "mkbibsuperscript": "sup", "textsubscript": "_",
}  # fmt: skip
# The commands of which nothing is lost.
READ = frozenset({*COMMANDS, *UNPRINTED, *_LOOKS, *WAITING})
MARKS = {
    "---": "—", "--": "–", "``": "“", "''": "”", ",,": "„", "!`": "¡", "?`": "¿", "`": "‘",
    "'": "’", "~": "\u00a0",
}  # fmt: skip
SIGNS = {
    ",": "\u202f", ";": " ", ":": " ", ">": " ", "\\": " ", "\n": " ", "-": "", "/": "", "(": "",
    ")": "", "!": "", "@": "",
}  # fmt: skip
SCRIPTS = {
    "_": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
}
