"""Where the manuals and pandoc's citeproc with the official styles part.

Each difference is a row of the table in docs/citations.md. `without` takes out of
a reference what the two write differently, and leaves the rest: of that they must
say the same, to the letter.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from sergecli.citations import base, contributors, markup, mla, titles
from sergecli.citations.capitals import APA, CHICAGO, MLA, Rule
from sergecli.model import edtf
from sergecli.model.csl import LETTER, SERIALS, THESIS, Name, Reference
from sergecli.model.edtf import Date, Kind

_NOTES, _AUTHOR_DATE = "chicago", "chicago-author-date"
_BOTH = (_NOTES, _AUTHOR_DATE)
_ALL = (*_BOTH, "mla", "apa")
_NOBODY = Name("Nemo", "Noone")
_BOOKS = {"book", "chapter"}
_LAST_QUOTATION = re.compile(r"""[“"]([^“”"]*?) *[”"](?=[?!.]*$)""")
# Citeproc leaves d’ and l’ small even if the word is the first of a subtitle, and the last; it
# gives a unit after a number a capital.
_OTHERWISE = re.compile(r"[:?!.] [dl]’|\d (?:cm|ha|kg|km|mg|mm|nm)\b")
_TITLES = ("title", "container_title", "collection_title", "original_title")
# What citeproc keeps small.
_CITEPROC = Rule(CHICAGO.small - {"vs"} | {"about"}, compounds=False)


class Difference(NamedTuple):
    """One difference: its row of the table, the styles, and a reference without it."""

    name: str
    styles: tuple[str, ...]
    without: Callable[[Reference], Reference]


def agreed(reference: Reference, style: str, more: "tuple[Difference, ...]" = ()) -> Reference:
    """Give the reference without what the manual and citeproc write differently."""
    for difference in (*DIFFERENCES, *more):
        if style in difference.styles:
            reference = difference.without(reference)
    return _cased(reference, {"mla": MLA, "apa": APA}.get(style, CHICAGO), style)


def names(reference: Reference, style: str) -> list[str]:
    """Name the differences that bear on a reference."""
    concerned = [each for each in DIFFERENCES if style in each.styles]
    return [each.name for each in concerned if each.without(reference) != reference]


def _without(*variables: str) -> Callable[[Reference], Reference]:
    blank = Reference(id="", type="", title="")._asdict()
    return lambda reference: reference._replace(**{name: blank[name] for name in variables})


def _where(
    condition: Callable[[Reference], object], change: Callable[[Reference], Reference]
) -> Callable[[Reference], Reference]:
    return lambda reference: change(reference) if condition(reference) else reference


def _certain(reference: Reference) -> Reference:
    issued, original = map(_first_year, (reference.issued, reference.original_date))
    return reference._replace(issued=issued, original_date=original)


def _first_year(date: Date | None) -> Date | None:
    """Give the first year of a date that is not one certain day, month or year."""
    if date is None:
        return None
    vague = date.approximate or date.uncertain or any(point.unspecified for point in date.points)
    several = len({point.year for point in date.points}) > 1 or date.kind is Kind.SET
    return _year(date) if vague or several else date


def _year(date: Date | None) -> Date | None:
    return edtf.parse(f"{date.points[0].year:04}") if date else None


def _season(reference: Reference) -> Reference:
    seasonal = reference.issued and any(point.season for point in reference.issued.points)
    return reference._replace(issued=_year(reference.issued)) if seasonal else reference


def _written(reference: Reference) -> Reference:
    return reference._replace(written=None, issued=reference.issued or reference.written)


def _page_of_letter(reference: Reference) -> Reference:
    if reference.type != LETTER:
        return reference._replace(recipient=(), letter_date=None)
    site = reference.archive or reference.container_title
    return reference._replace(type="webpage", recipient=(), archive="", container_title=site)


def _book(reference: Reference) -> Reference:
    return reference._replace(type="book", genre="")


def _titled(reference: Reference) -> Reference:
    described = titles.is_description(reference)
    title = reference.title[1:-1].strip() if described else reference.title
    return reference._replace(title=title, inner_titles=())


def _without_article(reference: Reference) -> Reference:
    return reference._replace(container_title=reference.container_title.removeprefix("The "))


