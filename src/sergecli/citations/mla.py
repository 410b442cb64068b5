"""The MLA Handbook, 9th edition.

The reference implementation is the CSL style `modern-language-association`;
the numbers in brackets are sections of the handbook.
"""

import re
from functools import partial
from typing import TYPE_CHECKING

from sergecli.citations import base, capitals, contributors, date_forms, markup, numbers, titles
from sergecli.citations.base import Hint, Style
from sergecli.citations.capitals import MLA
from sergecli.citations.contributors import Written
from sergecli.citations.markup import Markup, affix, group, italic, plain
from sergecli.citations.name_forms import Row
from sergecli.model import degrees, edition_statements
from sergecli.model.csl import BOOKS, DATA_SET, LETTER, ONLINE, THESIS, Reference
from sergecli.model.edtf import Date
from sergecli.text.english import capitalized

if TYPE_CHECKING:
    from sergecli.citations.locators import Locator

_AGAIN = "---"
_LEAD_ROW = Row(least=3, shown=1, serial=True, comma=True)
_ROW = Row(least=3, shown=1)
_UNIVERSITY, _PRESS = re.compile(r"\bUniversit(?:y|é)\b"), re.compile(r"\bPress\b")
_ITALIC = frozenset({"book", DATA_SET, THESIS})


def entry(reference: Reference, hint: Hint) -> Markup:
    """Write one entry of the works cited, with its full stop."""
    reference = titles.undated(reference)
    lead, rest = _lead(reference, hint)
    written = contributors.written(_ROW, hint)
    whole = group(
        ". ",
        plain(_again(reference, hint)) if hint.repeated else lead,
        _title(reference) if rest.title else (),
        *_about(rest, written),
        _container(reference, rest, written),
        _archive(rest),
        _end(rest),
    )
    return markup.american(affix("", whole, "."))


# --- authors and titles (MLA 5.3–5.30) ---------------------------------------


def _lead(reference: Reference, hint: Hint) -> tuple[Markup, Reference]:
    names = contributors.leads(reference)
    if not names:
        return _title(reference), titles.without_title(reference)
    lead = contributors.inverted(names, _LEAD_ROW, hint) + _after_names(reference)
    return plain(lead), contributors.without_lead(reference)


def _after_names(reference: Reference) -> str:
    """Write " [published as Le Rétif]" (5.12–5.15, 5.122), or ", editor"."""
    signed = contributors.pseudonym(reference, "published as {}", _ROW)
    return signed + contributors.editor_label(reference, ", editor", ", editors")


def _again(reference: Reference, hint: Hint) -> str:
    """Write "---, editor" or "---, et al." for the people named in the previous entry."""
    more = ", et al." if _LEAD_ROW.is_cut(contributors.leads(reference), hint.shown) else ""
    return f"{_AGAIN}{more}{_after_names(reference)}"


def _title(reference: Reference) -> Markup:
    """Write a book's title in italics, others in quotation marks (5.29)."""
    if titles.is_only_review(reference):
        return _reviewed(reference)
    return titles.shown(reference, rule=MLA, alone=_is_book(reference))


def _reviewed(reference: Reference) -> Markup:
    authors = contributors.written(_ROW)(reference.reviewed_author)
    return capitals.capital_first(titles.reviewed(reference, authors))


def _is_book(reference: Reference) -> bool:
    return reference.whole_book or reference.type in _ITALIC


def _about(reference: Reference, written: Written) -> list[Markup]:
    """Return what is about the text itself: its date, its translators (5.105–5.108)."""
    day = reference.letter_date or reference.written
    dated = _date(day, date_forms.DAY_FIRST)
    if not _original(reference):
        dated = dated or _date(reference.original_date, date_forms.YEAR)
    text = contributors.split(reference)[0] if reference.type == "chapter" else reference
    helped = [] if reference.type == "book" else contributors.helped(text, written)
    return [
        () if titles.is_only_review(reference) else _reviewed(reference),
        affix("Attributed to ", plain(written(reference.attributed_to))),
        plain(capitalized(dated)),
        *map(capitals.capital_first, helped),
    ]


# --- containers (MLA 5.31–5.99) ----------------------------------------------


def _container(whole: Reference, reference: Reference, written: Written) -> Markup:
    """Write the first container; an online text has no other.

    After that of a thesis come the university and what kind of thesis it is (5.113).
    """
    thesis = reference.type == THESIS
    book = titles.italic_title(reference, "excerpt-from", rule=MLA)
    site = titles.italic_title(reference, "container-title", rule=MLA)
    if reference.type == LETTER or _is_unpublished(reference):
        site = _held(reference)
    helped = _helped(reference, written) if reference.type in BOOKS else []
    edition = edition_statements.written(reference.edition)
    house = titles.text(abbreviated(reference.publisher))
    container = group(
        ", ",
        site,
        affix("by ", plain(written(reference.container_author))),
        plain(reference.periodical_series.replace("n.s.", "new ser.")),
        *helped,
        plain(edition if site or helped else capitalized(edition)),
        affix("Version ", plain(reference.version)),
        plain(_volume(whole)),
        plain(numbers.labelled(reference.issue, "no.", "nos.")),
        () if thesis else house,
        plain(_issued(reference)),
        plain(numbers.labelled(numbers.pages(reference.page, least=2), "p.", "pp.")),
        () if _has_archive(reference) else markup.link(reference.url),
    )
    kind = degrees.names(reference.genre).mla
    return group(". ", book, container, group(", ", house, plain(kind)) if thesis else ())


