"""The sections that an index page's headings announce, and its links for navigation."""

import re
from typing import NamedTuple

from sergecli.importers.archive import dates
from sergecli.text.folding import fold


class Section(NamedTuple):
    """A section: whether its links are left out, are about the author, and of which kind they are.

    `attributed`: the page says that the author did not write them.
    """

    skipped: bool = False
    about: bool = False
    kind: str = ""
    attributed: bool = False
    translators: tuple[str, ...] = ()


WORKS = Section()
_SKIPPED = re.compile(
    r"(?:external |related |other |useful |more |web |internet )*links?\b|liens|enlaces|verweise"
    r"|ssylki|(?:for )?further (?:reading|information)|see also|voir aussi|siehe auch|related\b"
    r"|elsewhere\b|resources\b|external\b|other (?:sites?|archives?|writers?|languages?)"
    r"|other (?:sections?|marxist|internet|pages?|resources)|on other (?:web ?)?sites"
    r"|(?:works |texts |archives? )?in other languages|images?\b|pictures?\b|photo(?:s|graphs?)?\b"
    r"|(?:image|photo|picture) gallery|audio\b|video\b|e-?books?\b|download|search\b|volunteers?\b"
    r"|contact\b|(?:end|foot)notes?$"
    r"|what'?s new|new (?:additions|texts|on)\b|recent(?:ly)?\b"
    r"|subject (?:sections?|archives?)|site (?:map|index)|navigation"
)
_OBITUARIES = re.compile(r"obituar(?:y|ies)(?: (?:of|to)\b.*)?")
_ABOUT = re.compile(
    r"biograph\w*|obituar\w*|about (?:the author|him|her|[a-z .]{2,30})$|biografi[ae]|biografiia"
    r"|(?:personal )?(?:reminiscences|recollections|tributes?|memories) (?:of|to)\b"
    r"|life (?:of|and)\b|life$|tributes?$|on (?:his|her) life|critical (?:studies|essays)"
    r"|appreciations?|assessments?|references?$"
)
_WORKS = re.compile(
    r"(?:(?:selected|collected|major|main|other|complete|published|political|his|her|the|early"
    r"|late|later|some|online|available|miscellaneous|principal|theoretical) )*"
    r"(?:works?|writings?|texts?|documents?|archives?|articles(?: and \w+)?|oeuvres|ecrits|werke"
    r"|schriften|obras|escritos|opere|sochineniia|proizvedeniia|publikatsii|contents|titles?"
    r"|publications|appendix)(?: (?:by|of|in|from)\b.*)?"
)
_KIND = re.compile(
    r"(?:(?:selected|collected|other|early|late|later|some|major|shorter|short|political|various"
    r"|the|his|her|private|public|miscellaneous|literary|published) )*"
    r"(?P<kind>[^\W\d_]+(?: reviews?)?)(?: (?:by|from|of|to|on)\b.*)?"
)
_KINDS = {
    "letters": "letter", "correspondence": "letter", "speeches": "speech", "lectures": "speech",
    "reviews": "review", "book reviews": "review", "books": "book", "pamphlets": "pamphlet",
    "articles": "article", "essays": "essay", "poems": "poem", "poetry": "poem",
    "novels": "novel", "stories": "prose", "fiction": "prose", "diaries": "diary",
    "briefe": "letter", "lettres": "letter", "cartas": "letter", "lettere": "letter",
    "pisma": "letter", "reden": "speech", "discours": "speech", "discursos": "speech",
    "discorsi": "speech", "rechi": "speech", "artikel": "article", "articulos": "article",
    "articoli": "article", "artigos": "article", "stati": "article", "bucher": "book",
    "livres": "book", "libros": "book", "libri": "book", "livros": "book", "knigi": "book",
    "obituaries": "obituary", "extracts": "extract", "excerpts": "extract", "memoirs": "memoir",
}  # fmt: skip
# Headings and links are compared folded: without accents, Cyrillic in Latin letters.
# A link with such words is only navigation.
_FURNITURE_WORDS = """
a about above album all alphabetical an and arabic archief archiv archive archives archivio
archivo archivos arkiv art articles at audio author authors back biographical books by catala
chinese chronological chronology click collected collection complete contact contents copyright
credits cymraeg dansk date dates deutsch donate download downloads dutch e ebook ebooks ellinika
encyclopaedia encyclopedia english epub espanol essays etol euskara faq farsi format francais
french full galego gallery german glossary greek guide help here home htm html image images in
index internet italian italiano japanese kindle language languages letters library line link
links list lists main map marx marxism marxist marxists media menu mia mobi mp3 nederlands new
news next norsk obras oeuvres of on online opere other page pages pamphlets pdf photo photograph
photographs photos pic picture pictures poems polish polski portrait portugues portuguese prc
previous quotations quotes read reading recordings reference return russian russkij s schriften
search section sections selected site sitemap sound spanish speeches study subject suomi svenska
swedish table text texts the this time timeline title titles to top trotskyism turkce turkish up
updated updates version versions video view volunteer volunteers web werke whats word words work
works writer writers writings zip
"""
_FURNITURE = frozenset(_FURNITURE_WORDS.split())
_PART = re.compile(
    r"(?:the )?(?:parts?|pt|chapters?|ch|section|vol|volume|book|letter|lecture|appendix|preface"
    r"|foreword|introduction|conclusion|postscript|notes?|afterword|epilogue|prologue|first|second"
    r"|third|fourth|fifth|sixth)\b|(?:[ivxl]{1,6}|\d{1,3}|[a-h])(?:[.):]|$)",
    re.IGNORECASE,
)
# What the words of a link are that leads to the text before it in another form.
ALTERNATIVE = re.compile(
    r"[(\[]?(?:an? )?(?:extracts? from (?:an? )?)?"
    r"(?:alternat(?:e|iv)|another|different|other|earlier|later|older|newer)\w* "
    r"(?:english )?(?:translation|version|text|edition)"
    r"|as (?:first |originally |it )?(?:published|printed|appeared) in\b",
    re.IGNORECASE,
)
# The heading of a book's contents.
CONTENTS = re.compile(r"\W*(?:table of )?contents\W*", re.IGNORECASE)
# What names only a life, or what was written about it.
LIFE = re.compile(
    r"(?:biograph(?:y|ical (?:note|notes|sketch))|obituary|bibliography|life)\W*", re.IGNORECASE
)
_MOST_WORDS = 7


