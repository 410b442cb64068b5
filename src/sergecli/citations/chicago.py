"""What the three styles of the Chicago Manual of Style, 18th edition, share.

The numbers in brackets are sections of the manual.
"""

import re
from functools import partial

from sergecli.citations import base, capitals, contributors, date_forms, markup, numbers, titles
from sergecli.citations.base import Hint
from sergecli.citations.capitals import CHICAGO
from sergecli.citations.contributors import Written
from sergecli.citations.date_forms import Form
from sergecli.citations.markup import Markup, affix, group, italic, plain, quoted
from sergecli.citations.name_forms import Row
from sergecli.model import degrees, edition_statements
from sergecli.model.csl import BOOKS, LETTER, ONLINE, SERIALS, THESIS, Reference

# Pages begin with a number, roman or arabic; "chap. 3" does not.
_PAGES = re.compile(r"[A-Za-z]?\d|[ivxlcdm]+\b")
_OFTEN_UNSIGNED = frozenset({"article-magazine", "article-newspaper"})
_LEAD_ROW = Row(least=7, shown=3, serial=True)
ROW = Row(least=7, shown=3)
_written = contributors.written(ROW)
pages = partial(numbers.pages, chicago=True)


# --- names (CMOS 13.74–13.82) ------------------------------------------------


def lead(reference: Reference, hint: Hint) -> tuple[Markup, Reference]:
    """Return the names or the title that an entry begins with, and the reference without them.

    A newspaper or magazine takes the place of an author who is not named (14.87, 14.97).
    """
    names = contributors.leads(reference)
    if names:
        lead = contributors.inverted(names, _LEAD_ROW, hint, demote=True) + after_names(reference)
        return plain(lead), contributors.without_lead(reference)
    if is_unsigned(reference):
        return container(reference), reference._replace(container_title="")
    return title(reference), titles.without_title(reference)


def is_unsigned(reference: Reference) -> bool:
    """Return whether nobody is known to have written an article of a newspaper or magazine."""
    by_nobody = not (reference.author or reference.attributed_to)
    return by_nobody and bool(reference.container_title) and reference.type in _OFTEN_UNSIGNED


def after_names(reference: Reference) -> str:
    """Write " [Le Rétif, pseud.]" (13.82), or ", ed." after editors."""
    signed = contributors.pseudonym(reference, "{}, pseud.", ROW)
    return signed + contributors.editor_label(reference, ", ed.", ", eds.")


# --- titles and contributors (CMOS 13.87–13.101) -----------------------------


def title(reference: Reference) -> Markup:
    """Write a title in italics or in quotation marks, with the version of a data set."""
    title = titles.shown(reference, rule=CHICAGO, alone=_is_book(reference))
    if titles.is_only_review(reference):
        title = capitals.capital_first(book_reviewed(reference))
    return group(", ", title, affix("version ", plain(reference.version)))


def short_title(reference: Reference) -> Markup:
    """Write a shortened title (13.36)."""
    return titles.shown(reference, rule=CHICAGO, alone=_is_book(reference), whole=False)


def _is_book(reference: Reference) -> bool:
    """Return whether a title is in italics: that of a book, or of a text without a container."""
    alone = not reference.container_title and reference.type not in {*ONLINE, THESIS}
    return alone or reference.whole_book or reference.type == "book"


def letter_date(reference: Reference) -> str:
    """Write the day of a letter, or else the date of its publication (14.13)."""
    date = reference.letter_date or reference.written or reference.issued
    return date_forms.bracketed(date, date_forms.FULL)


def letter(reference: Reference, written: Written) -> Markup:
    """Write "Letter to Leon Trotsky, August 10, 1936" (14.13)."""
    addressee = plain(f"Letter to {written(reference.recipient)}")
    return group(", ", addressee, plain(letter_date(reference)))


