"""The Publication Manual of the American Psychological Association, 7th edition.

The reference implementation is the CSL style `apa`; the numbers in brackets
are sections of the manual.
"""

from sergecli.citations import base, contributors, date_forms, markup, name_forms, numbers, titles
from sergecli.citations.base import Hint, NameRule, Rendering, Style
from sergecli.citations.markup import Markup, affix, group, italic, plain, quoted
from sergecli.citations.name_forms import Row
from sergecli.model.csl import LETTER, SERIALS, Name, Reference
from sergecli.model.edtf import Date

_LEAD_ROW = Row(least=21, shown=19, conjunction="&", serial=True, last=True)
_ROW = Row(least=21, shown=19, conjunction="&", last=True)
_CITED_ROW = Row(least=3, shown=1, conjunction="&")
_LABELS = {
    "editor": ("Ed.", "Eds."),
    "translator": ("Trans.", "Trans."),
    contributors.EDITOR_TRANSLATOR: ("Ed. & Trans.", "Eds. & Trans."),
}
_DATED_BY_DAY = frozenset({"article-newspaper", "webpage", LETTER})
_HELPED = frozenset({"book", "webpage"})


def entry(reference: Reference, hint: Hint) -> Markup:
    """Write one entry of the references."""
    if not base.is_listed(reference):
        return ()
    lead, rest = _lead(reference, hint)
    rendering = contributors.for_readers(_ROW, hint, initials=True)
    main = group(
        ". ",
        lead,
        affix("(", plain(_dated(rest, hint)), ")"),
        _titled(rest, rendering),
        *_source(rest, rendering),
        titles.text(rest.archive),
        _site(rest),
    )
    return markup.american(group(" ", affix("", main, "."), _url(rest), _original(rest)))


# --- authors (APA 9.7–9.12) --------------------------------------------------


def _names(reference: Reference) -> tuple[Name, ...]:
    return reference.author or reference.editor


def _lead(reference: Reference, hint: Hint) -> tuple[Markup, Reference]:
    names = _names(reference)
    if not names:
        title = _title_and_helpers(reference, contributors.for_readers(_ROW, hint, initials=True))
        helped = reference._replace(title="", editor=(), translator=())
        if reference.type == "book":
            helped = helped._replace(volume="", issue="", page="")
        return title, helped
    written = [name_forms.family_first(name_forms.person(one), initials=True) for one in names]
    row = _LEAD_ROW.write(written, hint.shown)
    if reference.author:
        return plain(row), reference._replace(author=())
    return plain(f"{row} ({_label('editor', names)})"), reference._replace(editor=())


def _label(role: str, names: tuple[Name, ...]) -> str:
    one, several = _LABELS[role]
    return several if len(names) > 1 else one


_FOR_SORTING = contributors.for_sorting(_ROW)


# --- dates (APA 9.13–9.17) ---------------------------------------------------


def _dated(reference: Reference, hint: Hint) -> str:
    """Write "1912, January 18" or "n.d."."""
    if not reference.issued:
        return base.undated(hint)
    day = (
        date_forms.written(reference.issued, date_forms.WITHIN_YEAR)
        if reference.type in _DATED_BY_DAY
        else ""
    )
    return ", ".join(filter(None, (_year(reference.issued) + hint.suffix, day)))


def _year(date: Date | None) -> str:
    return _about(date_forms.written(date, date_forms.YEAR), date)


def _about(written: str, date: Date | None) -> str:
    return f"ca. {written}" if written and date_forms.is_circa(date) else written


# --- titles (APA 9.18–9.22) --------------------------------------------------


def _titled(reference: Reference, rendering: Rendering) -> Markup:
    title = _title_and_helpers(reference, rendering)
    return group(" ", title, _described(reference))


