"""The MLA Handbook, 9th edition.

The reference implementation is the CSL style `modern-language-association`;
the numbers in brackets are sections of the handbook.
"""

from sergecli.citations import contributors, date_forms, markup, name_forms, numbers, titles
from sergecli.citations.base import Hint, Rendering, Style
from sergecli.citations.markup import Markup, affix, group, plain, quoted
from sergecli.citations.name_forms import Row
from sergecli.model.csl import LETTER, SERIALS, Name, Reference

_AGAIN = "———"
_LEAD_ROW = Row(least=3, shown=1, serial=True, comma=True)
_ROW = Row(least=3, shown=1)
_DATED_BY_YEAR = frozenset({"book", "chapter"})


def entry(reference: Reference, hint: Hint) -> Markup:
    """Write one entry of the works cited, with its full stop."""
    lead, rest = _lead(reference, hint)
    rendering = contributors.for_readers(_ROW, hint)
    whole = group(
        ". ",
        plain(_again(reference, hint)) if hint.repeated else lead,
        _title(reference) if rest.title else (),
        plain(rendering.bracketed(rest.original_date, date_forms.DAY_FIRST)),
        _container(reference, rest, rendering),
        _end(rest),
    )
    return markup.american(affix("", whole, "."))


# --- authors and titles (MLA 5.3–5.30) ---------------------------------------


def _names(reference: Reference) -> tuple[Name, ...]:
    return contributors.lead_names(reference)[0]


def _label(reference: Reference) -> str:
    names = _names(reference)
    if not names or reference.author:
        return ""
    role = "editor" if reference.editor else "translator"
    return f", {role}{'s' if len(names) > 1 else ''}"


def _lead(reference: Reference, hint: Hint) -> tuple[Markup, Reference]:
    names, _ = contributors.lead_names(reference)
    if not names:
        return _title(reference), reference._replace(title="")
    first, *others = map(name_forms.person, names)
    written = [name_forms.family_first(first), *map(name_forms.given_first, others)]
    return plain(
        _LEAD_ROW.write(written, hint.shown) + _label(reference)
    ), contributors.without_lead(reference)


def _again(reference: Reference, hint: Hint) -> str:
    """Write "———, editor" or "———, et al." for whom the entry before has named."""
    more = ", et al." if _LEAD_ROW.is_cut(_names(reference), hint.shown) else ""
    return f"{_AGAIN}{more}{_label(reference)}"


def _title(reference: Reference) -> Markup:
    within = reference.container_title and reference.type != "book"
    if within or reference.type == LETTER:
        return quoted(titles.title(reference))
    return titles.italic_title(reference)


# --- containers (MLA 5.31–5.99) ----------------------------------------------


_FOR_SORTING = contributors.for_sorting(_ROW)


def _container(whole: Reference, reference: Reference, rendering: Rendering) -> Markup:
    return group(
        ", ",
        titles.italic_title(reference, "container-title"),
        *map(plain, _helped(reference, rendering)),
        plain(_volume(whole)),
        plain(numbers.labelled(reference.issue, "no.", "nos.")),
        titles.text(reference.publisher or reference.publisher_place),
        plain(_issued(reference, rendering)),
        titles.text(reference.archive),
        plain(_pages(reference)),
        markup.link(reference.url),
    )


def _helped(reference: Reference, rendering: Rendering) -> list[str]:
    helped = contributors.helped(reference, rendering)
    return helped if reference.container_title else [markup.capitalized(one) for one in helped]


def _volume(reference: Reference) -> str:
    """Write "vol. 2", with a capital where it begins a sentence of its own."""
    written = numbers.volume(reference)
    within = reference.container_title or reference.editor
    within = within or (reference.author and reference.translator)
    return written if within else markup.capitalized(written)


def _pages(reference: Reference) -> str:
    pages = numbers.pages(reference.page, least=2) if reference.page else ""
    return f"{'pp.' if numbers.is_plural(reference.page) else 'p.'} {pages}" if pages else ""


def _issued(reference: Reference, rendering: Rendering) -> str:
    """Write the date (MLA 5.68–5.83)."""
    date = reference.issued
    if reference.type in _DATED_BY_YEAR:
        return rendering.bracketed(date, date_forms.YEAR)
    if reference.type == "article-journal":
        return rendering.bracketed(date, date_forms.SHORT_MONTH)
    return ("Circa " if date_forms.is_circa(date) else "") + rendering.date(
        date, date_forms.DAY_FIRST
    )


def _end(reference: Reference) -> Markup:
    """Write what may follow at the end: the original and the series (MLA 5.110–5.118)."""
    if reference.type in SERIALS:
        return ()
    original = affix("Originally published as ", titles.italic_title(reference, "original-title"))
    return group(", ", original, titles.title(reference, "collection-title"))


# --- citations in the text ---------------------------------------------------


def cite(reference: Reference, hint: Hint, page: str) -> Markup:
    """Write "(Serge 212)", or "(Serge, “Once More: Kronstadt” 212)"."""
    located = plain(numbers.pages(page, least=2) if page else "")
    return markup.american(affix("(", group(" ", _cited(reference, hint), located), ")"))


def _cited(reference: Reference, hint: Hint) -> Markup:
    names = _names(reference)
    if not names:
        return _title(reference)
    written = [_short_name(one, hint) for one in names]
    title = _title(reference) if hint.titled else ()
    return group(", ", plain(_ROW.write(written, hint.shown)), title)


def _short_name(name: Name, hint: Hint) -> str:
    who = name_forms.person(name)
    if name in hint.spelled:
        return name_forms.given_first(who)
    return (
        name_forms.given_first(who, initials=True)
        if name in hint.initials
        else name_forms.family_only(who)
    )


def _signature(reference: Reference, hint: Hint) -> str:
    """Say who, or else what, without the capitals that tell no two apart."""
    if not _names(reference):
        return markup.unquoted(titles.as_given(reference))
    return markup.unquoted(_cited(reference, hint))


def _named(reference: Reference) -> tuple[tuple[Name, ...], ...]:
    names = _names(reference)
    return (names,) if names else ()


# --- the order of the works cited --------------------------------------------


def _sort_lead(reference: Reference) -> str:
    names = _names(reference)
    return _FOR_SORTING.names(names) if names else markup.unquoted(_title(reference))


def _sort_title(reference: Reference) -> str:
    return markup.unquoted(_title(reference))


def _sort_original(reference: Reference) -> str:
    return _FOR_SORTING.bracketed(reference.original_date, date_forms.DAY_FIRST)


def _sort_container(reference: Reference) -> str:
    return markup.unquoted(_container(reference, reference, _FOR_SORTING))


def _sort_end(reference: Reference) -> str:
    return markup.unquoted(_end(reference))


STYLE = Style(
    entry=entry,
    cite=cite,
    sort=(_sort_lead, _sort_title, _sort_original, _sort_container, _sort_end),
    signature=_signature,
    people=_named,
    repeated=_names,
)