def about(reference: Reference) -> tuple[Markup, ...]:
    """Return what is said of a text.

    That is the book it reviews, unless the title is that (14.190); to whom it is attributed;
    and of what it is an excerpt (14.8) or a part (14.79).
    """
    return (
        () if titles.is_only_review(reference) else book_reviewed(reference),
        affix("attributed to ", plain(_written(reference.attributed_to))),
        affix("excerpt from ", titles.italic_title(reference, "excerpt-from", rule=CHICAGO)),
        affix("in ", quoted(titles.title(reference, "whole", rule=CHICAGO))),
    )


def book_reviewed(reference: Reference) -> Markup:
    """Write "review of Last Times, by Victor Serge" (14.190)."""
    return titles.reviewed(reference, _written(reference.reviewed_author))


# --- books and periodicals ---------------------------------------------------


def container(reference: Reference) -> Markup:
    """Write a book and its author, or a periodical without its initial article (14.10, 14.70)."""
    if reference.type in SERIALS and "container-title" not in reference.verbatim:
        periodical = reference.container_title.removeprefix("The ")
        reference = reference._replace(container_title=periodical)
    name = titles.italic_title(reference, "container-title", rule=CHICAGO)
    author = affix("by ", plain(_written(reference.container_author)))
    return group(", ", name, author, plain(reference.periodical_series))


def edition(reference: Reference) -> Markup:
    """Write "2nd ed." (14.17)."""
    return plain(edition_statements.written(reference.edition))


def volume(reference: Reference) -> Markup:
    """Write "vol. 2", or "vol. 2 of Vers l’autre flamme" (14.20–14.21)."""
    if reference.volume_of:
        number = reference.collection_title.removeprefix(reference.volume_of).strip()
        name = titles.italic_title(reference, "volume-of", rule=CHICAGO)
        return affix(f"vol. {number} of ", name)
    return plain(numbers.volume(reference))


def series(reference: Reference) -> Markup:
    """Write a series and the number within it."""
    if reference.volume_of:
        return ()
    name = titles.numbered_series(reference, rule=CHICAGO)
    return group(", ", name, plain(numbers.labelled(reference.issue, "no.", "nos.")))


def publisher(reference: Reference) -> Markup:
    """Return the publisher, or else the place; for a thesis "PhD diss.", and where (14.113)."""
    house = titles.text(reference.publisher or reference.publisher_place)
    degree = degrees.names(reference.genre).chicago if reference.type == THESIS else ""
    return group(", ", plain(degree), house)


def archive(reference: Reference) -> Markup:
    """Write "box 3, Serge Papers, Beinecke Library" (14.119–14.130), or "ProQuest (123)"."""
    name, location = titles.text(reference.archive), titles.text(reference.archive_location)
    if reference.type == THESIS:
        return group(" ", name, affix("(", location, ")"))
    return group(", ", location, name)


def published(reference: Reference, *, capital: bool = False) -> Markup:
    """Write "1932; Gallimard, 1971": first publication, publisher, year (14.16)."""
    reprint = reference.type != "chapter" and not (reference.original_title or reference.edition)
    original = original_date(reference) if reprint else ""
    house = publisher(reference)
    if capital:
        house = capitals.capital_first(house)
    return group(", ", group("; ", plain(original), house), plain(issued(reference)))


def site(reference: Reference) -> Markup:
    """Write "Marxists Internet Archive, 2009": the page's site, and its date (14.104)."""
    name = titles.title(reference, "container-title", rule=CHICAGO)
    if reference.type == LETTER:
        name = archive(reference)
        if not reference.written:
            return name
    return group(", ", name, publisher(reference), plain(issued(reference)))


def inside(reference: Reference, written: Written, *, volume_first: bool) -> Markup:
    """Write "In Witness to the German Revolution, vol. 2, edited by …", or the volume last."""
    book = affix("In ", container(reference))
    volume = plain(numbers.volume(reference))
    helped = contributors.helped(contributors.split(reference)[1], written)
    parts = (volume, *helped) if volume_first else (*helped, volume)
    return group(", ", book, edition(reference), *parts) if book else ()


