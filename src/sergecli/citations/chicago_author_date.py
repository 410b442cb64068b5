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
    name_forms,
    numbers,
    titles,
)
from sergecli.citations.base import NO_HINT, Hint, NameRule, Rendering, Style
from sergecli.citations.capitals import CHICAGO
from sergecli.citations.markup import Markup, affix, group, plain
from sergecli.citations.name_forms import Row
from sergecli.model.csl import LETTER, SERIALS, Name, Reference
from sergecli.model.edtf import Date

if TYPE_CHECKING:
    from sergecli.citations.locators import Locator

_ROW = Row(least=3, shown=1)
_READING = contributors.for_readers(chicago.ROW, NO_HINT)


def entry(reference: Reference, hint: Hint) -> Markup:
    """Write one entry of a reference list, with its full stop (CMOS 13.102)."""
    if not base.is_listed(reference):
        return ()
    lead, rest = chicago.lead(reference, hint)
    rendering = contributors.for_readers(chicago.ROW, hint)
    whole = group(
        ". ",
        lead,
        _years(rest, hint, rendering),
        _titled(chicago.title(reference) if rest.title else (), rest, rendering),
        *_source(rest, rendering, named=bool(contributors.lead_names(reference)[0])),
        capitals.capital_first(_originally(rest, rendering)),
        titles.text(rest.archive) if rest.type != LETTER else (),
        markup.link(rest.url),
    )
    return markup.american(affix("", whole, "."), comma=True)


def _years(reference: Reference, hint: Hint, rendering: Rendering) -> Markup:
    """Write "(1932) 1971", the first publication and this one."""
    original, issued = base.dates(reference)
    first = affix("(", plain(_year(original, rendering)), ")")
    year = _year(issued, rendering) + hint.suffix if issued else base.undated(hint)
    return group(" ", first, plain(year))


def _year(date: Date | None, rendering: Rendering = _READING) -> str:
    return rendering.bracketed(date, date_forms.YEAR)


def _titled(title: Markup, reference: Reference, rendering: Rendering) -> Markup:
    if reference.type == "chapter":
        reference = contributors.split(reference)[0]
    about = chicago.attributed(reference), chicago.excerpt(reference), chicago.part(reference)
    if base.is_letter(reference) and reference.recipient:
        day = plain(chicago.letter_date(reference, rendering))
        title = group(", ", plain(f"Letter to {rendering.names(reference.recipient)}"), day)
    helped = map(plain, contributors.helped(reference, rendering))
    volume = chicago.volume(reference) if reference.type == "book" else ()
    return group(". ", title, *map(capitals.capital_first, (*about, *helped, volume)))


def _source(reference: Reference, rendering: Rendering, *, named: bool) -> tuple[Markup, ...]:
    if reference.type in SERIALS:
        return (_serial(reference, rendering, named=named),)
    if reference.type in chicago.ONLINE:
        return (_web_page(reference, rendering),)
    return (
        _inside(reference, rendering),
        chicago.series(reference),
        capitals.capital_first(chicago.publisher(reference)),
    )


def _serial(reference: Reference, rendering: Rendering, *, named: bool) -> Markup:
    container = chicago.container(reference)
    if reference.type == "article-newspaper":
        return group(
            ", ", container, plain(rendering.date(reference.issued, date_forms.WITHIN_YEAR))
        )
    pages = plain(chicago.chicago_pages(reference.page))
    if reference.volume:
        number = plain(
            numbers.number(reference.issue) or rendering.date(reference.issued, date_forms.MONTH)
        )
        volume = plain(numbers.number(reference.volume))
        placed = group(": ", group(" ", volume, affix("(", number, ")")), pages)
        return group(" ", container, placed)
    if not reference.issue:
        return group(
            ", ", container, plain(rendering.date(reference.issued, date_forms.WITHIN_YEAR)), pages
        )
    return group(", ", container, group(": ", _issue(reference, rendering, named=named), pages))


def _issue(reference: Reference, rendering: Rendering, *, named: bool) -> Markup:
    """Write "no. 4 (July)", or without the month where the entry names nobody."""
    month = rendering.date(reference.issued, date_forms.MONTH) if named else ""
    issue = plain(numbers.labelled(reference.issue, "no.", "nos."))
    return group(" ", issue, affix("(", plain(month), ")"))


