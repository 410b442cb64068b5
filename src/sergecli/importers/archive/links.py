"""Finds the links of an index page that lead to texts, and the words around them."""

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from sergecli.importers.archive import address, dates, sections
from sergecli.importers.archive.address import Place
from sergecli.importers.archive.lines import Line, Link, Page
from sergecli.importers.archive.outline import Outline
from sergecli.text.english import capitalized
from sergecli.text.folding import fold

# Words of a link that only name its format; the title comes before it.
_FORMAT = re.compile(r"\W*(?:html?|text|full text|read|online|web|here|word)\W*", re.IGNORECASE)
_FILE = re.compile(
    r"\W*(?:pdf|e-?book|epub|facsimile|scan|djvu)\b.*|.*\bpdf(?: version)?(?: here)?\W*",
    re.IGNORECASE,
)
# What a title says of its file's format.
_PDF = re.compile(
    r"(?<!\s)\s*+(?:\((?=[^()]*+\)$)[^()]*\bpdf\b[^()]*\)"
    r"|\[(?=[^\[\]]*+\]$)[^\[\]]*\bpdf\b[^\[\]]*\])$",
    re.IGNORECASE,
)
# What only counts: "1.", "IV".
NUMBER = re.compile(r"[\W_]*+(?:\d{1,3}|[ivxl]{1,5})?[\W_]*+", re.IGNORECASE)
# Words that run on into what follows: "See the", "The Movement in".
RUNS_ON = re.compile(
    r"(?:^|\s)(?:see|in|at|the|of|from|by|to|and|a|an|for|with|on|our|please|click|visit|read|is"
    r"|are|was|his|her|their|also)$",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"(?:(?:letters? )?(?:to|from)|an|a|à|к|(?:brief|carta|lettre) (?:an|a|à)) \w", re.IGNORECASE
)
_ONWARD = re.compile(r"(?:next|previous|back(?: to)?|forward to|continue[ds]?)\W*", re.IGNORECASE)
_NOTES = re.compile(r"\W*(?:foot|end)?notes?\W*", re.IGNORECASE)
_JOINS = re.compile(r"\W*(?:and|with)\W*")
_OPENING = (",", "–", "-", "—", "(", "“", "‘", '"')
_LONGEST_BEFORE = 60
# How many lines before and after one may tell whether it is in a list of texts.
_NEAR = 4
_WORD = re.compile(r"\w{3}")
_ABOUT = re.compile(
    r"(?:works/)?(?:bio|biog|biogr|biograph\w*|biblio\w*|obits?|obituar\w*|about)[/.].*"
    r"|(?:bio|life)\w*\.html?|.*/(?:biog|bibliogr|obit)\w*\.html?"
)
_LIST = re.compile(
    r"(?:[a-z_-]+/)*(?:index\.html?)?|[a-z_-]*index\.html?"
    r"|(?:[a-z_-]+/)*1\d\d\ds?(?:/(?:index\.html?)?|\.html?)"
)


# Where periodicals and documents are, by several authors; not an index of theirs.
_PERIODICAL = re.compile(
    rf"{re.escape(address.ARCHIVE)}(?:history|subject)/(?!.*/index\.html?$).+\.\w+(?:#.*)?$"
)
# Words that lead on to a title of which they are part: "Review of", "On Marx’s".
_LEAD = re.compile(
    r"(?:^|.*\d\W+)(?P<lead>(?i:(?:book )?review|letters?|preface|foreword|introduction|notes?"
    r"|afterword|appendix|repl(?:y|ies)|comments?|remarks|speech|extracts?|excerpts?)"
    r" (?:of|to|on|from|for)(?: the)?|(?:On )?(?:[A-Z][\w.-]* ){0,2}[A-Z][\w.-]+[’']s?)"
)
_FROM = re.compile(r"(?P<lead>from)", re.IGNORECASE)
# A label before a link, which says of which kind it is: "[Speech]".
_LABEL = re.compile(r"(?P<before>.*)[\[(](?P<label>[A-Za-z][a-z ]{2,30})[\])]:?")


class TextLink(NamedTuple):
    """A link that leads to a text: its address and title, the words before and after it."""

    url: str
    title: str
    before: str
    after: str
    book: bool
    italics: tuple[str, ...]
    date: str = ""


