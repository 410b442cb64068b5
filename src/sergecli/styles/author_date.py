"""The Chicago Manual of Style, 18th edition: author and date.

The reference implementation is the CSL style `chicago-author-date`; the
numbers in brackets are sections of the manual.
"""

from sergecli import markup
from sergecli.dates import Date
from sergecli.markup import Markup, affix, group
from sergecli.reference import LETTER, SERIALS, Name, Reference
from sergecli.styles import calendar, cmos, people, shared
from sergecli.styles.people import Row
from sergecli.styles.shared import plain
from sergecli.styles.style import NO_HINT, Hint, Manner, NameRule, Style

_ROW = Row(least=3, shown=1)
_READING = shared.reading(cmos.ROW, NO_HINT)


def entry(reference: Reference, hint: Hint) -> Markup:
    """Write one entry of a reference list, with its full stop (CMOS 13.102)."""
    if not shared.is_listed(reference):
        return ()
    lead, rest = cmos.lead(reference, hint)
    manner = shared.reading(cmos.ROW, hint)
    whole = group(
        ". ",
        lead,
        _years(rest, hint, manner),
        _titled(cmos.title(reference) if rest.title else (), rest, manner),
        *_source(rest, manner, named=bool(shared.lead_names(reference)[0])),
        _originally(rest, manner),
        shared.text(rest.archive),
        markup.link(rest.url),
    )
    return markup.american(affix("", whole, "."))


def _years(reference: Reference, hint: Hint, manner: Manner) -> Markup:
    """Write "(1932) 1971", the first printing and this one."""
    if not reference.issued:
        return plain(shared.undated(hint))
    original = affix("(", plain(_year(reference.original_date, manner)), ")")
    return group(" ", original, plain(_year(reference.issued, manner) + hint.suffix))


def _year(date: Date | None, manner: Manner = _READING) -> str:
    return manner.bracketed(date, calendar.YEAR)


def _titled(title: Markup, reference: Reference, manner: Manner) -> Markup:
    if reference.type == "chapter":
        return title
    sentences = [shared.capitalized(one) for one in shared.helped(reference, manner)]
    if reference.type == "book":
        sentences.append(shared.capitalized(shared.volume(reference)))
    return group(". ", title, cmos.to(reference, manner), *map(plain, sentences))


def _source(reference: Reference, manner: Manner, *, named: bool) -> tuple[Markup, ...]:
    if reference.type in SERIALS:
        return (_serial(reference, manner, named=named),)
    if reference.type == "webpage":
        return (_web_page(reference, manner),)
    if reference.type == LETTER:
        return (plain(manner.date(reference.issued, calendar.WITHIN_YEAR)),)
    return (
        _inside(reference, manner),
        cmos.series(reference),
        markup.capital_first(cmos.publisher(reference)),
    )


def _serial(reference: Reference, manner: Manner, *, named: bool) -> Markup:
    container = shared.italic_title(reference, "container-title")
    if reference.type == "article-newspaper":
        return group(", ", container, plain(manner.date(reference.issued, calendar.WITHIN_YEAR)))
    pages = plain(cmos.chicago_pages(reference.page))
    if reference.volume:
        number = plain(
            shared.number(reference.issue) or manner.date(reference.issued, calendar.MONTH)
        )
        volume = plain(shared.number(reference.volume))
        placed = group(": ", group(" ", volume, affix("(", number, ")")), pages)
        return group(" ", container, placed)
    if not reference.issue:
        return group(
            ", ", container, plain(manner.date(reference.issued, calendar.WITHIN_YEAR)), pages
        )
    return group(", ", container, group(": ", _issue(reference, manner, named=named), pages))


def _issue(reference: Reference, manner: Manner, *, named: bool) -> Markup:
    """Write "no. 4 (July)", or without the month where the entry names nobody."""
    month = manner.date(reference.issued, calendar.MONTH) if named else ""
    issue = plain(shared.labelled(reference.issue, "no.", "nos."))
    return group(" ", issue, affix("(", plain(month), ")"))


def _web_page(reference: Reference, manner: Manner) -> Markup:
    original = (
        ""
        if reference.original_title
        else manner.date(reference.original_date, calendar.WITHIN_YEAR)
    )
    container = shared.title(reference, "container-title")
    place = markup.capital_first(shared.text(reference.publisher_place))
    dated = plain(manner.date(reference.issued, calendar.WITHIN_YEAR))
    return group(", ", container, group("; ", plain(original), place), dated)


def _inside(reference: Reference, manner: Manner) -> Markup:
    """Write "In Witness to the German Revolution, edited by …, vol. 2"."""
    container = shared.italic_title(reference, "container-title")
    if not container:
        return ()
    helped = map(plain, shared.helped(reference, manner))
    return group(", ", affix("In ", container), *helped, plain(shared.volume(reference)))


def _originally(reference: Reference, manner: Manner) -> Markup:
    """Write "Originally published as Ville conquise"; books have the year in front."""
    if not reference.original_title:
        return ()
    name = shared.italic_title(reference, "original-title")
    date = affix("(", plain(_original_day(reference, manner)), ")")
    return group(" ", plain("Originally published as"), name, date)


