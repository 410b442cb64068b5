"""An author's index page of the Marxists Internet Archive, saved from the browser.

The way of a page: `markup` makes lines of its HTML, and `rows` finds the dates beside them.
`author` and `address` read whose page it is, and where. `texts` goes through the lines: `links`
knows which lead to texts, `shapes` what any other line is, `outline` what the headings above
say, `wholes` which text is part of which. `remarks` reads the words after a title, `dating`
chooses the date, and `records` makes the fields.
"""

import re
from itertools import pairwise

from sergecli.importers.archive import address, markup
from sergecli.importers.archive import author as page_author
from sergecli.importers.archive.address import Place
from sergecli.importers.archive.author import Author
from sergecli.importers.archive.entries import Text, unread
from sergecli.importers.archive.lines import Line, Page
from sergecli.importers.archive.records import Records
from sergecli.importers.archive.sections import WORKS
from sergecli.importers.archive.texts import Reader
from sergecli.importers.base import not_this_format
from sergecli.importers.entry import Entry
from sergecli.model.work import Head
from sergecli.text.folding import fold

_BELOW = re.compile(r"(?!images?/|photos?/|bio)(?:[\w-]+/)*[\w-]+\.html?", re.IGNORECASE)
_ABOVE = re.compile(r"(?:\.\./)+(?:index\.html?)?", re.IGNORECASE)
_UNKNOWN_PLACE = "the author’s index is above this page; give the page’s own with --address"


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
    ways_up = _ways_up(page, fold(name).rpartition(" ")[2])
    texts, left = reader.texts, reader.unread
    if place.assumed:
        left += ways_up
    title = _book_title(page, name) if ways_up else None
    if title:
        texts = _chapters(texts, title, place)
    head = head or _head(author, place, page)
    made = Records(texts, author, head.author, place.url).entries()
    return sorted((*made, *left), key=lambda entry: entry.line)


def _index(page: Page) -> str:
    """Return where a page without texts has those of its author: "works/index.htm"."""
    links = (link.href for line in page.lines for link in line.links)
    others = [one for one in (*page.others, *links) if _BELOW.fullmatch(one)]
    return min(others, key=lambda one: "works" not in one, default="")


def _ways_up(page: Page, family: str) -> list[Entry]:
    """Return the links to the author's index above the page, such as the page of a book has."""
    return [
        unread(line, _UNKNOWN_PLACE, link.text)
        for line in page.lines
        for link in line.links
        if _ABOVE.fullmatch(link.href) and family in re.findall(r"\w+", fold(link.text))
    ][:1]


def _book_title(page: Page, name: str) -> Line | None:
    """Return the only `<h1>` of the page of a book: its title, below the name of the author."""
    headings = [line for line in page.lines if line.level]
    below = [line for above, line in pairwise(headings) if fold(above.text) == fold(name)]
    titles = [line for line in headings if line.level == 1]
    is_title = titles and titles[:1] == below[:1] and fold(titles[0].text) in fold(page.title)
    return titles[0] if is_title and len(titles) == 1 else None


def _chapters(texts: list[Text], title: Line, place: Place) -> list[Text]:
    """Make the texts in the directory of a book's page parts of the book."""
    url = "" if place.assumed else place.url
    book = Text(title.text, url, title, WORKS, context=texts[0].context, book=True)
    for text in texts:
        if not text.whole and place.has(text.url):
            text.whole = book
    return [book, *texts]