class LinkReader(NamedTuple):
    """Distinguishes links to texts from navigation on the page of an author."""

    page: Page
    place: Place
    author: str

    def leading(self, line: Line, at: int, outline: Outline) -> list[TextLink]:
        """Return the links that lead to texts, of a line at a place on the page."""
        about = outline.section.about
        dated = bool(about or line.row_date or dates.find(line.before))
        chosen: list[Link] = []
        urls: list[str] = []
        for number, link in enumerate(line.links):
            url = self._target(link)
            if not url or not re.search(r"\w", link.text):
                continue
            if chosen and _FORMAT.fullmatch(link.text):
                # The page itself is better than the PDF before it.
                urls[-1] = url if urls[-1].lower().endswith(".pdf") else urls[-1]
                continue
            if chosen and (
                _is_mentioned(line.links[number - 1].after)
                or (_NOTES.fullmatch(link.text) and url.startswith(f"{urls[-1]}#"))
            ):
                continue
            has_date = dated or bool(dates.find(link.after))
            is_here = has_date or outline.date or chosen or self.place.has(url)
            is_text = is_here or (_PERIODICAL.match(url) and self._is_between(at))
            if (
                is_text
                and not _is_other_format(link, url, later=bool(chosen))
                and not self._is_furniture(link, url, line, dated=has_date)
            ):
                chosen.append(link)
                urls.append(url)
        return [
            TextLink(url, _title(link, line), _before(link, line), after, link.book, link.italics)
            for link, url, after in zip(chosen, urls, _behind(line, chosen), strict=True)
        ]

    def _is_between(self, at: int) -> bool:
        """Return whether the lines before and after, in the same form, have texts of the author."""
        lines = self.page.lines
        form = lines[at].tag, lines[at].style
        for near in (lines[max(at - _NEAR, 0) : at][::-1], lines[at + 1 : at + 1 + _NEAR]):
            alike = takewhile(lambda one: (one.tag, one.style) == form, near)
            urls = (self._target(link) for one in alike for link in one.links)
            if not any(map(self.place.has, urls)):
                return False
        return True

    def _target(self, link: Link) -> str:
        return address.target(link.href, self.page, self.place)

    def is_about(self, link: TextLink) -> bool:
        """Return whether a link leads to a text about the author."""
        return self._is_life(link.url) or bool(sections.LIFE.fullmatch(link.title))

    def _is_life(self, url: str) -> bool:
        return bool(_ABOUT.fullmatch(self._inside(url)))

    def _inside(self, url: str) -> str:
        return url.removeprefix(self.place.directory).lower()

    def _is_furniture(self, link: Link, url: str, line: Line, *, dated: bool) -> bool:
        """Return whether a link is only navigation."""
        if not sections.is_furniture(link.text, self.author):
            return False
        is_named = _FORMAT.fullmatch(link.text) and _WORD.search(line.before)
        is_life = self._is_life(url) and not set(fold(self.author).split()).isdisjoint(
            fold(link.text).split()
        )
        if is_named or (self.place.has(url) and is_life):
            return False
        is_filed = dated or re.search(r"(?:^|/)1[5-9]\d\d", self._inside(url))
        return not is_filed or bool(_LIST.fullmatch(self._inside(url)))


def titled(line: Line, *, about: bool) -> Line:
    """Return a line with links that have the whole titles of which some words are outside them.

    As in "Review of <a>The Strike</a>", "<a>1.</a> The Strike".
    """
    links = tuple(_numbered(link) if NUMBER.fullmatch(link.text) else link for link in line.links)
    if label := _LABEL.fullmatch(line.before):
        first = links[0]._replace(after=f" ({label['label']}) {links[0].after}")
        return line._replace(before=label["before"].rstrip(), links=(first, *links[1:]))
    # "From <a>The Miner</a>" is an obituary among others, but else part of a sentence.
    lead = _LEAD.fullmatch(line.before) or (about and _FROM.fullmatch(line.before))
    if lead and re.search(r"\w{3}", links[0].text):
        first = links[0]._replace(text=f"{lead['lead']} {links[0].text}")
        before = line.before[: lead.start("lead")].strip()
        return line._replace(before=before, links=(first, *links[1:]))
    return line._replace(links=links)