def announced(text: str, author: str = "") -> Section | None:
    """Return the section that a heading announces; None for one that announces none."""
    words = " ".join(re.findall(r"[\w&'-]+", fold(text)))
    family = fold(author).split()[-1:]
    if len(words.split()) > _MOST_WORDS:
        return None
    if _SKIPPED.match(words):
        return Section(skipped=True)
    on_author = family and re.search(
        rf"\b(?:on|about|to|by friends of|uber|sobre|sur|su|over|o|ob)\b.*\b{family[0]}\b", words
    )
    if on_author or _ABOUT.match(words):
        return Section(about=True, kind="obituary" if _OBITUARIES.fullmatch(words) else "")
    match = _KIND.fullmatch(words)
    if match and match["kind"] in _KINDS:
        return Section(kind=_KINDS[match["kind"]])
    return WORKS if _WORKS.fullmatch(words) else None


def is_furniture(text: str, author: str) -> bool:
    """Return whether the words of a link are navigation: "Image Gallery", a year, "top".

    The date of a day is not navigation: a letter of that day is behind it.
    """
    own = fold(author).split()
    words = re.findall(r"[^\W_]+", fold(text))
    is_period = dates.is_only(text) and not dates.is_day(text)
    return is_period or all(
        word in _FURNITURE or word in own or re.fullmatch(r"\d+s?", word) for word in words
    )


def is_part(text: str) -> bool:
    """Return whether a title is that of a part: "Part II", "Chapter 3", "2."; not "2. May 1917"."""
    return bool(_PART.match(text)) and not dates.is_day(text)


def is_in_brackets(text: str) -> bool:
    """Return whether the words of a link are in brackets, and not "alternative translation"."""
    return text.startswith("(") and text.endswith(")") and not ALTERNATIVE.match(text)