def _cased(reference: Reference, rule: Rule, style: str) -> Reference:
    """Give titles in the style's capitals where citeproc has others, for nobody to change."""
    for name in _TITLES:
        variable = name.replace("_", "-")
        value = getattr(reference, name)
        ours = titles.title(reference, variable, rule=rule)
        theirs = titles.title(reference, variable, rule=_CITEPROC)
        if style == "apa" and (name == "title" or reference.type == "chapter"):
            ours, theirs = titles.sentence(reference, variable), markup.parse(value)
        if reference.language != "en" or variable in reference.verbatim:
            theirs = markup.parse(value)
        if ours != theirs or _OTHERWISE.search(value) or (style == "apa" and _in_text(reference)):
            changed: dict[str, Any] = {name: markup.unquoted(_marked(ours))}
            verbatim = reference.verbatim | {variable}
            reference = reference._replace(**changed, verbatim=verbatim)
    return reference


def _in_text(reference: Reference) -> bool:
    """Return whether a title in APA's place of an author has words with hyphens: X-Ray."""
    if reference.author:
        return False
    whole = Rule(APA.small, compounds=False)
    ours, theirs = (titles.title(reference, "title", rule=rule) for rule in (APA, whole))
    return ours != theirs


def _marked(title: markup.Markup) -> markup.Markup:
    """Write quotation marks as letters."""
    return tuple(
        piece if isinstance(piece, str) else f"“{markup.unquoted(piece.inside)}”" for piece in title
    )


def _one_role(reference: Reference) -> Reference:
    return reference._replace(translator=()) if reference.editor else reference


def _first_number(reference: Reference) -> Reference:
    return reference._replace(issue=reference.issue.partition(" [")[0])


def _unasked(reference: Reference) -> Reference:
    return reference._replace(title=reference.title.rstrip("?!. "))


def _unnested(reference: Reference) -> Reference:
    """Take the marks off a quotation that ends a title."""
    changed: dict[str, Any] = {
        name: _LAST_QUOTATION.sub(r"\1", getattr(reference, name))
        for name in ("title", "original_title")
    }
    return reference._replace(**changed)


def _short(reference: Reference) -> Reference:
    short = titles.short(reference, rule=CHICAGO)
    return _unnested(reference._replace(title=markup.unquoted(_marked(short))))


def _in_order(reference: Reference) -> Reference:
    """Take off the article that a title begins with, within a quotation too."""
    words = markup.unquoted(markup.parse(reference.title))
    article = titles.initial_article(reference, words)
    return reference._replace(title=reference.title.replace(article, "", 1))


def _leads(reference: Reference) -> bool:
    return bool(reference.author or (reference.type == "book" and reference.editor))


_BEYOND_CSL = _without(
    "pseudonym", "original_author", "attributed_to", "original_container", "original_issue",
    "original_publisher", "translated_from", "excerpt_from", "title_translation", "proper_nouns",
    "whole", "periodical_series", "reviser",
)  # fmt: skip

