"""The Publication Manual of the American Psychological Association, 7th edition.

The reference implementation is the CSL style `apa`; the numbers in brackets
are sections of the manual.
"""

from functools import partial
from typing import TYPE_CHECKING

from sergecli.citations import (
    apa_titles,
    base,
    capitals,
    contributors,
    date_forms,
    markup,
    name_forms,
    numbers,
    titles,
)
from sergecli.citations.base import Hint, NameRule, Style
from sergecli.citations.capitals import APA
from sergecli.citations.contributors import Written
from sergecli.citations.markup import Markup, affix, group, italic, plain, quoted
from sergecli.citations.name_forms import Row
from sergecli.model.csl import LETTER, SERIALS, THESIS, Reference
from sergecli.model.edtf import Date, Kind

if TYPE_CHECKING:
    from sergecli.citations.locators import Locator

_LEAD_ROW = Row(least=21, shown=19, conjunction="&", serial=True, last=True)
_CITED_ROW = Row(least=3, shown=1, conjunction="&")
# The date of forthcoming works (9.17).
_IN_PRESS = "in press"
_DATED_BY_DAY = frozenset({"article-magazine", "article-newspaper", "webpage", LETTER})
_NO_DELIMITERS = str.maketrans("–/", "  ")


def entry(reference: Reference, hint: Hint) -> Markup:
    """Write one entry of the references."""
    reference = titles.undated(reference)
    if not base.is_listed(reference):
        return ()
    lead, rest = _lead(reference, hint)
    written = contributors.written(apa_titles.ROW, hint, initials=True)
    main = group(
        ". ",
        lead,
        affix("(", plain(_dated(rest, hint)), ")"),
        apa_titles.title_and_helpers(rest, written) if rest.title else (),
        *_source(rest, written),
    )
    whole = group(" ", affix("", main, "."), markup.link(rest.url), _original(reference))
    return markup.american(whole)


# --- authors (APA 9.7–9.12) --------------------------------------------------


def _lead(reference: Reference, hint: Hint) -> tuple[Markup, Reference]:
    names = contributors.leads(reference)
    if not names:
        others = contributors.written(apa_titles.ROW, hint, initials=True)
        title = apa_titles.title_and_helpers(reference, others)
        helped = reference._replace(title="", editor=(), translator=(), attributed_to=())
        if reference.type == "book":
            helped = helped._replace(edition="", volume="", issue="", page="")
        return title, helped
    written = [name_forms.family_first(name_forms.person(one), initials=True) for one in names]
    label = contributors.editor_label(reference, " (Ed.)", " (Eds.)")
    lead = plain(_LEAD_ROW.write(written, hint.shown) + label)
    return lead, contributors.without_lead(reference)


# --- dates (APA 9.13–9.17) ---------------------------------------------------


def _dates(reference: Reference) -> tuple[Date | None, Date | None]:
    """Return the dates of the original and of the text; a letter has only its own day."""
    if reference.type == LETTER:
        return None, reference.written or reference.issued
    return base.dates(reference)


def _dated(reference: Reference, hint: Hint) -> str:
    """Write "1912, January 18" or "n.d."."""
    date = _dates(reference)[1]
    if not date:
        return base.undated(reference, hint, _IN_PRESS)
    by_day = _is_dated_by_day(reference, date)
    if by_day and date.kind is Kind.INTERVAL and date.points[0].year != date.points[1].year:
        # Each year before its month: 1939, October 4–1940, February 11.
        first, last = (Date(Kind.POINT, (point,)) for point in date.points)
        return f"{_year_and_day(first, hint.suffix)}–{_year_and_day(last)}"
    return _year_and_day(date, hint.suffix, by_day=by_day)


def _is_dated_by_day(reference: Reference, date: Date) -> bool:
    """Return whether a date has its day: no season has (9.14), and “ca.” is said of a year."""
    by_day = reference.type in _DATED_BY_DAY or base.is_entry_online(reference)
    return by_day and not (date.vague or any(point.season for point in date.points))


def _year_and_day(date: Date, suffix: str = "", *, by_day: bool = True) -> str:
    day = date_forms.written(date, date_forms.WITHIN_YEAR) if by_day else ""
    return ", ".join(filter(None, (_year(date) + suffix, day)))


def _year(date: Date | None) -> str:
    """Write a year, "ca. 1928" if it is not certain."""
    return _about(date_forms.written(date, date_forms.YEAR), date)


def _about(written: str, date: Date | None) -> str:
    """Put "ca." before a date that is not certain."""
    return f"ca. {written}" if date and written and (date.vague or date.unspecified) else written


# --- sources (APA 9.23–9.37) -------------------------------------------------