def _title_and_helpers(reference: Reference, rendering: Rendering) -> Markup:
    """Write "Title (P. Sedgwick, Trans.; Vol. 2)"."""
    numbers = _numbers(reference) if reference.type == "book" else ()
    return group(
        " ",
        _title(reference),
        affix("(", group("; ", *_helped(reference, rendering), numbers), ")"),
    )


def _title(reference: Reference) -> Markup:
    title = titles.as_given(reference)
    if reference.type == "book":
        return italic(group(": ", title, _volume_title(reference)))
    return italic(title) if reference.type in {"webpage", LETTER} else title


def _volume_title(reference: Reference) -> Markup:
    """Give a volume that is no number, as a part of the title."""
    named = "" if numbers.is_numeric(reference.volume) else reference.volume
    return plain(markup.capitalized(named))


def _helped(reference: Reference, rendering: Rendering) -> list[Markup]:
    if reference.type not in _HELPED:
        reference = reference._replace(editor=())
    found = contributors.roles(reference.editor, reference.translator)
    return [
        plain(
            f"{rendering.names(names)}, {_label(role, names)}"
            if rendering.labels
            else rendering.names(names)
        )
        for role, names in found
    ]


def _numbers(reference: Reference) -> Markup:
    numeric = numbers.is_numeric(reference.volume)
    pages = numbers.pages(reference.page, numbers.ALL_DIGITS) if reference.page else ""
    return markup.listed(
        ", ",
        [
            numbers.labelled(reference.volume, "Vol.", "Vols.") if numeric else "",
            numbers.labelled(reference.issue, "Issue", "Issues"),
            _paged(pages),
        ],
    )


def _paged(pages: str) -> str:
    return f"{'pp.' if numbers.is_plural(pages) else 'p.'} {pages}" if pages else ""


def _described(reference: Reference) -> Markup:
    """Write "[Letter to Leon Trotsky]" (APA 9.21)."""
    if reference.type != LETTER:
        return ()
    recipient = _ROW.write(
        [name_forms.given_first(name_forms.person(one)) for one in reference.recipient]
    )
    return plain(f"[Letter to {recipient}]" if recipient else "[Letter]")


# --- sources (APA 9.23–9.37) -------------------------------------------------


def _source(reference: Reference, rendering: Rendering) -> tuple[Markup, ...]:
    if reference.type in SERIALS:
        return (_serial(reference),)
    if reference.type == "chapter":
        return _inside(reference, rendering), titles.text(reference.publisher)
    return (titles.text(reference.publisher),) if reference.type == "book" else ()


def _serial(reference: Reference) -> Markup:
    volume = italic(plain(numbers.number(reference.volume)))
    numbered = group("", volume, affix("(", plain(numbers.number(reference.issue)), ")"))
    pages = numbers.pages(reference.page, numbers.ALL_DIGITS) if reference.page else ""
    return group(", ", italic(titles.title(reference, "container-title")), numbered, plain(pages))


def _inside(reference: Reference, rendering: Rendering) -> Markup:
    """Write "In P. Sedgwick (Ed.), Title (Vol. 2, pp. 211–212)"."""
    editors = reference.editor
    edited = f"{rendering.names(editors)} ({_label('editor', editors)})" if editors else ""
    container = titles.as_given(reference, "container-title")
    book = italic(group(": ", container, _volume_title(reference)))
    placed = affix("(", _numbers(reference), ")")
    return group(" ", plain("In"), group(", ", plain(edited), book), placed)


def _site(reference: Reference) -> Markup:
    return titles.title(reference, "container-title") if reference.type == "webpage" else ()


def _url(reference: Reference) -> Markup:
    address = markup.link(reference.url)
    return address if reference.issued else affix("Retrieved ", address)


def _original(reference: Reference) -> Markup:
    """Write "(Original work published as Ville conquise, 1932)" (APA 9.39–9.41)."""
    title = affix("as ", italic(titles.as_given(reference, "original-title")))
    date = () if reference.type == LETTER else plain(_year(reference.original_date))
    return affix("(Original work published ", group(", ", title, date), ")")


