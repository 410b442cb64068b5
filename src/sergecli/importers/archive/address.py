"""The address of a page of the archive, and the targets of its links."""

import re
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from sergecli.importers.archive.lines import Page
from sergecli.text.folding import fold
from sergecli.text.sanitize import is_web_address

ARCHIVE = "https://www.marxists.org/"
_HOSTS = frozenset({"www.marxists.org", "marxists.org", "secure.marxists.org"})
_SAVED = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(\S{1,500})", re.IGNORECASE)
_KEPT_COPY = re.compile(r"https?://web\.archive\.org/web/\d{1,14}[a-z_]{0,5}/(?=https?:)")
_DIRECTORY = re.compile(r"[a-z][a-z0-9_-]{1,40}")
_AUTHORS = re.compile(r"/archive/([a-z][a-z0-9_-]{1,40})/")
_EBOOKS = re.compile(r"/ebooks/([a-z][a-z0-9_-]{1,40})/")
# Not texts: files to download, pictures, sounds.
_FILES = re.compile(
    r"\.(?:epub|mobi|azw3?|prc|zip|gz|docx?|rtf|odt|mp3|m4a|ogg|wav|mp4|avi|mov|ram?|jpe?g|gif|png"
    r"|svg|css|js|exe|xml|rss|m3u|lit)$",
    re.IGNORECASE,
)
# Parts of the archive that have no texts by an author.
_OTHER_PARTS = re.compile(
    r"/(?:glossary|ebooks|admin|css|search|contact|img|images|audiobooks|webmaster)(?:/|\.|$)"
)
# The index page of another author, of a subject or of a language.
_INDEX = re.compile(
    r"/(?:(?:archive|subject|reference/archive|history)/[^/]+/?|[a-z-]+/(?:archive|arkiv)?/?)?"
    r"(?:[^/]+/)?(?:index\.html?|default\.html?)?$"
)
_CYRILLIC = re.compile("[а-яё]{4}", re.IGNORECASE)
# How many steps an author's page usually is below the top, as the way to its style sheet tells.
_USUAL_LEVELS = 2
_STYLE_SHEETS = re.compile(r"""href=["']?((?:\.\./)+)css/""", re.IGNORECASE)
_LANGUAGES = {
    "francais": "fr", "deutsch": "de", "espanol": "es", "italiano": "it", "russkij": "ru",
    "portugues": "pt", "nederlands": "nl", "svenska": "sv", "dansk": "da", "norsk": "no",
    "suomi": "fi", "polski": "pl", "cestina": "cs", "magyar": "hu", "romana": "ro",
    "turkce": "tr", "ellinika": "el", "catala": "ca", "chinese": "zh", "nihon": "ja",
    "srpshrva": "sh", "slovenian": "sl", "bulgarian": "bg", "arabic": "ar", "farsi": "fa",
}  # fmt: skip
# Names that browsers give a saved file, which say nothing about its directory.
_ANY_FILE = frozenset({"index", "default", "page", "saved", "archive", "works", "author", "test"})


class Place(NamedTuple):
    """The address of a page; `assumed` if neither the page nor the user says it."""

    url: str
    assumed: bool = False

    @property
    def directory(self) -> str:
        """Return the address of its directory, with a slash at the end."""
        return self.url.rpartition("/")[0] + "/"

    def has(self, url: str) -> bool:
        """Return whether an address lies in the author's directory."""
        return url.startswith(self.directory)

    @property
    def language(self) -> str:
        """Return the language of the archive's section that contains it."""
        first = urlsplit(self.url).path.split("/")[1]
        return _LANGUAGES.get(first, "en")


def place(page: Page, text: str, file: str, author: str, known: str = "") -> Place:
    """Return the address of a page: from what it says, its links, or else its file or author.

    `file` may itself be an address; `known` is that in the author's catalogue. If nothing
    else is known, the archive's usual form, `/archive/NAME/`, is used.
    """
    said = [file, *_SAVED.findall(text[:4096])]
    said += [page.base, page.meta.get("og:url", "")]
    usual = f"{ARCHIVE}{_part(page, text)}{_name(page, file, author)}/"
    url = next(filter(None, map(ours, said)), "")
    full = url or ours(known) or usual
    return Place(full if full.rpartition("/")[2] else f"{full}index.htm", assumed=not url)


def _part(page: Page, text: str) -> str:
    """Return the part of the archive, judged by how far the page is below the top."""
    ups = [up.count("..") for up in _STYLE_SHEETS.findall(text)]
    levels = max(ups, default=_USUAL_LEVELS)
    if levels == _USUAL_LEVELS + 1:
        return "reference/archive/"
    if levels == _USUAL_LEVELS + 2:
        return (
            "subject/women/authors/" if "women" in text[:4096].lower() else "history/etol/writers/"
        )
    language = page.language[:2] or ("ru" if _CYRILLIC.search(page.title) else "")
    section = next((name for name, tag in _LANGUAGES.items() if tag == language), "")
    return f"{section}/" if section else "archive/"


def _name(page: Page, file: str, author: str) -> str:
    """Return the name of the author's directory: of the file, of a link, or else the last name."""
    words = re.findall(r"[a-z0-9]+", fold(author))
    stem = PurePath(file).stem.lower()
    names = [stem] if _DIRECTORY.fullmatch(stem) and stem not in _ANY_FILE else []
    links = [link.href for line in page.lines for link in line.links]
    for pattern in (_EBOOKS, _AUTHORS):
        names += [match[1] for href in links if (match := pattern.search(href))]
    # "keller" and "keller-anna" are of Anna Keller.
    known = "".join((*words, *reversed(words)))
    likely = (one for one in names if not words or one.replace("-", "")[:5] in known)
    return next(likely, words[-1] if words else "author")


def ours(url: str) -> str:
    """Return an address of the archive in its usual form; "" for one that is not the archive's."""
    url = re.sub(r"[\t\r\n]", "", _KEPT_COPY.sub("", url.strip())).replace("\\", "/")
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and parts.netloc.lower() in _HOSTS
    except ValueError:
        return ""
    path = re.sub(r"/{2,}", "/", parts.path or "/").replace(" ", "%20")
    usual = ARCHIVE[:-1] + path + (f"#{parts.fragment}" if parts.fragment else "")
    return usual if known and is_web_address(usual) else ""


def target(href: str, page: Page, place: Place) -> str:
    """Return the address of the text to which a link leads; "" if it leads to none.

    Other sites, files to download, pictures, glossaries, and the index pages of authors,
    subjects and languages are not texts.
    """
    href = re.sub(r"[\t\r\n]", "", href).replace("\\", "/").strip()
    try:
        # A page that says it belongs elsewhere does.
        url = ours(urljoin(urljoin(place.url, page.base), href))
    except ValueError:
        return ""
    path = url.removeprefix(ARCHIVE[:-1]).partition("#")[0].partition("?")[0]
    own = {place.directory + name for name in ("", "index.htm", "index.html")}
    is_text = (
        not (_FILES.search(path) or _OTHER_PARTS.search(path))
        and url not in own
        and url.partition("#")[0] != place.url
        and (place.has(url) or not _INDEX.fullmatch(path))
    )
    return url if is_text else ""