def in_serial(reference: Reference, page: str = "") -> Markup:
    """Write where a text is in a periodical (14.67–14.98)."""
    name = container(reference)
    dated = plain(issued(reference))
    if reference.type == "article-newspaper":
        return group(", ", name, dated, plain(page))
    located = plain(page or pages(reference.page))
    if not (reference.volume or reference.issue):
        return group(", ", name, dated, located)
    issue = plain(numbers.labelled(reference.issue, "no.", "nos."))
    numbered = group(", ", plain(numbers.number(reference.volume)), issue)
    mark = ": " if _PAGES.match(page or reference.page) else ", "
    placed = group(mark, group(" ", numbered, affix("(", dated, ")")), located)
    return group(" " if reference.volume else ", ", name, placed)


def originally(reference: Reference) -> Markup:
    """Write "originally published as Ville conquise (Éditions Rieder, 1932)" (13.101).

    Or "originally published in l’anarchie, January 18, 1912".
    """
    house = titles.text(reference.original_publisher)
    form = date_forms.YEAR if reference.original_publisher else date_forms.FULL
    dated = plain(date_forms.bracketed(reference.original_date, form))
    if reference.type in ONLINE and reference.original_container:
        return _first_published_in(reference, house, dated)
    dated = plain(original_date(reference))
    # Without either, it may never have been published.
    if not reference.original_title or not (house or dated):
        return ()
    name = titles.title(reference, "original-title", rule=CHICAGO)
    book = reference.type == "book" or (house and not reference.original_container)
    name = italic(name) if book else quoted(name)
    if reference.original_container:
        words = affix("originally published as ", name, " in")
        return group(" ", words, group(", ", _original_container(reference), dated))
    printed = affix("(", group(", ", house, dated), ")")
    return group(" ", affix("originally published as ", name), printed)


def _first_published_in(reference: Reference, house: Markup, dated: Markup) -> Markup:
    """Write where a text first appeared; a weekly has the day instead of a number (14.87)."""
    date = reference.original_date
    by_day = bool(date and date.points[0].day)
    issue = numbers.pages(reference.original_issue, chicago=True)
    number = "" if by_day else numbers.labelled(issue, "no.", "nos.")
    words = "translated from " if reference.translated_from else "originally published in "
    name = affix(words, _original_container(reference))
    if house:
        return group(" ", name, affix("(", group(", ", house, dated), ")"))
    if number and dated:
        return group(", ", name, group(" ", plain(number), affix("(", dated, ")")))
    return group(", ", name, plain(number), dated)


def _original_container(reference: Reference) -> Markup:
    return italic(titles.as_given(reference, "original-container"))


# --- dates (CMOS 13.102–13.104, 14.44) ---------------------------------------


def issued(reference: Reference) -> str:
    """Write as much of the date as the kind of source needs, "forthcoming" or "n.d."."""
    if reference.status:
        return "forthcoming"
    undated = reference.type in ONLINE or not base.is_listed(reference)
    undated = undated or base.is_entry_online(reference)
    written = date_forms.bracketed(reference.issued, _form(reference))
    return written or ("" if undated else base.UNDATED)


def original_date(reference: Reference) -> str:
    """Write the date of the first publication in the same form as the other date."""
    return date_forms.bracketed(reference.original_date, _form(reference))


def _form(reference: Reference) -> Form:
    if reference.type in BOOKS and not base.is_entry_online(reference):
        return date_forms.YEAR
    numbered = reference.type in SERIALS and (reference.volume or reference.issue)
    by_day = reference.type == "article-newspaper" or not numbered
    return date_forms.FULL if by_day else date_forms.TO_MONTH


# --- the order of a bibliography ---------------------------------------------


def sort_lead(reference: Reference) -> str:
    """Return a sort key of what an entry begins with: names, a newspaper or the title."""
    if is_unsigned(reference):
        return markup.unquoted(container(reference))
    return contributors.sort_lead(reference, ROW, demote=True)