# In the order in which they are taken out.
DIFFERENCES = (
    Difference(
        "words for an edition",
        _ALL,
        _where(lambda one: not one.edition.isdecimal() or one.edition == "1", _without("edition")),
    ),
    Difference(
        "academic presses",
        ("mla",),
        lambda one: one._replace(publisher=mla.abbreviated(one.publisher)),
    ),
    Difference("entries of reference works", _ALL, _without("reference_work")),
    Difference("theses", _ALL, _where(lambda one: one.type == THESIS, _book)),
    Difference(
        "unpublished texts in an archive",
        _ALL,
        _where(
            lambda one: one.archive_location or one.papers,
            _without("archive", "archive_location", "papers"),
        ),
    ),
    Difference("reviews", _ALL, _without("reviewed_title", "reviewed_author")),
    Difference("letters", _ALL, _where(base.is_letter, _page_of_letter)),
    Difference("descriptions and titles in titles", _ALL, _titled),
    Difference("volumes with a title of their own", _ALL, _without("volume_of")),
    Difference("signatures, extracts, first publications, revised translations", _ALL, _BEYOND_CSL),
    Difference("dates of writing", (_NOTES, "mla"), _without("written")),
    Difference("dates of writing in front", (_AUTHOR_DATE, "apa"), _written),
    Difference("uncertain dates and spans of years", _ALL, _certain),
    Difference(
        "nobody's work",
        _ALL,
        _where(
            lambda one: not _leads(one) and bool(one.translator or one.type != "article-journal"),
            lambda one: one._replace(author=(_NOBODY,)),
        ),
    ),
    Difference(
        "an editor in front, and a translator",
        _BOTH,
        _where(lambda one: not one.author and one.editor, _without("translator")),
    ),
    Difference(
        "the month of a numbered periodical",
        (_NOTES,),
        _where(
            lambda one: one.type == "article-journal" and one.volume and one.issue,
            lambda one: one._replace(issued=_year(one.issued)),
        ),
    ),
    Difference(
        "a number without a volume",
        _BOTH,
        _where(lambda one: one.type == "article-magazine", _without("issue", "volume", "page")),
    ),
    Difference(
        "The before a periodical",
        _BOTH,
        _where(
            lambda one: one.type in SERIALS and "container-title" not in one.verbatim,
            _without_article,
        ),
    ),
    Difference(
        "the translator of a text",
        ("mla",),
        _where(lambda one: one.type != "book", _without("translator")),
    ),
    Difference(
        "the translator of a chapter",
        _BOTH,
        _where(lambda one: one.type == "chapter", _without("translator")),
    ),
    Difference("the archive as a second container", ("mla",), _without("archive")),
    Difference("the archive of what was published", ("apa",), _without("archive")),
    Difference("original titles", _ALL, _without("original_title")),
    Difference(
        "original dates",
        _ALL,
        _where(
            lambda one: (
                not one.issued or one.type not in _BOOKS or one.type == "chapter" or one.edition
            ),
            _without("original_date"),
        ),
    ),
    Difference(
        "the year of the original",
        ("mla",),
        lambda one: one._replace(original_date=_year(one.original_date)),
    ),
    Difference(
        "series without a number",
        (*_BOTH, "mla"),
        _where(
            lambda one: not (one.issue or one.collection_title[-1:].isdecimal()),
            _without("collection_title"),
        ),
    ),
    Difference("seasons", ("mla", "apa"), _season),
    Difference("places", ("mla",), _without("publisher_place")),
    Difference(
        "texts that stand nowhere",
        ("mla",),
        _where(
            lambda one: one.type == "webpage" and not one.container_title,
            lambda one: one._replace(container_title="Site"),
        ),
    ),
    Difference("books on the web", (*_BOTH, "mla"), _without("whole_book")),
    Difference(
        "the volume of an author's book",
        ("mla",),
        _where(
            lambda one: one.author and not (one.container_title or one.editor or one.translator),
            _without("volume"),
        ),
    ),
    Difference(
        "an editor and another translator",
        _ALL,
        _where(lambda one: one.type == "book" and one.editor != one.translator, _one_role),
    ),
    Difference(
        "who translated a whole book",
        ("apa",),
        _where(
            lambda one: one.type == "chapter" and contributors.translates_book(one),
            _without("translator"),
        ),
    ),
    Difference("two numbers of an issue", _ALL, _first_number),
    Difference("quotations that end quotations", _ALL, _unnested),
    Difference("a comma after the mark that ends a title", _BOTH, _unasked),
    # Last of those of titles: one with such a mark within is not shortened.
    Difference("shortened titles", (*_BOTH, "mla"), _where(lambda one: not _leads(one), _short)),
    Difference("Retrieved", ("apa",), _where(lambda one: not one.issued, _without("url"))),
)

# In a bibliography, and in shortened notes.
TOGETHER = (
    Difference("titles in order without their articles", _ALL, _in_order),
    Difference("titles in order without their editions", ("chicago",), _without("edition")),
    Difference(
        "titles in order without who helped",
        _BOTH,
        _where(lambda one: one.author, _without("editor", "translator")),
    ),
    Difference(
        "one author before the same author et al.",
        _ALL,
        lambda one: (
            one._replace(author=one.author[:2])
            if one.author
            else one._replace(editor=one.editor[:2])
        ),
    ),
    Difference("shortened titles", ("mla",), _short),
    Difference("letters after the year", (_AUTHOR_DATE, "apa"), _without("original_date")),
    Difference(
        "spans of months in order",
        (_AUTHOR_DATE, "apa"),
        _where(
            lambda one: one.issued and one.issued.kind is Kind.INTERVAL,
            lambda one: one._replace(issued=_year(one.issued)),
        ),
    ),
)
SHORTENED = (Difference("shortened titles", (_NOTES,), _short),)
