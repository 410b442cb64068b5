"""The author of an index page: the name and dates of life that the page gives."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sergecli.importers.archive import dates
from sergecli.importers.archive.lines import Line, Page
from sergecli.model.edtf import Date
from sergecli.text.folding import fold

_ABOUT_SITE = re.compile(
    r"(?:the )?\b(?:marxists?[’']?s?[’']? (?:internet )?(?:archive|writers?|library)"
    r"|m\.?i\.?a\.?(?!\w)"
    r"|(?:internet )?archive\b|library|writings? of|works? of|writings by|selected|collected"
    r"|(?:text |date )?index(?: of)?|(?:the )?works|writings|texts?|bibliography"
    r"|(?:home ?|author )?page|reference (?:archive|writers?)|internet"
    r"|encyclop(?:a|ae)?edia of trotskyism(?: on-?line)?|socialist populists and journalists"
    r"|archiv(?:es?|os?|io)?|архив)\b[’']?s?",
    re.IGNORECASE,
)
_PART = re.compile(r"[:|•·»>]|--|\s/|\s[–—-]\s|_{2,}")
_NAME = re.compile(
    r"(?:[^\W\d_][\w.’'-]*|\([^()]{2,40}\)|[“\"][^“”\"]{2,30}[”\"])"
    r"(?: (?:[^\W\d_][\w.’'-]*|\([^()]{2,40}\)|[“\"][^“”\"]{2,30}[”\"])){0,6}"
)
_LIFE = re.compile(
    r"\(?\s{0,3}(?:[Bb](?:orn|\.)?:?\s)?\s{0,3}(?P<born>[^()–—]{0,30}\d{4}\??)"
    r"\s{0,3}(?:[-–—]{1,3}|[,.;](?= [Dd])|to\b)\s{0,3}(?:[Dd](?:ied|\.)?:?\s)?"
    r"\s{0,3}(?P<died>(?:(?!\d{4})[^()–—]){0,30}\d{4}\??|\?)?\s{0,3}\)?\.?(?:, \D*)?"
)
_NO_NAMES = {"", "of", "the", "by", "and", "in", "english", "biography", "marxists", "date", "year"}
_BEGINNING = 40
_SUBTITLE = 3
_AGES = range(10, 116)
_LONGEST, _LONGEST_LIFE = 60, 120


class Author(NamedTuple):
    """An author: the name, empty if the page does not tell it, birth and death."""

    name: str
    born: Date | None = None
    died: Date | None = None
    life_line: int = -1


def read(page: Page) -> Author:
    """Read who the page's author is."""
    lines = page.lines[:_BEGINNING]
    said = [one.strip() for one in re.split(r"[,(/]", page.meta.get("author", ""))]
    known = {fold(one) for one in (page.meta.get("author", ""), *said)}
    # That of a book is in a heading; the title of the page may be only the book's.
    own = [line.text for line in lines if line.level and fold(line.text) in known]
    named = [match[0] for one in own if (match := _NAME.match(one))]
    candidates = [*named, *filter(None, (_name(one) for one in _titles(page, lines)))]
    name = candidates[0] if candidates else ""
    # "Lenin Internet Archive", but "V. I. Lenin" above the list.
    for other in candidates:
        if name and " " not in name and other.split()[-1] == name and other != name:
            name = other
    titles = (page.title, *(line.text for line in lines if line.style == "title"))
    words = re.findall(r"\w+", fold(" ".join(titles)))
    for one in filter(_NAME.fullmatch, said):
        # "Lenin: The State and Revolution", of which only `<meta>` has the whole name.
        family = fold(one).rpartition(" ")[2]
        if family in words and family not in fold(name).split():
            name = one
    return Author(name, *_life(lines, fold(name).rpartition(" ")[2]))


def _titles(page: Page, lines: tuple[Line, ...]) -> Iterator[str]:
    yield page.title
    yield from (line.text for line in lines if line.level in {1, 2})
    yield from (line.text for line in lines if line.style == "title" or line.level == _SUBTITLE)
    yield page.meta.get("author", "")


def _name(text: str) -> str:
    """Return the part of a title that is a name."""
    for part in reversed(_PART.split(text)):
        rest = _ABOUT_SITE.sub(" ", part.strip().strip(" _.,"))
        rest = re.sub(r"^\s*the\s", "", rest, flags=re.IGNORECASE)
        rest = re.sub(r"\(\s*\)|\(?\b\d{4}\b.*", "", rest)
        rest = re.sub(r"\s+", " ", re.sub(r"[’']s\b\s*$", "", rest.strip(" _.,;:-–—"))).strip()
        if rest.lower() in _NO_NAMES:
            continue
        if len(rest) <= _LONGEST and _NAME.fullmatch(rest) and rest.strip('“"')[0].isupper():
            return rest
    return ""


def _life(lines: tuple[Line, ...], family: str) -> tuple[Date | None, Date | None, int]:
    """Return birth, death, and the number of the line that says them."""
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else None
        is_below = above and line.continues_heading(above) and family not in fold(above.text)
        if line.links or is_below:
            # Years below the title of a book are those that it treats.
            continue
        match = _LIFE.search(line.text[:_LONGEST_LIFE])
        if (
            not match
            or match.end() < len(line.text)
            or re.search(r"\d", line.text[: match.start()])
        ):
            continue
        born = dates.read(_day(match["born"])).date
        died = dates.read(_day(match["died"] or "")).date
        if born and not (died and died.latest.year - born.earliest.year not in _AGES):
            return born, died, number
    return None, None, -1


def _day(words: str) -> str:
    found = dates.find(words)
    return found[-1].words if found else ""
