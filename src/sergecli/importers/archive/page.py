"""An author's index page of the Marxists Internet Archive, saved from the browser.

A page is a list of lines (`markup`). A line that leads to a text is an entry; its date
is after the title, before it, in another cell of its row, or in a heading above
(`texts`). The words after a title are read by `remarks`.
"""

import re
from collections import defaultdict
from typing import Any

from sergecli.importers.archive import address, dates, letters, markup, remarks, sections
from sergecli.importers.archive import author as page_author
from sergecli.importers.archive.address import Place
from sergecli.importers.archive.author import Author
from sergecli.importers.archive.date_forms import Dated
from sergecli.importers.archive.entries import Text, Unread
from sergecli.importers.archive.lines import Page
from sergecli.importers.archive.remarks import Remark
from sergecli.importers.archive.texts import Reader
from sergecli.importers.base import clean, not_this_format
from sergecli.importers.entry import Entry
from sergecli.model import work_ids
from sergecli.model.edtf import Date, Kind
from sergecli.model.kinds import WHOLE_BOOKS
from sergecli.model.work import Head
from sergecli.text.folding import fold

Values = dict[str, Any]
_LONGEST_LABEL = 80
_BELOW = re.compile(r"(?!images?/|photos?/|bio)(?:[\w-]+/)*[\w-]+\.html?", re.IGNORECASE)
_ABOVE = re.compile(r"(?:\.\./)+(?:index\.html?)?", re.IGNORECASE)
_UNKNOWN_PLACE = "the author’s index is above this page; give the page’s own with --address"
_YEAR = re.compile(r"\W*\d{4}\W*")
_START_DATE = re.compile(r"([^:.–—]{4,40}\d)\s?(?:[:.]\s|\s[–—-]\s|—)(?=\S)")
_END_DATE = re.compile(r"(?<=\S)\s*[(\[]([^()\[\]]{3,40})[)\]]$")


def head(text: str, file: str = "") -> Head:
    """Return the head of a catalogue of the page's author."""
    page = markup.read(text)
    author = page_author.read(page)
    return _head(author, address.place(page, text, file, author.name), page)


def _head(author: Author, place: Place, page: Page) -> Head:
    """Make a head; a page of the English part of the archive may say that it is not English."""
    said = page.language.lower().partition("-")[0]
    is_other = place.language == "en" and re.fullmatch(r"[a-z]{2}", said)
    return Head(
        title=f"The Writings of {author.name}",
        author=author.name,
        born=author.born,
        died=author.died,
        language=said if is_other else place.language,
        archive="Marxists Internet Archive",
        archive_url=place.directory,
    )


def read(text: str, head: Head | None, file: str = "") -> list[Entry]:
    """Read the entries of a page; `file` is its name or address.

    Raises CatalogueError for a page that has no texts.
    """
    page = markup.read(text)
    author = page_author.read(page)
    name = author.name or (head.author if head else "")
    known = head.archive_url if head and head.author == name else ""
    place = address.place(page, text, file, name, known)
    reader = Reader(page, place, name, author.life_line)
    reader.read()
    if not reader.texts:
        other = _index(page)
        hint = f"; save the page to which it leads, {other}" if other else ""
        raise not_this_format(f"has no links to texts of the archive{hint}")
    if place.assumed:
        reader.unread += _ways_up(page, fold(name).rpartition(" ")[2])
    head = head or _head(author, place, page)
    return _Records(reader, head, author, place).entries()


def _index(page: Page) -> str:
    """Return where a page without texts has those of its author: "works/index.htm"."""
    links = (link.href for line in page.lines for link in line.links)
    others = [one for one in (*page.others, *links) if _BELOW.fullmatch(one)]
    return min(others, key=lambda one: "works" not in one, default="")


def _ways_up(page: Page, family: str) -> list[Unread]:
    """Return the links to the author's index above the page, such as the page of a book has."""
    return [
        Unread(line.number, link.text, _UNKNOWN_PLACE)
        for line in page.lines
        for link in line.links
        if _ABOVE.fullmatch(link.href) and family in re.findall(r"\w+", fold(link.text))
    ][:1]


