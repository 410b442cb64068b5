"""Turns real-world HTML into lines.

The pages are of all ages: tags in capitals, unclosed or wrongly nested, layout by tables.
lxml's parser, which never refuses a page, builds the tree; here it is only walked.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from sergecli.importers import base
from sergecli.importers.archive.lines import Line, Link, Page, cleaned

_SKIPPED_TAGS = """
script style noscript template select option button iframe object svg map textarea title head math
audio video
"""
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_BLOCK_TAGS = """
p div li dt dd td th tr table ul ol dl dir menu blockquote center h1 h2 h3 h4 h5 h6 hr pre address
form fieldset section article header footer nav main aside body caption figure
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "dl", "dir", "menu"})
_ITALICS = frozenset({"i", "em", "cite"})
_EMPHASIS = frozenset({"b", "strong", "u", *_ITALICS})
# If a page leaves thousands of these open, they are ignored.
_INLINE = re.compile(
    r"</?(?:font|b|i|em|strong|u|small|big|span|tt|center)\b[^<>]*>", re.IGNORECASE
)
_TOO_DEEP = etree.ErrorTypes.ERR_RESOURCE_LIMIT
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url\s*=\s*['\"]?([^'\" ]+)", re.IGNORECASE)
# Wider tables do not list works, and following their row spans would take long.
_MOST_COLUMNS = 100
_INDENT = 3
# A longer link, or one over more lines, was not closed.
_MOST_BREAKS = 2
_LONGEST_TITLE = 200
_NBSP = "\u00a0"


@lru_cache(maxsize=1)
def read(text: str) -> Page:
    """Read a page; one that has nothing to read is empty."""
    root, is_whole = _tree(text)
    if not is_whole:
        root, is_whole = _tree(_INLINE.sub("", text))
    if not is_whole:
        raise base.not_this_format("is nested too deeply to be read")
    if root is None:
        return Page((), "", {}, "", "", ())
    walker = _Walker()
    walker.walk(root)
    return Page(
        tuple(walker.lines),
        cleaned("".join(next(root.iter("title"), etree.Element("title")).itertext())),
        {
            (one.get("name") or one.get("property") or "").lower(): cleaned(
                one.get("content") or ""
            )
            for one in root.iter("meta")
        },
        next((one.get("href") for one in root.iter("base") if one.get("href")), ""),
        root.get("lang") or "",
        tuple(filter(None, map(_other, root.iter("frame", "area", "meta")))),
    )


def _other(element: etree._Element) -> str:
    refresh = _REFRESH.search(element.get("content") or "")
    return element.get("src") or element.get("href") or (refresh[1] if refresh else "")


def _tree(text: str) -> tuple[etree._Element | None, bool]:
    """Build the tree of a page, and tell whether it is whole: the parser goes 2,048 deep."""
    # The text is UTF-8 by now, even if the page declares another encoding.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    return root, all(error.type != _TOO_DEEP for error in parser.error_log)