# --- citations in the text ---------------------------------------------------


def cite(reference: Reference, hint: Hint, page: str) -> Markup:
    """Write "(Serge, 1938b, p. 212)"."""
    located = plain(_paged(numbers.pages(page, numbers.ALL_DIGITS) if page else ""))
    whole = group(", ", _who(reference, hint), plain(_cited_date(reference, hint)), located)
    return markup.american(affix("(", whole, ")"))


def _who(reference: Reference, hint: Hint) -> Markup:
    if not base.is_listed(reference):
        return _writer(reference, hint)
    names = reference.author if reference.type == LETTER else _names(reference)
    return plain(_short_names(names, hint)) if names else _cited_title(reference)


def _writer(reference: Reference, hint: Hint) -> Markup:
    """Name the writer of a letter that is in no list."""
    writer = plain(
        contributors.for_readers(_CITED_ROW, hint, initials=True).names(reference.author)
    )
    return group(", ", writer or _cited_title(reference), plain("personal communication"))


def _short_names(names: tuple[Name, ...], hint: Hint) -> str:
    written = [name_forms.family_only(name_forms.person(one)) for one in names]
    if names[0] in hint.initials:
        written[0] = name_forms.given_first(name_forms.person(names[0]), initials=True)
    return _CITED_ROW.write(written, hint.shown)


def _cited_title(reference: Reference) -> Markup:
    within = reference.container_title and reference.type in {*SERIALS, "chapter"}
    return quoted(titles.title(reference)) if within else titles.italic_title(reference)


def _cited_date(reference: Reference, hint: Hint) -> str:
    if not reference.issued:
        return base.undated(hint)
    if not base.is_listed(reference):
        written = date_forms.written(reference.issued, date_forms.FULL)
        return _about(written, reference.issued) + hint.suffix
    original = "" if reference.type == LETTER else _year(reference.original_date)
    return "/".join(filter(None, (original, _year(reference.issued) + hint.suffix)))


def _signature(reference: Reference, hint: Hint) -> str:
    """Say who and when, without the marks and capitals that tell no two apart."""
    date = _cited_date(reference, hint._replace(suffix="")).translate(_NO_DELIMITERS)
    named = _named(reference)
    who = _who(reference, hint) if named else titles.as_given(reference)
    kept = "" if base.is_listed(reference) else "unlisted"
    return f"{markup.unquoted(who)} {kept} {date} {hint.suffix}"


def _named(reference: Reference) -> tuple[tuple[Name, ...], ...]:
    names = reference.author if reference.type == LETTER else _names(reference)
    return (names,) if names else ()


# --- the order of the references ---------------------------------------------


def _sort_lead(reference: Reference) -> str:
    names = _names(reference)
    if names:
        return _FOR_SORTING.names(
            names if len(names) < _LEAD_ROW.least else names[: _LEAD_ROW.shown]
        )
    return markup.unquoted(_title_and_helpers(reference, _FOR_SORTING))


def _sort_undated(reference: Reference) -> str:
    return "1" if reference.issued else "0"


def _sort_date(reference: Reference) -> str:
    if reference.type in _DATED_BY_DAY:
        # A letter's range has another dash than a book's, which comes after it.
        return date_forms.sortable(reference.issued, date_forms.FULL).replace("–", "-")
    return date_forms.sortable(reference.issued, date_forms.YEAR)


def _sort_title(reference: Reference) -> str:
    return markup.unquoted(_title(reference))


_NO_DELIMITERS = str.maketrans("–/", "  ")

STYLE = Style(
    entry=entry,
    cite=cite,
    sort=(
        _sort_lead,
        _sort_undated,
        _sort_date,
        _sort_title,
        base.sort_volume,
        base.sort_original,
        base.sort_archive,
    ),
    signature=_signature,
    people=_named,
    names=NameRule.PRIMARY_INITIALS,
    suffixes=True,
)
