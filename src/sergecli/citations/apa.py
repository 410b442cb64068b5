"""The Publication Manual of the American Psychological Association, 7th edition.

The reference implementation is the CSL style `apa`; the numbers in brackets
are sections of the manual.
"""

from typing import TYPE_CHECKING

from sergecli.citations import (
    apa_entries,
    base,
    contributors,
    date_forms,
    markup,
    name_forms,
    titles,
)
from sergecli.citations.base import Hint, NameRule, Style
from sergecli.citations.capitals import APA
from sergecli.citations.markup import Markup, affix, group, plain, quoted
from sergecli.citations.name_forms import Row
from sergecli.model.csl import LETTER, SERIALS, Name, Reference

if TYPE_CHECKING:
    from sergecli.citations.locators import Locator

_CITED_ROW = Row(least=3, shown=1, conjunction="&")


# --- citations in the text ---------------------------------------------------


def cite(reference: Reference, hint: Hint, locator: "Locator | None") -> Markup:
    """Write "(Serge, 1938b, p. 212)"."""
    located = plain(locator.in_apa() if locator else "")
    whole = group(", ", _who(reference, hint), plain(_cited_date(reference, hint)), located)
    return markup.american(affix("(", whole, ")"))


def _who(reference: Reference, hint: Hint) -> Markup:
    if not base.is_listed(reference):
        return _writer(reference, hint)
    names = reference.author if reference.type == LETTER else apa_entries.first_names(reference)
    return plain(_short_names(names, hint)) if names else _cited_title(reference)


def _writer(reference: Reference, hint: Hint) -> Markup:
    """Name the writer of a letter that is not in the list of references."""
    writer = plain(contributors.written(_CITED_ROW, hint, initials=True)(reference.author))
    return group(", ", writer or _cited_title(reference), plain("personal communication"))


def _short_names(names: tuple[Name, ...], hint: Hint) -> str:
    written = [name_forms.family_only(name_forms.person(one)) for one in names]
    if names[0] in hint.initials:
        written[0] = name_forms.given_first(name_forms.person(names[0]), initials=True)
    return _CITED_ROW.write(written, hint.shown)


def _cited_title(reference: Reference) -> Markup:
    within = reference.container_title and reference.type in {*SERIALS, "chapter"}
    if within:
        return quoted(titles.title(reference, rule=APA))
    return titles.italic_title(reference, rule=APA)


def _cited_date(reference: Reference, hint: Hint) -> str:
    original, issued = apa_entries.dates(reference)
    if issued and not base.is_listed(reference):
        written = date_forms.written(issued, date_forms.FULL)
        return apa_entries.about(written, issued) + hint.suffix
    return "/".join(filter(None, (apa_entries.year(original), _cited_year(reference, hint))))


def _cited_year(reference: Reference, hint: Hint) -> str:
    issued = apa_entries.dates(reference)[1]
    return (
        apa_entries.year(issued) + hint.suffix
        if issued
        else base.undated(reference, hint, apa_entries.IN_PRESS)
    )


def _signature(reference: Reference, hint: Hint) -> str:
    """Return a key of names and year, ignoring punctuation and capitals."""
    date = _cited_year(reference, hint._replace(suffix="")).translate(_NO_DELIMITERS)
    named = _named(reference)
    who = _who(reference, hint) if named else titles.as_given(reference)
    kept = "" if base.is_listed(reference) else "unlisted"
    return f"{markup.unquoted(who)} {kept} {date} {hint.suffix}"


def _named(reference: Reference) -> tuple[tuple[Name, ...], ...]:
    names = reference.author if reference.type == LETTER else apa_entries.first_names(reference)
    return (names,) if names else ()


# --- the order of the references ---------------------------------------------


def _sort_lead(reference: Reference) -> str:
    names = apa_entries.first_names(reference)
    return contributors.sortable(names, apa_entries.LEAD_ROW) or titles.sortable(reference)


def _sort_date(reference: Reference) -> str:
    """Return the date as it is cited; references without a date come first (9.46)."""
    if reference.status:
        return base.LAST
    by_day = reference.type in apa_entries.DATED_BY_DAY
    return date_forms.sortable(apa_entries.dates(reference)[1], by_day=by_day)


_NO_DELIMITERS = str.maketrans("–/", "  ")

STYLE = Style(
    entry=apa_entries.entry,
    cite=cite,
    sort=(
        _sort_lead,
        _sort_date,
        titles.sortable,
        base.sort_volume,
        base.sort_date,
    ),
    signature=_signature,
    people=_named,
    names=NameRule.PRIMARY_INITIALS,
    suffixes=True,
)
