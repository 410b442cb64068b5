"""The filters that commands for many works share, as options."""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from sergecli.cli import completion
from sergecli.cli.declare import flag, option, options
from sergecli.cli.options import Source, chosen
from sergecli.errors import DateError, NothingFoundError, UsageError
from sergecli.text.english import check_among

if TYPE_CHECKING:
    from sergecli.model.edtf import Anniversary, Span
    from sergecli.model.work import Catalogue, Work
    from sergecli.search.filters import Query

PLACES = {"all": None, "index": True, "beyond": False}
_BY = ("author", "attributed", "about", "other", "translator")

_filter = partial(option, panel="Filters")


@options
class Filters:
    """Which works, and in which order."""

    year: str | None = _filter(
        "YEARS",
        "Dated (perhaps) 1938, 1936-1940, -1912, 1930s, 1938-04 …",
        completion.years,
        default=None,
    )
    on: str | None = _filter(
        "DAY", "Written or published on that day: today, 11-07, November …", default=None
    )
    kind: list[str] | None = _filter(
        "KIND", "letter, or letters,articles …; repeatable.", completion.kinds, default=None
    )
    by: list[str] | None = _filter(
        "WHOM",
        "author, (wrongly) attributed, about, other or translator; repeatable.",
        _BY,
        default=None,
    )
    in_: str = _filter(
        "WHERE",
        "index (the archive's), beyond (not in it) or all.",
        PLACES,
        name="--in",
        default="all",
    )
    author: str = _filter("NAME", "Any part of an author's name.")
    recipient: str = _filter("NAME", "Letters to a person.")
    signed: str = _filter("NAME", "Signed with a name: le retif …")
    tag: str = _filter("TAG", "With a tag of your own.")
    container: str = _filter("TITLE", "Published in a periodical or a book.")
    publisher: str = _filter(
        "NAME", "Published by a publisher, or in a series.", completion.publishers
    )
    place: str = _filter("NAME", "Published or written in a place.")
    translator: str = _filter("NAME", "Any part of a translator's name.", completion.translators)
    editor: str = _filter("NAME", "Any part of an editor's name.", completion.editors)
    language: str = _filter(
        "LANGUAGE", "With an edition in a language: fr, Spanish …", completion.languages
    )
    original_language: str = _filter("LANGUAGE", "Written in a language.", completion.languages)
    untranslated: str = _filter(
        "LANGUAGE", "Without a known edition in a language.", completion.languages
    )
    retranslated: bool = flag(
        "--retranslated", "Translated into one language more than once.", panel="Filters"
    )
    online: bool = flag("--online", "Can be read online, in any language.", panel="Filters")
    sort: str | None = _filter(
        "KEY",
        "By date, title, kind, author or index (the archive's order).",
        ("date", "title", "kind", "author", "index"),
        default=None,
    )
    reverse: bool = flag("--reverse", "Reverse the order.", panel="Filters")
    limit: int | None = _filter("N", "At most N works.", min=1, default=None)

    def query(self, default_sort: str = "") -> "Query":
        """Return the query; raises UsageError that names the invalid option.

        `default_sort` is used without --sort; "" leaves the order unchanged.
        """
        from sergecli.search import filters

        sort = default_sort if self.sort is None else chosen("--sort", self.sort, filters.SORTS)
        # Most options are fields of the query by the same name.
        as_typed = {
            name: one for name in filters.Query._fields if (one := getattr(self, name, None))
        }
        return filters.Query(**as_typed)._replace(
            span=None if self.year is None else _span(self.year),
            on=None if self.on is None else anniversary("--on", self.on),
            kinds=_kinds(self.kind or ()),
            by=frozenset(chosen("--by", whom, _BY) for whom in self.by or ()),
            indexed=PLACES[chosen("--in", self.in_, PLACES)],
            original_language=_language("--original-language", self.original_language),
            untranslated=_language("--untranslated", self.untranslated),
            language=_language("--language", self.language),
            sort=sort,
        )


def _span(years: str) -> "Span":
    """Parse the years of --year; raises UsageError."""
    from sergecli.model import date_spans

    try:
        return date_spans.parse_span(years)
    except DateError as error:
        raise UsageError(f"--year: {error}") from None


def anniversary(option: str, day: str) -> "Anniversary":
    """Parse a day of any year, which may be "today"; raises UsageError that names the option."""
    from sergecli.model import date_spans

    try:
        return date_spans.parse_anniversary(today() if day.strip().lower() == "today" else day)
    except DateError as error:
        message = f"{option}: {error}"
        with suppress(DateError):
            import shlex

            date_spans.parse_span(day)
            message += f"; for that time, serge list --year {shlex.quote(day)}"
        raise UsageError(message) from None


def today() -> str:
    """Return today's month and day in local time: "11-07"."""
    from datetime import datetime

    return f"{datetime.now().astimezone():%m-%d}"


def select(source: Source, catalogue: "Catalogue", query: "Query") -> "list[Work]":
    """Return the works that match a query; raises NothingFoundError with suggestions."""
    from sergecli.search import filters

    works = filters.select(catalogue, query, catalogue.head.language)
    if not works:
        raise nothing(source, query)
    return works


def nothing(source: Source, query: "Query", what: str = "No works match.") -> NothingFoundError:
    """Return the error for a query that no works match, with suggestions."""
    from sergecli.search import suggestions

    catalogue = source.load()
    return suggestions.nothing(catalogue, query, catalogue.head.language, what)


def _kinds(given: Iterable[str]) -> frozenset[str]:
    """Return the kinds that words mean: "letter", "letters,articles"; raises UsageError."""
    from sergecli.model.kinds import KIND_NAMES, KINDS

    words = [word.strip().lower() for text in given for word in text.split(",")]
    for word in words:
        check_among("--kind", word, KINDS, KIND_NAMES)
    return frozenset(kind for word in words for kind in KIND_NAMES[word])


def _language(option: str, given: str) -> str:
    """Return the tag of a language given by its tag or English name; raises UsageError."""
    if not given:
        return ""
    from sergecli.model.identifiers import language_error
    from sergecli.model.languages import KNOWN

    names = {language.english.lower(): tag for tag, language in KNOWN.items()}
    small = given.strip().lower()
    main = small.partition("-")[0]
    if small in names or (main in KNOWN and not language_error(given.strip())):
        return names.get(small, small)
    check_among(option, small, tuple(sorted(names)))
    return ""