def _web_page(reference: Reference, rendering: Rendering) -> Markup:
    if reference.type == LETTER:
        return titles.text(reference.archive)
    site = titles.title(reference, "container-title", rule=CHICAGO)
    dated = plain(rendering.date(reference.issued, date_forms.WITHIN_YEAR))
    return group(", ", site, chicago.publisher(reference), dated)


def _inside(reference: Reference, rendering: Rendering) -> Markup:
    """Write "In Witness to the German Revolution, edited by …, vol. 2"."""
    container = chicago.container(reference)
    if not container:
        return ()
    helped = map(plain, contributors.helped(contributors.split(reference)[1], rendering))
    return group(", ", affix("In ", container), *helped, plain(numbers.volume(reference)))


def _originally(reference: Reference, rendering: Rendering) -> Markup:
    """Return where a text first appeared; for a book the first year in front is enough."""
    in_front = reference.original_date and reference.type not in chicago.ONLINE
    return () if in_front or reference.excerpt_from else chicago.originally(reference, rendering)


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
        return group(", ", who, plain(base.undated(hint)))
    first = _year(original)
    if first and not first.startswith("["):
        first = f"[{first}]"
    year = _year(issued) + hint.suffix if issued else base.undated(hint)
    return group(" ", who, plain(first), plain(year))


def _who(reference: Reference, hint: Hint) -> Markup:
    if reference.type == LETTER and not base.is_listed(reference):
        return _correspondents(reference, hint)
    names = contributors.lead_names(reference)[0]
    return plain(_families(names, hint)) if names else chicago.short_title(reference)


def _correspondents(reference: Reference, hint: Hint) -> Markup:
    """Write "Victor Serge to Leon Trotsky", of a letter that is not listed."""
    author = plain(_full(reference.author, hint)) or chicago.title(reference)
    return group(" to ", author, plain(_full(reference.recipient, hint)))


def _families(names: tuple[Name, ...], hint: Hint) -> str:
    written = [name_forms.family_only(name_forms.person(one)) for one in names]
    if names and names[0] in hint.spelled | hint.initials:
        first = name_forms.person(names[0])
        written[0] = name_forms.given_first(first, initials=names[0] in hint.initials)
    return _ROW.write(written, hint.shown)


def _full(names: tuple[Name, ...], hint: Hint) -> str:
    return _ROW.write([name_forms.given_first(name_forms.person(one)) for one in names], hint.shown)


def _signature(reference: Reference, hint: Hint) -> str:
    """Return a key of names and year, ignoring punctuation and capitals."""
    title = markup.unquoted(titles.as_given(reference))
    if not base.is_listed(reference):
        return f"{markup.unquoted(_who(reference, hint)) if reference.author else ''} {title}"
    who = markup.unquoted(_who(reference, hint)) if _named(reference) else title
    return f"{who} {_plain_year(base.dates(reference)[1])} {hint.suffix}"


def _plain_year(date: Date | None) -> str:
    return date_forms.written(date, date_forms.YEAR).replace("–", " ")


def _named(reference: Reference) -> tuple[tuple[Name, ...], ...]:
    if reference.type == LETTER and not base.is_listed(reference):
        return reference.author, reference.recipient
    names = contributors.lead_names(reference)[0]
    return (names,) if names else ()


# --- the order of the reference list -----------------------------------------


def _sort_undated(reference: Reference) -> str:
    return "0" if base.dates(reference)[1] else "1"


def _sort_year(reference: Reference) -> str:
    return _year(base.dates(reference)[1], chicago.FOR_SORTING)


def _sort_source(reference: Reference) -> str:
    if reference.type in SERIALS:
        named = bool(contributors.lead_names(reference)[0])
        return markup.unquoted(_serial(reference, chicago.FOR_SORTING, named=named))
    if reference.type not in chicago.BOOKS:
        return ""
    inside = _inside(reference, chicago.FOR_SORTING)
    return markup.unquoted(group(". ", inside, chicago.series(reference)))


STYLE = Style(
    entry=entry,
    cite=cite,
    sort=(
        chicago.sort_lead,
        _sort_undated,
        _sort_year,
        chicago.sort_title,
        _sort_source,
        base.sort_volume,
        base.sort_issued,
        base.sort_archive,
    ),
    signature=_signature,
    people=_named,
    names=NameRule.PRIMARY,
    suffixes=True,
)
