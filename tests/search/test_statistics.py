"""The counts: every work once a year, in every cut as often as the filters find it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.model import edtf
from sergecli.model.edtf import Span
from sergecli.model.kinds import GROUPS, KINDS
from sergecli.model.work import Catalogue, Head, LifeEvent, Publication, Work
from sergecli.search import filters, statistics
from sergecli.search.filters import Query

HEAD = Head(title="Writings", author="A", language="en")
SERGE = Head(
    title="Writings",
    author="A",
    language="en",
    died=edtf.parse("1947-11-17"),
    life_events=(
        LifeEvent(date=edtf.parse("1912-01-31/1917"), event="in prison"),
        LifeEvent(date=edtf.parse("1941-09"), event="in Mexico"),
    ),
)


def work(date: str = "", kind: str = "article", **fields: object) -> Work:
    known = {"id": "x", "title": "X", "kind": kind, **fields}
    return Work(date=edtf.parse(date) if date else None, **known)  # type: ignore[arg-type]


def counted(bars: list[statistics.Bar]) -> dict[str, int]:
    return {bar.label: bar.works for bar in bars}


def test_every_kind_is_in_one_group() -> None:
    assert sorted(kind for kinds in GROUPS.values() for kind in kinds) == sorted(KINDS)


def test_years_run_without_a_gap() -> None:
    assert counted(statistics.years([work("1908"), work("1911-05"), work("1911~")], HEAD)) == {
        "1908": 1,
        "1909": 0,
        "1910": 0,
        "1911": 2,
    }


def test_a_break_in_life_has_its_years_without_a_work() -> None:
    bars = counted(statistics.years([work("1915")], SERGE))
    assert list(bars) == [str(year) for year in range(1912, 1942)]
    assert sum(bars.values()) == 1


def test_no_year_stands_outside_those_asked_for() -> None:
    bars = statistics.years([work("1915"), work("1910/1916")], SERGE, Span(1914, 1920))
    assert counted(bars) == {"1914": 1, "1915": 1, "1916": 0, "1917": 0}


@pytest.mark.parametrize(
    ("date", "span", "year"),
    [
        ("1937/1938", None, "1937"),
        ("1937/1938", Span(1938, 1940), "1938"),
        ("1936/1947", Span(1, 1940), "1936"),
        ("194X", None, "1940"),
        ("194X", Span(1945, 9999), "1945"),
        ("{1946-07,1948-11}", None, "1946"),
        ("{1946-07,1948-11}", Span(1947, 1950), "1948"),
        ("1928~", Span(1928, 1928), "1928"),
        # Outside of what was asked it stands where it is: no filter lets it by.
        ("1908", Span(1920, 1930), "1908"),
    ],
)
def test_a_work_counts_in_the_first_year_it_may_fall_in(
    date: str, span: Span | None, year: str
) -> None:
    bars = counted(statistics.years([work(date)], HEAD, span))
    assert {label for label, works in bars.items() if works} == {year}


def test_what_may_fall_in_several_years_is_counted_apart() -> None:
    every = [work(date) for date in ("1937/1938", "194X", "1938-04/1938-06", "1938", "")]
    assert statistics.over_years(every) == 2


def test_years_after_death_stand_only_if_they_have_works() -> None:
    works = [work("1947"), work("1972", "book"), work("2025"), work()]
    bars = statistics.years(works, SERGE)
    assert [bar.label for bar in bars[-4:]] == ["1947", "1972", "2025", ""]
    drawn = statistics.gathered(bars, SERGE)
    assert [bar.label for bar in drawn[-3:]] == ["1947", "later", ""]
    assert drawn[-2].kinds == {"book": 1, "article": 1}
    only_later = statistics.years([work("1972"), work("1975")], SERGE, Span(1948, 9999))
    assert [bar.label for bar in only_later] == ["1972", "1975"]
    assert statistics.gathered(only_later, SERGE) == only_later


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["", "1908", "1912-05", "1926/1929", "194X", "{1946-07,1950}", "19XX", "2001"]
            ),
            st.sampled_from(KINDS),
        ),
        min_size=1,
    ),
    st.none() | st.builds(Span, st.integers(1900, 1930), st.integers(1930, 2010)),
)
def test_the_years_add_up_to_the_works(made: list[tuple[str, str]], span: Span | None) -> None:
    works = filters.select([work(*one) for one in made], Query(span=span))
    bars = statistics.years(works, SERGE, span)
    whole = statistics.whole(works)
    for shown in (bars, statistics.gathered(bars, SERGE)):
        assert sum((bar.kinds for bar in shown), Counter()) == whole.kinds
    assert [bar.label for bar in bars] == sorted(
        (bar.label for bar in bars), key=lambda x: x or "X"
    )
    assert sum(whole.groups) == whole.works == len(works)


def test_the_real_years_are_those_of_his_writing_life(catalogue: Catalogue) -> None:
    years = statistics.years(catalogue.works, catalogue.head)
    assert years[0].label == "1908"
    whole = statistics.with_ends(years, catalogue.head)
    bars = statistics.gathered(whole, catalogue.head)
    assert [bar.label for bar in bars] == ["1890", *map(str, range(1908, 1948)), "later", ""]
    assert sum(bar.works for bar in bars) == len(catalogue)
    for bar in bars[:-2]:
        year = int(bar.label)
        begun = [one for one in catalogue if one.date and one.date.earliest.year == year]
        assert bar.kinds == Counter(one.kind for one in begun), year


# --- other cuts ----------------------------------------------------------------------------------


def test_every_translator_counts_what_the_filter_finds(catalogue: Catalogue) -> None:
    bars = [
        bar for bar in statistics.counts(catalogue.works, "translator", catalogue.head) if bar.label
    ]
    names = {name for one in catalogue for p in one.publications for name in p.translators}
    assert {bar.label for bar in bars} == names
    assert len(names) > 15
    for bar in bars:
        asked = Query(translator=bar.label)
        works = filters.select(catalogue, asked)
        editions = filters.editions(works, catalogue.head, asked)
        assert (bar.works, bar.editions) == (len(works), len(editions)), bar.label
        assert bar.kinds == Counter(one.kind for one in works), bar.label


def test_a_translator_counts_once_a_work_and_once_a_printing() -> None:
    first = Publication(container="A", translators=("Ann", "Bob", "Ann"))
    again = Publication(container="B", translators=("Ann",))
    works = [work(reproduced_from=first, editions=(again,)), work(reproduced_from=again), work()]
    assert [
        (bar.label, bar.works, bar.editions) for bar in statistics.counts(works, "translator", HEAD)
    ] == [
        ("Ann", 2, 3),
        ("Bob", 1, 1),
        ("", 1, 0),
    ]


@pytest.mark.parametrize("by", ["kind", "container", "language"])
def test_a_cut_adds_up_to_the_works(catalogue: Catalogue, by: str) -> None:
    bars = statistics.counts(catalogue.works, by, catalogue.head)
    known = Counter(getattr(one, by) for one in catalogue)
    assert counted(bars) == known
    assert [bar.label for bar in bars if not bar.label] == [""] * ("" in known)
    assert [bar.works for bar in bars if bar.label] == sorted(
        (works for label, works in known.items() if label), reverse=True
    )


def test_equals_stand_by_the_family_name_or_without_the_article() -> None:
    names = [Publication(translators=(name,)) for name in ("Zoe Adams", "Émile Zola", "Al Éluard")]
    works = [work(reproduced_from=one) for one in names]
    bars = statistics.counts(works, "translator", HEAD)
    assert [bar.label for bar in bars] == ["Zoe Adams", "Al Éluard", "Émile Zola"]
    titles = [Publication(container=name) for name in ("The Review", "Soviet Russia", "Left")]
    bars = statistics.counts([work(first_publication=one) for one in titles], "container", HEAD)
    assert [bar.label for bar in bars] == ["Left", "The Review", "Soviet Russia"]
