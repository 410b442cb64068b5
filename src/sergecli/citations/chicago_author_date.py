"""The Chicago Manual of Style, 18th edition: author and date.

The reference implementation is the CSL style `chicago-author-date`; the
numbers in brackets are sections of the manual.
"""

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
from sergecli.citations.markup import Markup, affix, group, plain
from sergecli.citations.name_forms import Row
from sergecli.model.csl import LETTER, SERIALS, Name, Reference
from sergecli.model.edtf import Date

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
        _originally(rest, rendering),
        titles.text(rest.archive),
        markup.link(rest.url),
    )
    return markup.american(affix("", whole, "."))


def _years(reference: Reference, hint: Hint, rendering: Rendering) -> Markup:
    """Write "(1932) 1971", the first printing and this one."""
    if not reference.issued:
        return plain(base.undated(hint))
    original = affix("(", plain(_year(reference.original_date, rendering)), ")")
    return group(" ", original, plain(_year(reference.issued, rendering) + hint.suffix))


def _year(date: Date | None, rendering: Rendering = _READING) -> str:
    return rendering.bracketed(date, date_forms.YEAR)


def _titled(title: Markup, reference: Reference, rendering: Rendering) -> Markup:
    if reference.type == "chapter":
        return title
    sentences = [markup.capitalized(one) for one in contributors.helped(reference, rendering)]
    if reference.type == "book":
        sentences.append(markup.capitalized(numbers.volume(reference)))
    return group(". ", title, chicago.to(reference, rendering), *map(plain, sentences))


def _source(reference: Reference, rendering: Rendering, *, named: bool) -> tuple[Markup, ...]:
    if reference.type in SERIALS:
        return (_serial(reference, rendering, named=named),)
    if reference.type == "webpage":
        return (_web_page(reference, rendering),)
    if reference.type == LETTER:
        return (plain(rendering.date(reference.issued, date_forms.WITHIN_YEAR)),)
    return (
        _inside(reference, rendering),
        chicago.series(reference),
        capitals.capital_first(chicago.publisher(reference)),
    )


def _serial(reference: Reference, rendering: Rendering, *, named: bool) -> Markup:
    container = titles.italic_title(reference, "container-title")
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
    original = (
        ""
        if reference.original_title
        else rendering.date(reference.original_date, date_forms.WITHIN_YEAR)
    )
    container = titles.title(reference, "container-title")
    place = capitals.capital_first(titles.text(reference.publisher_place))
    dated = plain(rendering.date(reference.issued, date_forms.WITHIN_YEAR))
    return group(", ", container, group("; ", plain(original), place), dated)


def _inside(reference: Reference, rendering: Rendering) -> Markup:
    """Write "In Witness to the German Revolution, edited by …, vol. 2"."""
    container = titles.italic_title(reference, "container-title")
    if not container:
        return ()
    helped = map(plain, contributors.helped(reference, rendering))
    return group(", ", affix("In ", container), *helped, plain(numbers.volume(reference)))


def _originally(reference: Reference, rendering: Rendering) -> Markup:
    """Write "Originally published as Ville conquise"; books have the year in front."""
    if not reference.original_title:
        return ()
    name = titles.italic_title(reference, "original-title")
    date = affix("(", plain(_original_day(reference, rendering)), ")")
    return group(" ", plain("Originally published as"), name, date)


def _original_day(reference: Reference, rendering: Rendering) -> str:
    if reference.type in chicago.BOOKS or reference.type == LETTER:
        return ""
    if reference.type in SERIALS and (reference.volume or reference.issue):
        return rendering.date(reference.original_date, date_forms.MONTH)
    return rendering.date(reference.original_date, date_forms.WITHIN_YEAR)


# --- citations in the text ---------------------------------------------------


def cite(reference: Reference, hint: Hint, page: str) -> Markup:
    """Write "(Serge 1938b, 212)"."""
    located = plain(chicago.chicago_pages(page))
    return markup.american(affix("(", group(", ", _cited(reference, hint), located), ")"))


def _cited(reference: Reference, hint: Hint) -> Markup:
    who = _who(reference, hint)
    if not base.is_listed(reference):
        return group(", ", who, chicago.title(reference) if reference.author else ())
    if not reference.issued:
        return group(", ", who, plain(base.undated(hint)))
    return group(" ", who, _cited_years(reference, hint))


def _cited_years(reference: Reference, hint: Hint) -> Markup:
    original = "" if reference.type == LETTER else _year(reference.original_date)
    if original and not date_forms.is_circa(reference.original_date):
        original = f"[{original}]"
    return group(" ", plain(original), plain(_year(reference.issued) + hint.suffix))


def _who(reference: Reference, hint: Hint) -> Markup:
    if reference.type == LETTER:
        return _correspondents(reference, hint)
    names = contributors.lead_names(reference)[0]
    return plain(_families(names, hint)) if names else chicago.nameless_lead(reference)[0]


def _correspondents(reference: Reference, hint: Hint) -> Markup:
    """Write "Serge to Trotsky", with the full names if the letter is not listed."""
    if base.is_listed(reference):
        if not reference.author:
            return chicago.title(reference)
        written = _families(reference.author, hint), _families(reference.recipient, hint)
        return markup.listed(" to ", written)
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
    """Say who and when, without the marks and capitals that tell no two apart."""
    title = markup.unquoted(titles.as_given(reference))
    if not base.is_listed(reference):
        return f"{markup.unquoted(_who(reference, hint)) if reference.author else ''} {title}"
    if _named(reference):
        who = markup.unquoted(_who(reference, hint))
    else:
        container = markup.unquoted(titles.as_given(reference, "container-title"))
        who = container if chicago.named_container(reference) else title
    original = None if reference.type == LETTER else reference.original_date
    dates = (_plain_year(original), _plain_year(reference.issued))
    return f"{who} {' '.join(filter(None, dates)) if reference.issued else ''} {hint.suffix}"


def _plain_year(date: Date | None) -> str:
    return date_forms.written(date, date_forms.YEAR).replace("–", " ")


def _named(reference: Reference) -> tuple[tuple[Name, ...], ...]:
    if reference.type == LETTER:
        named = reference.author or not base.is_listed(reference)
        return (reference.author, reference.recipient) if named else ()
    names = contributors.lead_names(reference)[0]
    return (names,) if names else ()


# --- the order of the reference list -----------------------------------------


def _sort_undated(reference: Reference) -> str:
    return "0" if reference.issued else "1"


def _sort_year(reference: Reference) -> str:
    return _year(reference.issued, chicago.FOR_SORTING)


def _sort_years(reference: Reference) -> str:
    return markup.unquoted(_years(reference, NO_HINT, chicago.FOR_SORTING))


def _sort_title(reference: Reference) -> str:
    title = chicago.title(reference)
    return markup.unquoted(_titled(title, reference, chicago.FOR_SORTING))


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
        _sort_years,
        _sort_title,
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