def _numbered(link: Link) -> Link:
    """Return a link that is only a number with the title that follows it."""
    title = re.split(r"\s[(\[]", link.after)[0]
    found = dates.find(title)
    if found and title[: found[0].start].rstrip().endswith(","):
        title = title[: found[0].start]
    if not link.text or not re.match(r"[:.]?\s*[“‘\"']?[A-Z]\w", title):
        return link
    return link._replace(text=title.strip(" ,.:;–—-"), after=link.after[len(title) :])


def _is_mentioned(before: str) -> bool:
    """Return whether the words before a link only lead to another text: "(reply to …"."""
    opened = before[max(before.rfind("("), before.rfind("[")) + 1 :]
    is_open = opened != before and not re.search(r"[)\]]", opened)
    words = opened if is_open else before
    return bool(RUNS_ON.search(words) and not _JOINS.fullmatch(words)) or (
        is_open and bool(_WORD.search(opened)) and not opened.rstrip().endswith(":")
    )


def is_in_sentence(line: Line, before: str, *, listed: bool) -> bool:
    """Return whether a link after some words is only part of running text.

    `listed`: its line is that of a list or a table, in which few words may come before it.
    """
    if "pagenote" in line.style or "quote" in line.style or _ONWARD.fullmatch(before):
        return True
    if not before or NUMBER.fullmatch(before) or dates.is_only(before):
        return False
    if len(before) > _LONGEST_BEFORE:
        return True
    if before.endswith(":") or sections.is_part(before):
        return False
    if RUNS_ON.search(before):
        return True
    found = dates.find(before)
    is_dated = found and not re.search(r"\w", before[: found[0].start])
    return not (listed or is_dated or before.endswith(_OPENING))


def each_with_date(links: list[TextLink], before: str) -> list[TextLink]:
    """Give each link the date before it, if all have one there: "1927: A, 1928: B"."""
    said = [before, *(link.after for link in links)]
    found = [dates.find(one) for one in said]
    ends_with_date = (
        len(one) == 1 and not re.search(r"\w", words[one[0].end :])
        for words, one in zip(said[:-1], found, strict=False)
    )
    if len(links) == 1 or found[-1] or not all(ends_with_date):
        return links
    ends = [*(one[0].start for one in found[1:-1]), None]
    return [
        link._replace(date=one[0].words, after=link.after[:end])
        for link, one, end in zip(links, found[:-1], ends, strict=True)
    ]


def addressee(text: str) -> str:
    """Return the words before the date of a letter, as the title: "To Anna Keller"."""
    title = headed(text) if _ADDRESSED.match(text) else ""
    return capitalized(title)


def headed(text: str) -> str:
    """Return the title at the beginning of a text: the part before its date or a bracket."""
    found = dates.find(text)
    text = text[: found[0].start] if found else text
    title = re.split(r"\s[(\[]", text.strip(" ,.:;–—-"), maxsplit=1)[0]
    return title.strip(" ,:;–—-([)]")


def _title(link: Link, line: Line) -> str:
    if _FORMAT.fullmatch(link.text) and line.links[0] is link and headed(line.before):
        return headed(line.before)
    title = _PDF.sub("", link.text).strip(" ,:;").rstrip("([ ")
    return re.sub(r"(?<=[a-z]{3})(?<!\betc)\.$", "", title)


def _before(link: Link, line: Line) -> str:
    """Return the words before a link, unless it is the title."""
    if _FORMAT.fullmatch(link.text):
        return ""
    others = line.links[: line.links.index(link)]
    # Links in a row are no sentence.
    if not re.search(r"\w", line.before + "".join(one.after for one in others)):
        return ""
    parts = (part for one in others for part in (one.text, one.after))
    return " ".join((line.before, *parts)).strip()


def _is_other_format(link: Link, url: str, *, later: bool) -> bool:
    """Return whether a link leads to another format of the text before it, or to an e-book."""
    is_pdf = url.lower().endswith(".pdf")
    text = link.text if later else _PDF.sub("", link.text)
    return (is_pdf and later) or bool(_FILE.fullmatch(text) and (is_pdf or later))


def _behind(line: Line, chosen: Iterable[Link]) -> list[str]:
    """Return the words after each chosen link, up to the next of them."""
    wanted = {id(link) for link in chosen}
    behind: list[str] = []
    for link in line.links:
        if id(link) in wanted:
            behind.append(link.after)
        elif behind:
            words = "" if _FILE.fullmatch(link.text) else link.text
            behind[-1] = f"{behind[-1]} {words} {link.after}"
    return behind