class _Records:
    """Makes records of the texts."""

    def __init__(self, reader: Reader, head: Head, author: Author, place: Place) -> None:
        self._reader = reader
        self._head = head
        self._author = author
        self._name = author.name or head.author
        self._family = fold(self._name).rpartition(" ")[2]
        self._place = place
        free = work_ids.Free(set())
        self._ids = {text: free.made(text.title) for text in reader.texts}
        self._remarks = {text: remarks.read(text.remark, text.emphasised) for text in reader.texts}
        self._dated: dict[Text, Dated] = {}
        # Translations of the same text name each other.
        self._alternatives: defaultdict[Text, list[Text]] = defaultdict(list)
        for text in reader.texts:
            if text.alternative:
                self._alternatives[text].append(text.alternative)
                self._alternatives[text.alternative].append(text)
        self._titled = {fold(text.title): text for text in reversed(reader.texts)}

    def entries(self) -> list[Entry]:
        texts = self._reader.texts
        for text, following in zip(texts, [*texts[1:], None], strict=True):
            self._dated[text] = self._date(text, following)
        entries = [self._entry(text) for text in texts]
        left = [
            Entry(clean(one.text)[:_LONGEST_LABEL], one.number, {}, skipped=one.why)
            for one in self._reader.unread
        ]
        return sorted([*entries, *left], key=lambda one: one.line) if left else entries

    def _date(self, text: Text, following: Text | None) -> Dated:
        """Find the date of a text, the nearest first."""
        remark = self._remarks[text]
        words = [one.words for one in remark.dates if one.has_year]
        partly = [one.words for one in remark.dates if not one.has_year] or [remark.month]
        nearest = next(filter(None, (*words, *text.dates, text.context)), "")
        if partly[0] and _YEAR.fullmatch(nearest):
            return dates.read(partly[0], nearest)
        words += [*text.dates, *filter(None, partly)]
        words += [one.words for one in remark.aside]
        if not words and following and following.line is text.line and following.whole is not text:
            # "A, B and C, 1917" dates all three.
            words = [one.words for one in self._remarks[following].dates if one.has_year]
        words = words or _taken_from_title(text)
        if words:
            dated = dates.read(words[0], text.context)
            for other in text.dates:
                # "May 1905" in a cell beside the title says more than "1905" after it.
                exact = dates.read(other, text.context)
                if dated.date and exact.date and _is_within(exact.date, dated.date):
                    return exact
            return dates.mended(words[0], dated, self._author.born)
        whole = text.whole or text.alternative
        if whole:
            return self._dated.get(whole, Dated())._replace(doubt="")
        return self._in_title(text) or dates.read(text.context)

    def _in_title(self, text: Text) -> Dated | None:
        """Read the date with which a title ends, where the headings do not contradict it."""
        found = dates.find(text.title)
        if not found or found[-1].end < len(text.title.rstrip(" ).]")) or not found[-1].start:
            return None
        title = text.title[: found[-1].start].rstrip()
        if not title.endswith((",", "–", "-", "—", "(", "[", ":")):
            return None
        dated = dates.read(found[-1].words, text.context)
        if not dated.date:
            return None
        context = dates.read(text.context).date or dated.date
        if dated.date.latest < context.earliest or context.latest < dated.date.earliest:
            return None
        # "1904 to 1905" after a colon are the years that a text treats, but "1904/05" its date.
        is_period = dated.date.kind is Kind.INTERVAL and "/" not in found[-1].words
        if is_period and title.endswith((":", "–", "-", "—")):
            return None
        return dated

    def _entry(self, text: Text) -> Entry:
        remark, dated = self._with_author(text), self._dated[text]
        kind = self._kind(text, remark)
        parties = letters.parties(text.title) if kind == "letter" else letters.Parties()
        if parties.sender and fold(parties.sender).split()[-1] != self._family:
            remark = remark._replace(by=remark.by or (parties.sender,))
        whole = self._titled.get(fold(remark.extract_of)) if remark.extract_of else None
        doubts = [dated.doubt] if dated.doubt else []
        note = [*remark.rest]
        if remark.extract_of and not whole:
            note.append(f"from {remark.extract_of}")
        said = re.sub(r"(?<=\d)-(?=\d)", "–", "; ".join(f"“{one}”" for one in note))
        values: Values = {
            "id": self._ids[text],
            "title": text.title,
            "kind": kind,
            "date": str(dated.date or ""),
            "index_date": dated.words,
            "authors": self._authors(text, remark),
            "attribution": self._attribution(text, remark),
            "signed_as": remark.signed_as,
            "recipient": parties.recipient,
            "part_of": self._ids[text.whole] if text.whole else "",
            "extract_of": self._ids[whole] if whole and whole is not text else "",
            "see": [self._ids[one] for one in self._alternatives[text]],
            "url": text.url,
            "note": f"The archive’s page adds: {said}." if said else "",
            "sources": [self._place.url],
        }
        translators = remark.translators or text.section.translators
        if remark.first:
            day = {"date": values["date"]} if dated.date else {}
            values["first_publication"] = {**remark.first, **day}
        if translators:
            values["reproduced_from"] = {"translators": list(translators)}
        # An empty list says that it is nobody's that the page names.
        always = {"authors"} if values["attribution"] else set()
        kept = {name: one for name, one in values.items() if one or name in always}
        told = (*doubts, *([f"{said} (in the note only)"] if said else []))
        return Entry(clean(text.title)[:_LONGEST_LABEL], text.line.number, kept, "", told)

    def _with_author(self, text: Text) -> Remark:
        """Return the remark of a text; a person named after one about the author wrote it."""
        remark = self._remarks[text]
        is_about = text.section.about or self._family in re.findall(r"\w+", fold(text.title))
        names = [one for one in remark.rest if letters.person(one)]
        if text.section.about:
            # Also in the words of the link: "A Life, by Max Beer et al."
            named = text.title.partition(" by ")[2].removesuffix(" et al.").removeprefix("by ")
            names += filter(None, [letters.person(named)])
        if remark.by or not is_about or not names:
            return remark
        rest = tuple(one for one in remark.rest if one not in names)
        return remark._replace(by=tuple(names), rest=rest)

    def _kind(self, text: Text, remark: Remark) -> str:
        title = remarks.kind_of_title(text.title)
        if text.section.about:
            biography = "biograph" in fold(text.title) or fold(text.title).startswith("life of")
            plain = "biography" if biography else "text"
            return remark.kind or text.section.kind or title or plain
        if sections.is_alternative(text.title) and "extract" in fold(text.title):
            return "extract"
        book = "book" if text.book else ""
        section = "" if text.whole and text.section.kind in WHOLE_BOOKS else text.section.kind
        return remark.kind or title or section or book or "text"

    def _authors(self, text: Text, remark: Remark) -> list[str]:
        if remark.by or text.by:
            return list(remark.by or (text.by,))
        if text.section.about or text.section.attributed:
            return []
        if remark.with_:
            return [*filter(None, [self._name]), *remark.with_]
        return [] if self._name == self._head.author else [self._name]

    def _attribution(self, text: Text, remark: Remark) -> str:
        if text.section.attributed:
            return "attributed"
        is_letter = text.section.kind == "letter"
        names_author = not is_letter and remark.by and self._family in fold(text.title).split()
        if text.section.about or names_author:
            return "about"
        return "other" if remark.by and self._name not in remark.by else ""


def _taken_from_title(text: Text) -> list[str]:
    """Take from a title the date with which it ends or begins."""
    title = text.title
    if (match := _END_DATE.search(title)) and dates.is_only(match[1]):
        text.title = title[: match.start()]
        return [match[1]]
    if (match := _START_DATE.match(title)) and dates.is_only(match[1]):
        text.title = title[match.end() :]
        return [match[1]]
    head, _, last = title.partition(", ")
    if text.section.kind == "letter" and dates.is_day(last):
        text.title = head
        return [last]
    return []


def _is_within(date: Date, other: Date) -> bool:
    return date != other and other.earliest <= date.earliest and date.latest <= other.latest