def _original_day(reference: Reference, manner: Manner) -> str:
    if reference.type in cmos.BOOKS or reference.type == LETTER:
        return ""
    if reference.type in SERIALS and (reference.volume or reference.issue):
        return manner.date(reference.original_date, calendar.MONTH)
    return manner.date(reference.original_date, calendar.WITHIN_YEAR)


# --- citations in the text ---------------------------------------------------


def cite(reference: Reference, hint: Hint, page: str) -> Markup:
    """Write "(Serge 1938b, 212)"."""
    located = plain(cmos.chicago_pages(page))
    return markup.american(affix("(", group(", ", _cited(reference, hint), located), ")"))


def _cited(reference: Reference, hint: Hint) -> Markup:
    who = _who(reference, hint)
    if not shared.is_listed(reference):
        return group(", ", who, cmos.title(reference) if reference.author else ())
    if not reference.issued:
        return group(", ", who, plain(shared.undated(hint)))
    return group(" ", who, _cited_years(reference, hint))


def _cited_years(reference: Reference, hint: Hint) -> Markup:
    original = "" if reference.type == LETTER else _year(reference.original_date)
    if original and not calendar.is_circa(reference.original_date):
        original = f"[{original}]"
    return group(" ", plain(original), plain(_year(reference.issued) + hint.suffix))


def _who(reference: Reference, hint: Hint) -> Markup:
    if reference.type == LETTER:
        return _correspondents(reference, hint)
    names = shared.lead_names(reference)[0]
    return plain(_families(names, hint)) if names else cmos.nameless_lead(reference)[0]


def _correspondents(reference: Reference, hint: Hint) -> Markup:
    """Write "Serge to Trotsky", with the full names if the letter is not listed."""
    if shared.is_listed(reference):
        if not reference.author:
            return cmos.title(reference)
        written = _families(reference.author, hint), _families(reference.recipient, hint)
        return shared.listed(" to ", written)
    author = plain(_full(reference.author, hint)) or cmos.title(reference)
    return group(" to ", author, plain(_full(reference.recipient, hint)))


def _families(names: tuple[Name, ...], hint: Hint) -> str:
    written = [people.family_only(people.person(one)) for one in names]
    if names and names[0] in hint.spelled | hint.initials:
        first = people.person(names[0])
        written[0] = people.given_first(first, initials=names[0] in hint.initials)
    return _ROW.write(written, hint.shown)


def _full(names: tuple[Name, ...], hint: Hint) -> str:
    return _ROW.write([people.given_first(people.person(one)) for one in names], hint.shown)


def _signature(reference: Reference, hint: Hint) -> str:
    """Say who and when, without the marks and capitals that tell no two apart."""
    title = markup.unquoted(shared.as_given(reference))
    if not shared.is_listed(reference):
        return f"{markup.unquoted(_who(reference, hint)) if reference.author else ''} {title}"
    if _named(reference):
        who = markup.unquoted(_who(reference, hint))
    else:
        container = markup.unquoted(shared.as_given(reference, "container-title"))
        who = container if cmos.named_container(reference) else title
    original = None if reference.type == LETTER else reference.original_date
    dates = (_plain_year(original), _plain_year(reference.issued))
    return f"{who} {' '.join(filter(None, dates)) if reference.issued else ''} {hint.suffix}"


def _plain_year(date: Date | None) -> str:
    return calendar.written(date, calendar.YEAR).replace("–", " ")


def _named(reference: Reference) -> tuple[tuple[Name, ...], ...]:
    if reference.type == LETTER:
        named = reference.author or not shared.is_listed(reference)
        return (reference.author, reference.recipient) if named else ()
    names = shared.lead_names(reference)[0]
    return (names,) if names else ()


# --- the order of the reference list -----------------------------------------


def _sort_undated(reference: Reference) -> str:
    return "0" if reference.issued else "1"


def _sort_year(reference: Reference) -> str:
    return _year(reference.issued, cmos.FOR_SORTING)


def _sort_years(reference: Reference) -> str:
    return markup.unquoted(_years(reference, NO_HINT, cmos.FOR_SORTING))


def _sort_title(reference: Reference) -> str:
    title = cmos.title(reference)
    return markup.unquoted(_titled(title, reference, cmos.FOR_SORTING))


def _sort_source(reference: Reference) -> str:
    if reference.type in SERIALS:
        named = bool(shared.lead_names(reference)[0])
        return markup.unquoted(_serial(reference, cmos.FOR_SORTING, named=named))
    if reference.type not in cmos.BOOKS:
        return ""
    inside = _inside(reference, cmos.FOR_SORTING)
    return markup.unquoted(group(". ", inside, cmos.series(reference)))


STYLE = Style(
    entry=entry,
    cite=cite,
    sort=(
        cmos.sort_lead,
        _sort_undated,
        _sort_year,
        _sort_years,
        _sort_title,
        _sort_source,
        shared.sort_volume,
        shared.sort_issued,
        shared.sort_archive,
    ),
    signature=_signature,
    people=_named,
    names=NameRule.PRIMARY,
    suffixes=True,
)