class _Table:
    """A table: its number, and the row and the column of the cell that is read."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.row, self.column = 0, -1
        # The columns that a cell covers, and for how many rows more.
        self._covered: dict[int, int] = {}

    def begin_row(self, number: int) -> None:
        self.row, self.column = number, -1
        self._covered = {at: left - 1 for at, left in self._covered.items() if left > 1}

    def begin_cell(self, span: str) -> None:
        self.column += 1
        while self.column in self._covered:
            self.column += 1
        if span.isdecimal() and self.column < _MOST_COLUMNS:
            self._covered[self.column] = int(span[:4])


@dataclass
class _OpenLink:
    """A link that is being read, what follows it, and its words that are not set as a title."""

    href: str
    words: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    outside_book: list[str] = field(default_factory=list)
    italics: list[str] = field(default_factory=list)

    def closed(self) -> Link:
        words, outside = "".join(self.words), "".join(self.outside_book)
        in_book = outside.strip() != words.strip() and not re.search(r"[^\W\d]", outside)
        after, italics = cleaned("".join(self.after)), tuple(map(cleaned, self.italics))
        return Link(cleaned(words), self.href.strip(), after, in_book, italics)


class _Walker:
    """Collects the lines of a tree."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._before: list[str] = []
        self._links: list[_OpenLink] = []
        self._emphasised: list[str] = []
        self._plain = False
        self._number = 0
        self._href: str | None = None
        self._emphasis = self._italics = self._book = self._block = 0
        self._tables: list[_Table] = []
        self._blocks: list[etree._Element] = []
        self._gap = self._rule = False

    def walk(self, root: etree._Element) -> None:
        """Go through the tree, without recursion: old pages leave a thousand tags open."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in _SKIPPED:
                    walker.skip_subtree()
                    continue
                self._start(tag, element)
                self._add(element.text, element)
            else:
                if tag not in _SKIPPED:
                    self._end(tag, element)
                self._add(element.tail, element)
        self._finish()

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag == "br" and self._links and _is_in_title(element):
            self._links[-1].words.append(" ")
        elif tag == "br":
            said = self._finish()
            self._gap |= not said
        elif tag in _BLOCKS:
            self._finish()
            self._block += 1
            self._blocks.append(element)
            self._rule |= tag == "hr"
            if tag == "table":
                self._tables.append(_Table(self._block))
            elif tag == "tr" and self._tables:
                self._tables[-1].begin_row(self._block)
            elif tag in {"td", "th"} and self._tables:
                self._tables[-1].begin_cell(element.get("rowspan") or "")
        elif tag == "a" and element.get("href") is not None:
            self._href = element.get("href") or ""
            last = self._links[-1] if self._links else None
            if last and last.href == self._href and not "".join(last.after).strip():
                last.words += last.after
                last.after = []
            else:
                self._links.append(_OpenLink(self._href))
        self._emphasis += tag in _EMPHASIS
        self._italics += tag in _ITALICS
        self._book += _is_book(tag, element)

    def _end(self, tag: str, element: etree._Element) -> None:
        if tag in _BLOCKS:
            self._finish()
            self._block += 1
            self._blocks.pop()
            if tag == "table" and self._tables:
                self._tables.pop()
        elif tag == "a":
            self._href = None
        self._emphasis -= tag in _EMPHASIS
        self._italics -= tag in _ITALICS
        self._book -= _is_book(tag, element)

    def _add(self, text: str | None, element: etree._Element) -> None:
        """Add the text in or after an element; in `<pre>` each of its lines is one."""
        is_split = text and "\n" in text and any(one.tag == "pre" for one in self._blocks)
        for number, words in enumerate((text or "").split("\n") if is_split else [text or ""]):
            if number:
                self._finish()
            self._add_words(words, element)

    def _add_words(self, text: str, element: etree._Element) -> None:
        if text.strip() and not self._number:
            self._number = (element.sourceline or 0) + text[: -len(text.lstrip())].count("\n")
        if self._href is not None:
            if not self._links:
                self._links.append(_OpenLink(self._href))
            self._links[-1].words.append(text)
            self._links[-1].outside_book += [] if self._book else [text]
            self._links[-1].italics += [text] if self._italics else []
            return
        (self._links[-1].after if self._links else self._before).append(text)
        if text.strip() and self._emphasis:
            self._emphasised.append(cleaned(text))
        self._plain |= bool(text.strip()) and not self._emphasis

    def _finish(self) -> bool:
        """End the line; return whether it said anything."""
        before = "".join(self._before)
        links = tuple(one.closed() for one in self._links)
        said = bool(cleaned(before) or any(link.text or link.after for link in links))
        if said:
            indent = len(before) - len(before.lstrip(" \t\r\n" + _NBSP))
            blanks = before[:indent].count(_NBSP) >= _INDENT
            level = max((_HEADINGS.get(one.tag, 0) for one in self._blocks), default=0)
            depth = sum(one.tag in _LISTS for one in self._blocks)
            block = self._blocks[-1] if self._blocks else etree.Element("html")
            table = self._tables[-1] if self._tables else _Table(0)
            self.lines.append(
                Line(
                    self._number, cleaned(before), links, tuple(self._emphasised),
                    bool(self._emphasised) and not self._plain, level,
                    depth + blanks, self._block, table.number, table.row,
                    max(table.column, 0), block.tag, block.get("class") or "",
                    self._gap or self._rule, self._rule,
                )
            )  # fmt: skip
            self._gap = self._rule = False
        self._before, self._links, self._emphasised = [], [], []
        self._plain, self._number = False, 0
        return said


def _is_in_title(element: etree._Element) -> bool:
    """Return whether a line break is inside the words of a link, and the link is only a title."""
    link = next(element.iterancestors("a"), None)
    if link is None or not link.get("href") or len(link.findall(".//br")) > _MOST_BREAKS:
        return False
    follows = bool((element.tail or "").strip()) or element.getnext() is not None
    return follows and len("".join(link.itertext())) <= _LONGEST_TITLE


def _is_book(tag: str, element: etree._Element) -> bool:
    return tag == "span" and element.get("class") == "book"
