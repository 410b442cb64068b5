"""Reads what an index page says after a title: date, kind, signature, co-authors, translators."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from sergecli.importers.archive import dates as page_dates
from sergecli.importers.archive.dates import Found

_NAME = (
    r"(?:[A-ZÀ-ÞА-Я][\w’'.-]*|[A-Z]\.-?[A-Z]\.)"
    r"(?:[ ](?:[A-ZÀ-ÞА-Я][\w’'.-]*|van|von|der|den|de|la|le|du|di|da|del)){0,5}"
)
_NAMES = rf"{_NAME}(?:(?:,? (?:&|and|et|und|y) |, ){_NAME}){{0,6}}"
_OTHERS = r"(?:,? (?:and|&|\+) (?:\d+ )?others|,? et al)?\.?"
# Words about people, each with the field whose names follow it.
_PEOPLE = {
    "with_": re.compile(
        rf"(?i:(?:together |jointly |zusammen |(?:co-?)?(?:written|authored) )?"
        rf"(?:with|mit|avec|con|com)) ({_NAMES}){_OTHERS}"
    ),
    "signed_as": re.compile(
        rf"(?i:(?:written|writing|published|signed)? ?"
        rf"(?:as|under the (?:name|pseudonym)(?: of)?) ?:?"
        rf"|signed:?|pseud(?:onym|\.):?) [“\"‘']?({_NAME})[”\"’']?"
    ),
    "translators": re.compile(
        rf"(?i:(?:(?:newly )?transl?(?:ated|ation|\.)?|tr\.)(?: from the \w+)?:?(?: by)?:?"
        rf"|traduit par|traducido por|traduzido por|tradotto da|übersetzt von) ({_NAMES})"
    ),
    "by": re.compile(rf"(?i:by|von|par|por) ({_NAMES}){_OTHERS}"),
}
_SPLIT = re.compile(r"(?:,? (?:&|and|et|und|y) |, )")
_KINDS = {
    "letter": "letter", "letters": "correspondence", "open letter": "letter",
    "correspondence": "correspondence", "review": "review", "review article": "review",
    "review articles": "review", "reviews": "review", "pamphlet": "pamphlet", "book": "book",
    "novel": "novel", "poem": "poem", "poems": "poetry", "short story": "prose", "story": "prose",
    "stories": "stories", "speech": "speech", "lecture": "speech", "address": "speech",
    "obituary": "obituary", "article": "article", "essay": "essay", "diary": "diary",
    "memoir": "memoir", "memoirs": "memoir", "autobiography": "memoir", "biography": "biography",
    "extract": "extract", "extracts": "extract", "excerpt": "extract", "excerpts": "extract",
    "history": "history", "editorial": "article", "editorial comment": "article",
    "libro": "book", "livre": "book", "buch": "book", "livro": "book", "книга": "book",
    "письмо": "letter", "brief": "letter", "lettre": "letter", "carta": "letter",
    "rede": "speech", "discours": "speech", "discurso": "speech", "conferencia": "speech",
    "artikel": "article", "artículo": "article", "artigo": "article", "статья": "article",
    "vortrag": "speech", "речь": "speech", "rezension": "review", "reseña": "review",
    "aufsatz": "essay", "ensayo": "essay", "gedicht": "poem", "poema": "poem",
    "flugblatt": "pamphlet", "folleto": "pamphlet", "брошюра": "pamphlet",
    "collection": "collection", "report": "speech", "brochure": "pamphlet", "leaflet": "pamphlet",
}  # fmt: skip
_WHICH = "first|second|third|last|opening|closing|concluding|two|three"
_TITLES = (
    (re.compile(r"^(?:book )?review\b", re.IGNORECASE), "review"),
    (re.compile(r"^(?:an? )?(?:open )?letters? (?:to|from|of)\b", re.IGNORECASE), "letter"),
    (re.compile(r"^(?:an? )?obituary\b|\bobituary\W*$", re.IGNORECASE), "obituary"),
    (
        re.compile(rf"^(?:an? )?(?:(?:{_WHICH}) )?(?:speech(?:es)?|lectures?)\b", re.IGNORECASE),
        "speech",
    ),
    (re.compile(r"^(?:lettre à|carta a|brief an|письмо) ", re.IGNORECASE), "letter"),
    (re.compile(r"^correspondence\b", re.IGNORECASE), "correspondence"),
    (re.compile(r"^(?:excerpts?|extracts?|selections?) from\b", re.IGNORECASE), "extract"),
)
_AS_PDF = re.compile(r"(?<!\s)(?:\s*[–—-])?\s*\bPDF\W*$")
_INITIAL = re.compile(r"\b[A-Z]$")
_IN = re.compile(r"^(?:first )?(?:(?:published|printed) )?in (?:the )?(?=[A-Z])", re.IGNORECASE)
# How much of the text after a title is read; no real entry has this much.
_LONGEST = 2000
_BRACKETS = re.compile(r"(\([^()]*\)|\[[^\[\]]*\])")
# A full stop after an initial ends nothing.
_FULL_STOP = re.compile(r"(?<![A-Z])(?<!\b[A-Z]\w)(?<!trans)(?<!Trans)(?<!\btr)\.\s+")
_BETWEEN = re.compile(
    r"\0|;\s+|,\s+(?=(?:[Ww]ith|[Aa]s|[Bb]y|[Tt]rans\w*|[Ss]igned)\b)|\s[–—-]\s"
    r"|(?<=\w)(?<!written)(?<!writing)(?<!published)(?<!signed) (?=as [A-Z])"
    r"|(?<=letter) (?=with [A-Z])|(?<=article) (?=with [A-Z])"
)
_ADJECTIVE = re.compile(
    r"^(?:(?:unpublished|extended|substantial|long|brief|two-part|joint|co-authored) )?"
    r"(?:(?:book|film|theatre|play|television|radio|record|exhibition) (?=review))?"
)
_EXTRACT = re.compile(
    r"^(?:an? |\d+ |two |three )?(?:extracts?|excerpts?|chapters?) (?:from|of) (?:the )?(.+)$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"^(?:in )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?:letters|parts|extracts|articles|chapters|documents|essays|lectures|poems|speeches):?$",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"[\W_]*+(?:PDF|HTML|new!?|Word|text|and|or|unknown|(?:first )?published|written|delivered"
    r"|dated|in|on|from|[\d.,]+ ?[km]b?"
    r"|(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?)?[\W_]*+",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"(?P<place>London|Manchester|Glasgow|Edinburgh|Dublin|New York|Chicago|Boston|Philadelphia"
    r"|San Francisco|Toronto|Moscow|Petrograd|Leningrad|Berlin|Leipzig|Stuttgart|Hamburg|Vienna"
    r"|Geneva|Z[uü]rich|Paris|Brussels|Amsterdam|Calcutta|Bombay|Delhi|Peking|Sydney|Melbourne)"
    r" ?: ?(?P<publisher>[^\W\d_].{2,60})"
)
# Where in a periodical a text appeared.
_NUMBERS = {
    "volume": re.compile(r"\b[Vv]ol(?:ume|\.)? ?([IVXLC]+|\d+)\b"),
    "issue": re.compile(r"\b(?:[Ww]hole )?[Nn](?:o|r|umber)s?\.? ?(\d+(?:[-–/]\d+)?)\b"),
    "pages": re.compile(r"\bpp?\. ?(\d+(?:[-–]\d+)?)\b"),
}


class Remark(NamedTuple):
    """What is said about a text; `rest` are the words that were not understood.

    `month` is that of a year given elsewhere.
    `aside` are dates in brackets with other words: they may be those of something else.
    `first` has the fields of the first publication.
    """

    dates: tuple[Found, ...] = ()
    aside: tuple[Found, ...] = ()
    month: str = ""
    kind: str = ""
    with_: tuple[str, ...] = ()
    signed_as: str = ""
    translators: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    extract_of: str = ""
    first: Mapping[str, str] = MappingProxyType({})
    rest: tuple[str, ...] = ()


def read(text: str, emphasised: Iterable[str] = ()) -> Remark:
    """Read the words after a title; `emphasised` are its words in italics or bold."""
    # Whether each is all that is in a pair of brackets.
    italic = {name: f"({name})" in text for one in emphasised if (name := one.strip(" ,.:;"))}
    text, numbers = _numbered(_opened(text[:_LONGEST], italic))
    found = page_dates.find(text)
    aside = [one for one in found if _is_inside(text, one) and not _is_alone(text, one)]
    dates = [one for one in found if one not in aside]
    blank = f"{text[: dates[0].start]}\0{text[dates[0].end :]}" if dates else text
    remark = Remark(tuple(dates), tuple(aside))
    for segment in _segments(blank):
        remark = _take(remark, segment, italic)
    first, rest = dict(remark.first), [*remark.rest]
    if rest and numbers.keys() & {"volume", "issue"} and not first:
        first["container"] = rest.pop(0)
    if first:
        first |= {name: match[1].replace("-", "–") for name, match in numbers.items()}
    else:
        rest += [match[0] for match in numbers.values()]
    return remark._replace(first=first, rest=tuple(rest))


def _opened(text: str, italic: Iterable[str]) -> str:
    """Remove the brackets around the title of a periodical and what follows it."""
    for name in italic:
        text = re.sub(rf"[(\[]({re.escape(name)},[^()\[\]]+)[)\]]", "\0\\1\0", text)
    return text


def _numbered(text: str) -> tuple[str, dict[str, re.Match[str]]]:
    """Take the volume, the number and the pages out of a text."""
    numbers = {}
    for name, pattern in _NUMBERS.items():
        if match := pattern.search(text):
            numbers[name] = match
            text = text[: match.start()] + "\0" + text[match.end() :]
    return text, numbers


def _is_alone(text: str, one: Found) -> bool:
    around = text[: one.start].rstrip()[-1:], text[one.end :].lstrip()[:1]
    return around in {("(", ")"), ("[", "]")}


def _is_inside(text: str, one: Found) -> bool:
    before = text[: one.start]
    return any(before.count(opened) > before.count(closed) for opened, closed in ("()", "[]"))


def _segments(text: str) -> Iterator[str]:
    """Split a text at brackets, commas, dashes and full stops."""
    for part in _BRACKETS.split(text):
        is_inside = part[:1] in {"(", "["}
        for one in [part[1:-1]] if is_inside else _FULL_STOP.split(part):
            yield from _BETWEEN.split(one)


def _take(remark: Remark, segment: str, italic: Mapping[str, bool]) -> Remark:
    """Add to a remark what one of its segments says."""
    segment = _AS_PDF.sub("", segment.replace("\0", "").strip(" ,;:–—-"))
    stem = segment.rstrip(".")
    # The full stop of an initial is left.
    segment = (segment[: len(stem) + 1] if _INITIAL.search(stem) else stem).lstrip(". ")
    if _EMPTY.fullmatch(segment) or _COUNT.fullmatch(segment):
        return remark
    undated = segment
    for one in reversed(page_dates.find(segment)):
        # "as L. Rock, 1905"
        undated = undated[: one.start] + undated[one.end :]
    return (
        _known(remark, segment)
        or _published(remark, segment, italic)
        or _known(remark, undated.strip(" ,;:"))
        or remark._replace(kind=remark.kind or kind_of_title(segment), rest=(*remark.rest, segment))
    )


def _published(remark: Remark, segment: str, italic: Mapping[str, bool]) -> Remark | None:
    """Read a segment that says where or in which month a text appeared."""
    container, comma, more = _IN.sub("", segment).partition(", ")
    if container in italic and (remark.dates or comma) and not remark.first:
        return _take(remark._replace(first={"container": container}), more, italic)
    if (match := _IMPRINT.fullmatch(segment)) and remark.dates:
        return remark._replace(first=match.groupdict())
    if italic.get(segment) and not remark.first:
        # "(The Miner)", of which the date is elsewhere.
        return remark._replace(first={"container": segment})
    years = all(one.words.isdecimal() for one in remark.dates)
    if years and page_dates.is_only(segment) and not page_dates.is_complete(segment):
        return remark._replace(month=segment)
    return None


def _known(remark: Remark, segment: str) -> Remark | None:
    """Read a segment that says of which kind a text is, or who has to do with it."""
    if kind := _KINDS.get(_ADJECTIVE.sub("", segment.lower())):
        return remark._replace(kind=remark.kind if kind == "extract" and remark.kind else kind)
    if match := _EXTRACT.match(segment):
        return remark._replace(kind="extract", extract_of=match[1].strip(' “”‘’"'))
    for what, pattern in _PEOPLE.items():
        if match := pattern.fullmatch(segment):
            named: Any = match[1] if what == "signed_as" else _people(match[1])
            return remark._replace(**{what: named})
    return None


def _people(text: str) -> tuple[str, ...]:
    return tuple(
        one.strip(" .") if not re.search(r"\b[A-Z]\.$", one) else one for one in _SPLIT.split(text)
    )


def kind_of_title(title: str) -> str:
    """Return the kind that a title says itself: "Review of …", "Letter to …"."""
    return next((kind for pattern, kind in _TITLES if pattern.search(title)), "")