def _source(reference: Reference, written: Written) -> tuple[Markup, ...]:
    if reference.type in SERIALS:
        return (_serial(reference),)
    if reference.type == "chapter":
        return _inside(reference, written), titles.text(reference.publisher)
    if reference.type == "book":
        return (titles.text(reference.publisher),)
    if reference.type == THESIS:
        published = apa_titles.is_published(reference)
        return (titles.text(reference.archive if published else reference.publisher),)
    book = affix("In ", italic(titles.sentence(reference, "excerpt-from")))
    location = capitals.capital_first(titles.text(reference.archive_location))
    return book, location, titles.text(reference.archive or reference.container_title)


def _serial(reference: Reference) -> Markup:
    volume = italic(plain(numbers.number(reference.volume)))
    numbered = group("", volume, affix("(", plain(numbers.number(reference.issue)), ")"))
    pages = numbers.pages(reference.page, numbers.ALL_DIGITS)
    name = italic(titles.title(reference, "container-title", rule=APA))
    return group(", ", name, numbered, plain(pages))


def _inside(reference: Reference, written: Written) -> Markup:
    """Write "In P. Sedgwick (Ed.), Title (Vol. 2, pp. 211–212)".

    Who translated all of a book without an editor stands before the volume and the pages.
    """
    both = reference.editor == reference.translator
    label = apa_titles.label(contributors.EDITOR_TRANSLATOR if both else "editor", reference.editor)
    edited = f"{written(reference.editor)} ({label})" if reference.editor else ""
    container = titles.sentence(reference, "container-title")
    book = italic(group(": ", container, apa_titles.volume_title(reference)))
    alone = reference.translator and contributors.translates_book(reference) and not edited
    translated = plain(f"{written(reference.translator)}, Trans." if alone else "")
    placed = affix("(", group("; ", translated, apa_titles.placed_in(reference)), ")")
    author = plain(written(reference.container_author))
    return group(" ", plain("In"), group(", ", author, plain(edited), book), placed)


def _original(reference: Reference) -> Markup:
    """Write "(Original work published 1932)", or "written" (APA 9.39–9.41)."""
    original = _year(_dates(reference)[0])
    verb = "written" if reference.written or reference.letter_date else "published"
    return affix(f"(Original work {verb} ", plain(original), ")")


# --- citations in the text ---------------------------------------------------


def cite(reference: Reference, hint: Hint, locator: "Locator | None") -> Markup:
    """Write "(Serge, 1938b, p. 212)"."""
    located = plain(locator.in_apa() if locator else "")
    whole = group(", ", _who(reference, hint), plain(_cited_date(reference, hint)), located)
    return markup.american(affix("(", whole, ")"))


def _who(reference: Reference, hint: Hint) -> Markup:
    if not base.is_listed(reference):
        return _writer(reference, hint)
    names = plain(contributors.families(contributors.leads(reference), _CITED_ROW, hint))
    return names or _cited_title(reference)


def _writer(reference: Reference, hint: Hint) -> Markup:
    """Name the writer of a letter that is not in the list of references."""
    writer = plain(contributors.written(_CITED_ROW, hint, initials=True)(reference.author))
    return group(", ", writer or _cited_title(reference), plain("personal communication"))


def _cited_title(reference: Reference) -> Markup:
    within = reference.container_title and reference.type in {*SERIALS, "chapter"}
    if within:
        return quoted(titles.title(reference, rule=APA))
    return titles.italic_title(reference, rule=APA)


def _cited_date(reference: Reference, hint: Hint) -> str:
    original, issued = _dates(reference)
    if issued and not base.is_listed(reference):
        written = date_forms.written(issued, date_forms.FULL)
        return _about(written, issued) + hint.suffix
    return "/".join(filter(None, (_year(original), _cited_year(reference, hint))))


def _cited_year(reference: Reference, hint: Hint) -> str:
    issued = _dates(reference)[1]
    return _year(issued) + hint.suffix if issued else base.undated(reference, hint, _IN_PRESS)


def _signature(reference: Reference, hint: Hint) -> str:
    """Return a key of names and year, ignoring punctuation and capitals."""
    date = _cited_year(reference, hint._replace(suffix="")).translate(_NO_DELIMITERS)
    named = contributors.leads(reference)
    who = _who(reference, hint) if named else titles.as_given(reference)
    kept = "" if base.is_listed(reference) else "unlisted"
    return f"{markup.unquoted(who)} {kept} {date} {hint.suffix}"


# --- the order of the references ---------------------------------------------


def _sort_date(reference: Reference) -> str:
    """Return the date as it is cited; references without a date come first (9.46)."""
    if reference.status:
        return base.LAST
    date = _dates(reference)[1]
    by_day = date is not None and _is_dated_by_day(reference, date)
    return date_forms.sortable(date, by_day=by_day)


STYLE = Style(
    entry=entry,
    cite=cite,
    sort=(partial(contributors.sort_lead, row=_LEAD_ROW), _sort_date),
    signature=_signature,
    people=contributors.people,
    names=NameRule.PRIMARY_INITIALS,
    suffixes=True,
)
