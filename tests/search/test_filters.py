"""The filters that every list-like command shares, and what a name can mean."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.model import edtf
from sergecli.model.edtf import Span
from sergecli.model.kinds import KIND_NAMES, KINDS
from sergecli.model.work import Attribution, Catalogue, Head, Publication, Work
from sergecli.search.filters import SORTS, Query, edition, editions, select
from sergecli.search.lookup import named
from sergecli.text.folding import filing, filing_name, fold


def work(
    name: str,
    title: str = "",
    date: str = "",
    kind: str = "article",
    by: Attribution = Attribution.AUTHOR,
) -> Work:
    return Work(
        id=name,
        title=title or name,
        kind=kind,
        date=edtf.parse(date) if date else None,
        attribution=by,
    )


SHELF = (
    work("undated", "Zeal"),
    work("letter-38", "The Bandits", "1938-04-28", "letter"),
    work("book-30", "Émile", "1930", "book"),
    work("life", "A Life", "1976", "biography", Attribution.ABOUT),
    work("years", "Year One", "1926/1929", "book"),
    work("not-his", "On Morals", "1938-09", "article", Attribution.ATTRIBUTED),
    work("both", "Measuring", "{1946-07,1948-11}", "diary"),
    work("about-38", "zeal", "1938~", "letter", Attribution.ABOUT),
)
EVERY = [one.id for one in SHELF]


def ids(query: Query) -> list[str]:
    return [one.id for one in select(SHELF, query)]


def test_the_empty_query_keeps_all_as_they_are() -> None:
    assert ids(Query()) == EVERY


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (1938, 1938, ["letter-38", "not-his", "about-38"]),
        (1927, 1930, ["book-30", "years"]),
        (1947, 1947, []),
        (1948, 1948, ["both"]),
        (1931, 1937, []),
        (1, 9999, EVERY[1:]),
    ],
)
def test_years_keep_what_may_fall_in_them(first: int, last: int, expected: list[str]) -> None:
    assert ids(Query(span=Span(first, last))) == expected


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ({"letter"}, ["letter-38", "about-38"]),
        ({"book", "diary"}, ["book-30", "years", "both"]),
        ({"poem"}, []),
        (set(KINDS), EVERY),
    ],
)
def test_kinds_keep_what_is_of_one_of_them(kinds: set[str], expected: list[str]) -> None:
    assert ids(Query(kinds=frozenset(kinds))) == expected


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (Attribution.AUTHOR, ["undated", "letter-38", "book-30", "years", "both"]),
        (Attribution.ATTRIBUTED, ["not-his"]),
        (Attribution.ABOUT, ["life", "about-38"]),
    ],
)
def test_by_keeps_what_is_of_that_attribution(by: Attribution, expected: list[str]) -> None:
    assert ids(Query(by=frozenset({by}))) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("date", "years book-30 letter-38 both undated about-38 not-his life"),
        ("title", "letter-38 book-30 life both not-his years about-38 undated"),
        ("kind", "not-his undated life years book-30 both about-38 letter-38"),
    ],
)
def test_works_are_sorted_by_date_title_or_kind_then_by_date(sort: str, expected: str) -> None:
    assert ids(Query(sort=sort)) == expected.split()
    assert ids(Query(sort=sort, reverse=True)) == expected.split()[::-1]


def test_reverse_alone_turns_the_given_order_round() -> None:
    assert ids(Query(reverse=True)) == EVERY[::-1]


@pytest.mark.parametrize("limit", [1, 3, 8, 100])
def test_a_limit_keeps_the_first_of_the_order_asked_for(limit: int) -> None:
    assert ids(Query(limit=limit)) == EVERY[:limit]
    assert ids(Query(limit=limit, reverse=True)) == EVERY[::-1][:limit]
    assert ids(Query(sort="date", limit=limit)) == ids(Query(sort="date"))[:limit]


def test_filters_bind_together() -> None:
    query = Query(
        span=Span(1938, 1938), kinds=frozenset({"letter"}), by=frozenset({Attribution.AUTHOR})
    )
    assert ids(query) == ["letter-38"]
    assert ids(query._replace(by=frozenset())) == ["letter-38", "about-38"]
    assert ids(query._replace(by=frozenset(), sort="date")) == ["letter-38", "about-38"]
    assert ids(query._replace(by=frozenset(), sort="date", limit=1)) == ["letter-38"]
    assert ids(query._replace(by=frozenset({Attribution.ATTRIBUTED}))) == []


def test_every_sort_key_is_known_and_puts_the_catalogue_in_order(catalogue: Catalogue) -> None:
    assert SORTS == ("date", "title", "kind", "author", "index")
    by_author = select(catalogue, Query(sort="author"))
    leads = [fold(filing_name(work.authors[0])) for work in by_author if work.authors]
    assert leads == sorted(leads)
    assert len(by_author) == len(catalogue)
    by_date = select(catalogue, Query(sort="date"))
    by_title = select(catalogue, Query(sort="title"))
    by_kind = select(catalogue, Query(sort="kind"))
    own = [work for work in by_date if work.attribution == Attribution.AUTHOR]
    assert by_date[: len(own)] == own
    for works in (own, by_date[len(own) :]):
        assert all(edtf.order(a.date) <= edtf.order(b.date) for a, b in pairwise(works))
    assert select(catalogue, Query(sort="index")) == list(catalogue)
    assert all(filing(a.title) <= filing(b.title) for a, b in pairwise(by_title))
    assert all(a.kind <= b.kind for a, b in pairwise(by_kind))
    assert {len(by_date), len(by_title), len(by_kind)} == {len(catalogue)}


@given(
    st.fixed_dictionaries(
        {
            "span": st.none() | st.builds(Span, st.integers(1900, 1938), st.integers(1938, 1980)),
            "kinds": st.frozensets(st.sampled_from(KINDS), max_size=3),
            "by": st.frozensets(st.sampled_from(Attribution), max_size=2),
            "sort": st.sampled_from(["", *SORTS]),
            "reverse": st.booleans(),
            "limit": st.none() | st.integers(1, 9),
        }
    )
)
def test_an_answer_is_what_each_filter_keeps_in_the_order_of_the_whole(
    asked: dict[str, Any],
) -> None:
    query = Query(**asked)
    whole = ids(Query(sort=query.sort, reverse=query.reverse))
    kept = (
        set(ids(Query(span=query.span)))
        & set(ids(Query(kinds=query.kinds)))
        & set(ids(Query(by=query.by)))
    )
    assert ids(query) == [name for name in whole if name in kept][: query.limit]


# --- names ---------------------------------------------------------------------------------------

HEAD = Head(title="Some Writings", author="Victor Serge", language="en")
NAMED = Catalogue(
    HEAD,
    (
        work("kronstadt", "Kronstadt"),
        work("kronstadt-21", "Kronstadt ’21"),
        work("once-more", "Once More: Kronstadt"),
        work("letter-1", "Letter to Trotsky"),
        work("letter-2", "Letter to Trotsky"),
        work("expedients", "Letter"),
        work("dots", "…"),
    ),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kronstadt", ["kronstadt"]),  # an id, although another begins so
        ("kronstadt-21", ["kronstadt-21"]),
        ("Kronstadt ’21", ["kronstadt-21"]),
        ("kronstadt '21", ["kronstadt-21"]),
        ("ONCE MORE KRONSTADT", ["once-more"]),
        ("Letter to Trotsky", ["letter-1", "letter-2"]),
        ("letter", ["expedients"]),  # a title, although ids begin so
        ("letter-", ["expedients"]),  # punctuation aside
        ("lett", ["letter-1", "letter-2"]),
        ("kron", ["kronstadt", "kronstadt-21"]),
        ("exp", ["expedients"]),
        ("more", []),
        ("trotsky", []),
        ("dots", ["dots"]),
        ("", []),
        ("  ", []),
        ("!", []),
    ],
)
def test_a_name_is_an_id_else_a_title_else_the_beginning_of_ids(
    name: str, expected: list[str]
) -> None:
    assert [one.id for one in named(NAMED, name)] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Memoirs-of-a-Revolutionary", "memoirs-of-a-revolutionary"),
        ("MEMOIRS-OF", "memoirs-of-a-revolutionary"),
        ("case of comrade tulayev", "the-case-of-comrade-tulayev"),
        ("the-long-dusk", "last-times"),
    ],
)
def test_a_name_may_lack_capitals_or_an_article_and_be_another_title(
    catalogue: Catalogue, name: str, expected: str
) -> None:
    assert [one.id for one in named(catalogue, name)] == [expected]


def test_every_work_is_found_by_its_id_and_its_title(catalogue: Catalogue) -> None:
    for one in catalogue:
        assert named(catalogue, one.id) == [one]
        found = named(catalogue, one.title)
        assert one in found
        assert {fold(each.title) for each in found} == {fold(one.title)}


HEAD = Head(title="T", author="A", language="en")
PRINTED = Work(
    id="a",
    title="A",
    kind="novel",
    first_publication=Publication(date=edtf.parse("1938"), publisher="Grasset", language="fr"),
    editions=(
        Publication(date=edtf.parse("1950"), publisher="Zé", language="pt-BR"),
        Publication(date=edtf.parse("1950"), publisher="?", translators=("Ralph Manheim",)),
    ),
)


@pytest.mark.parametrize(
    ("language", "publishers"),
    [
        ("", ["Grasset", "Zé", "?"]),
        ("pt", ["Zé"]),
        ("PT-br", ["Zé"]),
        ("pt-PT", []),
        ("f", []),
        ("en", ["?"]),
        ("En-GB", []),
    ],
)
def test_a_language_takes_in_its_regions(language: str, publishers: list[str]) -> None:
    found = editions([PRINTED], HEAD, Query(language=language))
    assert [one.publication.publisher for one in found] == publishers


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("1938", 1),
        (" 1950 ", 2),
        ("manheim ralph", 1),
        ("grasset", 1),
        ("²", 0),
        ("1" * 5000, 0),
        ("…", 0),
        ("?", 0),
    ],
)
def test_an_edition_is_named_by_year_or_by_a_word(wanted: str, found: int) -> None:
    assert len(edition(PRINTED, HEAD, wanted)) == found


@pytest.mark.parametrize("nobody", ["…", "?", "--"])
def test_what_has_no_letter_names_nobody(nobody: str) -> None:
    assert select([PRINTED], Query(translator=nobody)) == []
    assert editions([PRINTED], HEAD, Query(publisher=nobody)) == []


BY_NEW = replace(
    PRINTED,
    id="b",
    reproduced_from=Publication(date=edtf.parse("1989"), language="fr", translators=("New",)),
    editions=(*PRINTED.editions, Publication(date=edtf.parse("1970"), publisher="New")),
)


@pytest.mark.parametrize(
    ("query", "years"),
    [
        (Query(), "1938 1950 1950 1938 1989 1950 1950 1970"),
        (Query(limit=2), "1938 1950"),
        (Query(sort="date", limit=3), "1938 1938 1950"),
        (Query(sort="date", reverse=True, limit=2), "1989 1970"),
        (Query(span=Span(1939, 1950)), "1950 1950 1950 1950"),
        (Query(span=Span(1951, 1999), limit=1), "1989"),
    ],
)
def test_years_order_and_limit_are_of_editions(query: Query, years: str) -> None:
    found = editions([PRINTED, BY_NEW], HEAD, query)
    assert " ".join(str(one.publication.date) for one in found) == years


def test_who_translated_for_the_archive_had_no_hand_in_what_was_translated() -> None:
    assert [one.translators for one in (BY_NEW.reproduced_from,) if one] == [("New",)]
    (printing,) = editions([BY_NEW], HEAD, Query(span=Span(1989, 1989)))
    assert printing.publication.translators == ()
    assert editions([BY_NEW], HEAD, Query(translator="New")) == []
    assert select([BY_NEW], Query(translator="New")) == [BY_NEW]


def test_an_anniversary_is_of_any_of_the_first_dates() -> None:
    day = edtf.parse("1919-07-22")
    dated = [
        work("date", date=str(day)),
        replace(work("written"), written=day),
        replace(work("published"), published=day),
        replace(
            work("first_publication"),
            first_publication=Publication(date=day),
            editions=(Publication(date=day),),
        ),
    ]
    others = [
        replace(work("index_date"), index_date=str(day)),
        replace(work("late"), editions=(Publication(date=day),)),
    ]
    assert select(dated + others, Query(on=edtf.Anniversary(7, 22))) == dated


def test_a_first_printing_without_a_date_is_of_the_works() -> None:
    bare = replace(work("a", date="1923-08"), first_publication=Publication(container="Clarté"))
    (found,) = editions([bare], HEAD, Query(span=Span(1923, 1923)))
    assert str(found.publication.date) == "1923-08"
    assert edition(bare, HEAD, "1923") == [found.publication]


# --- what a work and its publications have -------------------------------------------------------

RETOLD = replace(
    work("retold"),
    authors=("Victor Serge", "Jean Dupont"),
    recipient="Leon Trotsky",
    signed_as="Le Rétif",
    language="fr",
    first_publication=Publication(container="Esprit", place="Paris", language="fr"),
    editions=(
        Publication(publisher="Monthly Review Press", translators=("One",)),
        Publication(publisher="New York Review Books", translators=("Two",), place="New York"),
        Publication(publisher="Grasset", translators=("Three",), language="es"),
    ),
)
PLAIN = replace(work("plain"), language="ru", url="https://example.org/")
UNKNOWN = work("unknown")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(author="dupont"), "retold"),
        (Query(recipient="trotsky"), "retold"),
        (Query(signed="retif"), "retold"),
        (Query(container="esprit"), "retold"),
        (Query(place="paris"), "retold"),
        (Query(publisher="nyrb"), "retold"),
        (Query(publisher="nyrb", translator="two"), "retold"),
        (Query(publisher="nyrb", translator="one"), ""),  # not in one edition
        (Query(publisher="grasset", language="en"), ""),
        (Query(language="es"), "retold"),
        (Query(language="en"), "retold"),
        (Query(original_language="ru"), "plain"),
        (Query(original_language="fr"), "retold"),
        (Query(untranslated="en"), ""),
        (Query(untranslated="es"), "plain"),
        (Query(untranslated="ru"), "retold"),
        (Query(retranslated=True), "retold"),
        (Query(online=True), "plain"),
    ],
)
def test_works_are_kept_by_people_places_and_languages(query: Query, expected: str) -> None:
    kept = select([RETOLD, PLAIN, UNKNOWN], query, "en")
    assert [one.id for one in kept] == expected.split()


def test_only_his_own_works_can_be_untranslated() -> None:
    french = replace(work("french"), language="fr")
    doubtful = replace(french, id="doubtful", attribution=Attribution.ATTRIBUTED)
    about = replace(french, id="about", attribution=Attribution.ABOUT)
    translated = replace(french, id="translated", role="translator")
    kept = select([french, doubtful, about, translated, UNKNOWN], Query(untranslated="en"))
    assert kept == [french, doubtful]


def test_presumed_editions_are_no_second_translation() -> None:
    certain, presumed = (
        Publication(translators=(name,), presumed=name == "Two") for name in ("One", "Two")
    )
    assert select([replace(UNKNOWN, editions=(certain, presumed))], Query(retranslated=True)) == []


def test_two_editions_by_one_translator_are_one_translation() -> None:
    again = replace(RETOLD, editions=(RETOLD.editions[0],) * 2)
    assert select([again], Query(retranslated=True)) == []


def test_what_is_asked_of_an_edition_binds_together() -> None:
    found = editions([RETOLD], HEAD, Query(publisher="nyrb", language="en"))
    assert [one.publication.publisher for one in found] == ["New York Review Books"]


def test_a_kind_has_a_plural_and_groups_have_names() -> None:
    assert KIND_NAMES["biographies"] == ("biography",)
    assert KIND_NAMES["speeches"] == ("speech",)
    assert KIND_NAMES["essays"] == ("essay",)
    assert set(KIND_NAMES["letters"]) == {"letter", "correspondence"}
    assert {"novel", "stories"} <= set(KIND_NAMES["fiction"])
    assert {kind for kinds in KIND_NAMES.values() for kind in kinds} == set(KINDS)