def abbreviated(publisher: str) -> str:
    """Write "U of Chicago P" and "Oxford UP" for academic presses and universities (5.61)."""
    if not _UNIVERSITY.search(publisher):
        return publisher
    return _PRESS.sub("P", _UNIVERSITY.sub("U", publisher)).replace("U P", "UP")


def _archive(reference: Reference) -> Markup:
    """Write the second container: the archive that holds the text (5.31–5.37)."""
    if not _has_archive(reference):
        return ()
    return group(", ", _held(reference), markup.link(reference.url))


def _has_archive(reference: Reference) -> bool:
    return reference.type == THESIS or bool(reference.type not in ONLINE and reference.archive)


def _is_unpublished(reference: Reference) -> bool:
    """Return whether a letter or another text is only in an archive, if anywhere."""
    return reference.type in ONLINE and not (reference.url or reference.container_title)


def _held(reference: Reference) -> Markup:
    """Write "_ProQuest_, 10291", or "box 3, Serge Papers, Beinecke Library" (5.93, 5.99)."""
    name, location = titles.text(reference.archive), titles.text(reference.archive_location)
    if _is_unpublished(reference):
        return capitals.capital_first(group(", ", location, name))
    return group(", ", italic(name), location)


def _helped(reference: Reference, written: Written) -> list[Markup]:
    if reference.type == "chapter":
        return contributors.helped(contributors.split(reference)[1], written)
    helped = contributors.helped(reference, written)
    return [*map(capitals.capital_first, helped[:1]), *helped[1:]]


def _volume(reference: Reference) -> str:
    """Write "vol. 2", with a capital if it begins a sentence."""
    written = numbers.volume(reference)
    within = reference.container_title or reference.editor or reference.edition
    within = within or (reference.author and reference.translator)
    return written if within else capitalized(written)


def _issued(reference: Reference) -> str:
    """Write the date, or "forthcoming" (MLA 5.68–5.83)."""
    if reference.status:
        return "forthcoming"
    if reference.type in BOOKS and not base.is_entry_online(reference):
        return _date(reference.issued, date_forms.YEAR)
    if reference.type == LETTER and not reference.written:
        return _date(reference.issued, date_forms.DAY_FIRST)
    journal = reference.type == "article-journal"
    form = date_forms.SHORT_MONTH if journal else date_forms.DAY_FIRST
    return _date(reference.issued, form)


def _date(date: Date | None, form: date_forms.Form) -> str:
    """Write a date, "circa 1928" or "[1946?]" if it is not certain (5.122)."""
    if date and date.approximate:
        return f"circa {date_forms.shortened(date, form)}"
    return date_forms.bracketed(date, form)


def _end(reference: Reference) -> Markup:
    """Write the optional elements at the end: the original and the series (MLA 5.110–5.118)."""
    if reference.type not in BOOKS:
        return _original(reference)
    series = titles.numbered_series(reference, rule=MLA)
    if reference.volume_of:
        number = reference.collection_title.removeprefix(reference.volume_of)
        series = affix(f"Vol.{number} of ", titles.italic_title(reference, "volume-of", rule=MLA))
    return series


def _original(reference: Reference) -> Markup:
    """Write "Originally published in l’anarchie, no. 354, 18 Jan. 1912" (5.114)."""
    online = reference.type in ONLINE and not reference.excerpt_from
    if not (online and reference.original_container):
        return ()
    form = date_forms.YEAR if reference.original_publisher else date_forms.DAY_FIRST
    return group(
        ", ",
        affix("Originally published in ", italic(titles.as_given(reference, "original-container"))),
        plain(numbers.labelled(numbers.pages(reference.original_issue, least=2), "no.", "nos.")),
        titles.text(abbreviated(reference.original_publisher)),
        plain(_date(reference.original_date, form)),
    )


# --- citations in the text ---------------------------------------------------


def cite(reference: Reference, hint: Hint, locator: "Locator | None") -> Markup:
    """Write "(Serge 212)", "(Serge, ch. 3)", or "(Serge, “Once More: Kronstadt” 212)"."""
    place = locator.in_mla() if locator and not _is_one_page(reference, locator) else ""
    mark = " " if locator and locator.label == "page" else ", "
    return markup.american(affix("(", group(mark, _cited(reference, hint), plain(place)), ")"))


def _is_one_page(reference: Reference, locator: "Locator") -> bool:
    """Return whether the work has only the one page that is cited, which is then not repeated."""
    return locator.label == "page" and reference.page == locator.value


def _cited(reference: Reference, hint: Hint) -> Markup:
    who = plain(contributors.families(contributors.leads(reference), _ROW, hint))
    if who and not hint.titled:
        return who
    if not hint.whole:
        short = titles.shown(reference, rule=MLA, alone=_is_book(reference), whole=False)
        return group(", ", who, short)
    day = date_forms.written(reference.letter_date or reference.written, date_forms.DAY_FIRST)
    title = _title(titles.undated(reference))
    return group(", ", who, group(" ", title, affix("[", plain(day), "]")))


def _signature(reference: Reference, hint: Hint) -> str:
    """Return a key of the names, or else of the title, ignoring capitals."""
    if not contributors.leads(reference):
        return markup.unquoted(titles.as_given(reference))
    return markup.unquoted(_cited(reference, hint))


STYLE = Style(
    entry=entry,
    cite=cite,
    sort=(partial(contributors.sort_lead, row=_ROW),),
    signature=_signature,
    people=contributors.people,
    repeated=contributors.leads,
)
