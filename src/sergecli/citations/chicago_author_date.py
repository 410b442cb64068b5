"""The Chicago Manual of Style, 18th edition: author and date.

The reference implementation is the CSL style `chicago-author-date`; the
numbers in brackets are sections of the manual.
"""

from typing import TYPE_CHECKING

from sergecli.citations import (
    base,
    capitals,
    chicago,
    contributors,
    date_forms,
    markup,
    numbers,
    titles,
)
from sergecli.citations.base import Hint, NameRule, Style
from sergecli.citations.capitals import CHICAGO
from sergecli.citations.contributors import Written
from sergecli.citations.markup import Markup, affix, group, plain
from sergecli.citations.name_forms import Row
from sergecli.model.csl import LETTER, ONLINE, SERIALS, Name, Reference
from sergecli.model.edtf import Date

if TYPE_CHECKING:
    from sergecli.citations.locators import Locator

_ROW = Row(least=3, shown=1)


def entry(reference: Reference, hint: Hint) -> Markup:
    """Write one entry of a reference list, with its full stop (CMOS 13.102)."""
    if not base.is_listed(reference):
        return ()
    lead, rest = chicago.lead(reference, hint)
    written = contributors.written(chicago.ROW, hint)
    whole = group(
        ". ",
        lead,
        capitals.capital_first(_years(rest, hint)) if rest.status else _years(rest, hint),
        _titled(chicago.title(reference) if rest.title else (), rest, written),
        *_source(rest, written, named=bool(contributors.leads(reference))),
        capitals.capital_first(_originally(rest)),
        capitals.capital_first(chicago.archive(rest)) if rest.type != LETTER else (),
        markup.link(rest.url),
    )
    return markup.american(affix("", whole, "."), comma=True)


def _years(reference: Reference, hint: Hint) -> Markup:
    """Write "(1932) 1971", the first publication and this one."""
    original, issued = base.dates(reference)
    first = affix("(", plain(_year(original)), ")")
    year = _year(issued) + hint.suffix if issued else base.undated(reference, hint)
    return group(" ", first, plain(year))


def _year(date: Date | None) -> str:
    return date_forms.bracketed(date, date_forms.YEAR)


def _titled(title: Markup, reference: Reference, written: Written) -> Markup:
    if reference.type == "chapter":
        reference = contributors.split(reference)[0]
    about = chicago.about(reference)
    if base.is_letter(reference) and reference.recipient:
        title = chicago.letter(reference, written)
    helped = contributors.helped(reference, written)
    book = reference.type == "book"
    edition, volume = (chicago.edition(reference), chicago.volume(reference)) if book else ((), ())
    return group(". ", title, *map(capitals.capital_first, (edition, *about, *helped, volume)))


def _source(reference: Reference, written: Written, *, named: bool) -> tuple[Markup, ...]:
    if reference.type in SERIALS:
        return (_serial(reference, named=named),)
    if reference.type in ONLINE:
        return (_web_page(reference),)
    online = base.is_entry_online(reference)
    day = date_forms.bracketed(reference.issued, date_forms.WITHIN_YEAR) if online else ""
    return (
        chicago.inside(reference, written, volume_first=False),
        chicago.series(reference),
        group(", ", capitals.capital_first(chicago.publisher(reference)), plain(day)),
    )


def _serial(reference: Reference, *, named: bool) -> Markup:
    container = chicago.container(reference)
    day = plain(date_forms.bracketed(reference.issued, date_forms.WITHIN_YEAR))
    month = date_forms.bracketed(reference.issued, date_forms.MONTH)
    if reference.type == "article-newspaper":
        return group(", ", container, day)
    pages = plain(chicago.pages(reference.page))
    if reference.volume:
        number = plain(numbers.number(reference.issue) or month)
        volume = plain(numbers.number(reference.volume))
        placed = group(": ", group(" ", volume, affix("(", number, ")")), pages)
        return group(" ", container, placed)
    if not reference.issue:
        return group(", ", container, day, pages)
    # An entry without names has no month here.
    issue = plain(numbers.labelled(reference.issue, "no.", "nos."))
    numbered = group(" ", issue, affix("(", plain(month if named else ""), ")"))
    return group(", ", container, group(": ", numbered, pages))


def _web_page(reference: Reference) -> Markup:
    if reference.type == LETTER:
        return capitals.capital_first(chicago.archive(reference))
    site = titles.title(reference, "container-title", rule=CHICAGO)
    dated = plain(date_forms.bracketed(reference.issued, date_forms.WITHIN_YEAR))
    return group(", ", site, chicago.publisher(reference), dated)


def _originally(reference: Reference) -> Markup:
    """Return where a text first appeared; for a book the first year, given before, is enough."""
    in_front = reference.original_date and reference.type not in ONLINE
    return () if in_front or reference.excerpt_from else chicago.originally(reference)


# --- citations in the text ---------------------------------------------------


def cite(reference: Reference, hint: Hint, locator: "Locator | None") -> Markup:
    """Write "(Serge 1938b, 212)"."""
    located = plain(locator.in_chicago() if locator else "")
    whole = affix("(", group(", ", _cited(reference, hint), located), ")")
    return markup.american(whole, comma=True)


def _cited(reference: Reference, hint: Hint) -> Markup:
    who = _who(reference, hint)
    if not base.is_listed(reference):
        return group(", ", who, chicago.title(reference) if reference.author else ())
    original, issued = base.dates(reference)
    if not (original or issued):
        return group(", ", who, plain(base.undated(reference, hint)))
    first = _year(original)
    if first and not first.startswith("["):
        first = f"[{first}]"
    year = _year(issued) + hint.suffix if issued else base.undated(reference, hint)
    return group(" ", who, plain(first), plain(year))


def _who(reference: Reference, hint: Hint) -> Markup:
    if not base.is_listed(reference):
        return _correspondents(reference, hint)
    names = contributors.leads(reference)
    if names:
        return plain(contributors.families(names, _ROW, hint))
    unsigned = chicago.is_unsigned(reference)
    return chicago.container(reference) if unsigned else chicago.short_title(reference)


def _correspondents(reference: Reference, hint: Hint) -> Markup:
    """Write "Victor Serge to Leon Trotsky", of a letter that is not listed."""
    written = contributors.written(_ROW, hint)
    author = plain(written(reference.author)) or chicago.title(reference)
    return group(" to ", author, plain(written(reference.recipient)))


def _signature(reference: Reference, hint: Hint) -> str:
    """Return a key of names and year, ignoring punctuation and capitals."""
    title = markup.unquoted(titles.as_given(reference))
    if not base.is_listed(reference):
        return f"{markup.unquoted(_who(reference, hint)) if reference.author else ''} {title}"
    by_name = contributors.leads(reference) or chicago.is_unsigned(reference)
    who = markup.unquoted(_who(reference, hint)) if by_name else title
    issued = base.dates(reference)[1]
    year = _year(issued).replace("–", " ")
    return f"{who} {year or base.undated(reference, base.NO_HINT)} {hint.suffix}"


def _named(reference: Reference) -> tuple[tuple[Name, ...], ...]:
    if not base.is_listed(reference):
        return reference.author, reference.recipient
    return contributors.people(reference)


# --- the order of the reference list -----------------------------------------


def _sort_year(reference: Reference) -> str | None:
    if reference.status:
        return base.LAST
    return date_forms.sortable(base.dates(reference)[1], by_day=False) or None


STYLE = Style(
    entry=entry,
    cite=cite,
    sort=(chicago.sort_lead, _sort_year),
    signature=_signature,
    people=_named,
    names=NameRule.PRIMARY,
    suffixes=True,
)
