"""The catalogue that comes with the program keeps its own rules, and the archive's facts.

`index.tsv` is the archive's index of 2 May 2023, row by row: number, date in
EDTF, title, and path under the archive's address.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date as Day  # noqa: N812 - as in the program
from itertools import chain, groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
from edtf import parse_edtf

from sergecli.catalogue import index
from sergecli.model.edtf import parse
from sergecli.model.kinds import KINDS
from sergecli.model.work import Attribution, Catalogue, Head, Publication, Work, keys
from sergecli.search import fuzzy
from sergecli.text.folding import filing_name, fold
from tests.conftest import DATA, Serge

ARCHIVE = "https://www.marxists.org/archive/serge/"
# After every date of the catalogue.
END = parse("2999").earliest


@dataclass(frozen=True)
class Row:
    """One row of the archive's index."""

    n: str
    edtf: str
    title: str
    path: str


def read_index() -> list[Row]:
    text = (Path(__file__).parents[1] / "index.tsv").read_text(encoding="utf-8")
    head, *lines = text.removesuffix("\n").split("\n")
    assert head.split("\t") == [field.name for field in fields(Row)]
    return [Row(*line.split("\t")) for line in lines]


INDEX = read_index()
TEXT = DATA.read_text(encoding="utf-8")
DOCUMENT: dict[str, Any] = tomllib.loads(TEXT)
RECORDS: list[dict[str, Any]] = DOCUMENT["works"]
PEOPLE: dict[str, list[str]] = {
    name: known if isinstance(known, list) else known["other_names"]
    for name, known in DOCUMENT["people"].items()
}

Printing = tuple[str, Publication]


def printings(work: Work) -> Iterator[Printing]:
    """Every printing of a work with a name for messages: "jacson text"."""
    for name, one in (
        ("first_publication", work.first_publication),
        ("reproduced_from", work.reproduced_from),
    ):
        if one:
            yield f"{work.id} {name}", one
    for number, one in enumerate(work.editions, 1):
        yield f"{work.id} editions[{number}]", one


def every_printing(catalogue: Catalogue) -> list[Printing]:
    found = [one for work in catalogue for one in printings(work)]
    assert len(found) > 380
    return found


def indexed(catalogue: Catalogue) -> list[Work]:
    """The works of the archive's index."""
    return [work for work in catalogue if work.index]


def beyond(catalogue: Catalogue) -> tuple[list[Work], list[Work]]:
    """The archive's texts that its index lacks, and the books without a text there."""
    others = [work for work in catalogue if not work.index]
    texts = [work for work in others if work.url]
    return texts, [work for work in others if work.id in BOOKS and not work.url]


def added(catalogue: Catalogue) -> list[Work]:
    """The other works that the archive does not have, in their order."""
    kept = {work.id for work in (*indexed(catalogue), *chain(*beyond(catalogue)))}
    return [work for work in catalogue if work.id not in kept]


def every_text(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Every string in a record, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from every_text(inner, f"{place} {key}")
    elif isinstance(value, list):
        for inner in value:
            yield from every_text(inner, place)


# --- the archive's index -------------------------------------------------------------------------


def test_every_row_of_the_index_is_a_record_in_its_order(catalogue: Catalogue) -> None:
    rows = [
        Row(work.index, str(work.date or ""), work.title, work.url.removeprefix(ARCHIVE))
        for work in catalogue.works[: len(INDEX)]
    ]
    for row, expected in zip(rows, INDEX, strict=True):
        assert row == expected


def test_nothing_else_has_a_number_of_the_index(catalogue: Catalogue) -> None:
    after = catalogue.works[len(INDEX) :]
    assert len(after) == 229
    assert {work.index for work in after} == {""}


def test_after_the_index_come_texts_of_the_archive_then_books(catalogue: Catalogue) -> None:
    texts, books = beyond(catalogue)
    assert (len(texts), len(books)) == (14, 42)
    assert [*indexed(catalogue), *texts, *books, *added(catalogue)] == list(catalogue)


def test_what_the_archive_lacks_is_ordered_by_whose_it_is_and_by_date(
    catalogue: Catalogue,
) -> None:
    groups = [list(group) for _, group in groupby(added(catalogue), whose)]
    assert [whose(group[0]) for group in groups] == ["author", "translator", "about", "archive"]
    assert [len(group) for group in groups] == [138, 4, 29, 2]
    for group in groups:
        dates = [work.date.earliest if work.date else END for work in group]
        assert dates == sorted(dates)


def whose(work: Work) -> str:
    """Tell in which group of the works that the archive lacks a work stands."""
    return "archive" if work.kind == "archive" else work.role or str(work.attribution)


def test_the_books_stand_in_the_order_of_their_years(catalogue: Catalogue) -> None:
    _, books = beyond(catalogue)
    years_of = [work.date.earliest.year if work.date else 9999 for work in books]
    assert years_of == sorted(years_of)
    assert [work.id for work in books if not work.date] == [work.id for work in books[-3:]]


def test_every_address_is_the_archive_s_and_of_the_index_only_a_heading_has_none(
    catalogue: Catalogue,
) -> None:
    without = [work.index for work in indexed(catalogue) if not work.url]
    assert without == ["48"]
    assert all(work.url.startswith(ARCHIVE) for work in catalogue if work.url)
    assert catalogue.head.archive_url == ARCHIVE


def test_no_two_works_have_one_address(catalogue: Catalogue) -> None:
    addresses = Counter(work.url for work in catalogue if work.url)
    shared = {
        address.removeprefix(ARCHIVE): [work.index for work in catalogue if work.url == address]
        for address, count in addresses.items()
        if count > 1
    }
    # The index leads to the same section for both; the note of the second says so.
    assert shared == {"1945/xx/assassin.html#tomb": ["96", "100"]}


def test_in_the_index_there_are_two_lives_99_works_8_parts_and_an_appendix(
    catalogue: Catalogue,
) -> None:
    works = indexed(catalogue)
    lives = [work for work in works if work.kind == "biography"]
    parts = [work for work in works if work.part_of]
    appendix = [work for work in works if work.attribution is Attribution.ATTRIBUTED]
    assert [work.index for work in lives] == ["1", "2"]
    assert [work.index for work in parts] == [
        "44.1", "44.2", "44.3", "44.4", "44.5", "46.1", "48.1", "48.2",
    ]  # fmt: skip
    assert [work.index for work in appendix] == ["102"]
    others = [work for work in works if work not in (*lives, *parts, *appendix)]
    assert len(others) == 99
    assert len(works) == 110


def test_the_words_of_the_index_are_kept_only_where_they_say_something_else(
    catalogue: Catalogue,
) -> None:
    filed = {work.index: (work.index_date, str(work.date)) for work in catalogue if work.index_date}
    assert filed["45"] == ("Early 1928", "1928~")
    assert filed["59"] == ("1837/1938", "1937/1938")
    for number, (words, date) in filed.items():
        assert re.search(r"\d{4}", words), number
        assert words != date, number
    assert not [work.id for work in catalogue if work.index_date and not work.index]


# --- ids and references --------------------------------------------------------------------------


# Ids keep the first words of a title; these titles need more of them to be told
# from another (there is a "memoirs-of-a-revolutionary", a "during-the-civil-war").
LONG_IDS = {
    "year-one-ni-2-the-counter-revolutionary-socialists",
    "year-one-ni-4-dissolution-of-the-constituent-assembly",
    "the-anarchists-and-the-experience-of-the-russian-revolution",
    "memoires-dun-revolutionnaire-et-autres-ecrits-politiques",
    "ecrits-et-correspondances-sur-la-revolution-en-chine",
}


def test_ids_are_unique_and_readable(catalogue: Catalogue) -> None:
    ids = [work.id for work in catalogue]
    assert Counter(ids).most_common(1)[0][1] == 1
    for name in ids:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name), name
        assert len(name) >= 4, name
        assert re.search(r"[a-z]{3}", name), name
    assert {name for name in ids if len(name) > 48} == LONG_IDS


PUBLISHED = Path(__file__).with_name("ids.txt")


def test_no_id_that_was_ever_published_is_gone(catalogue: Catalogue) -> None:
    published = PUBLISHED.read_text(encoding="utf-8").split()
    assert len(published) >= 339
    assert set(published) <= {work.id for work in catalogue}


def test_an_id_can_be_guessed_from_its_title(catalogue: Catalogue) -> None:
    titled = {
        work.id: {word.lower() for word in re.findall(r"\w+", work.title)}
        for work in catalogue
        if work.title.isascii() and "." not in work.index
    }
    strangers = {
        name
        for name, words in titled.items()
        if not set(re.split(r"-", name)[:1]) & (words | {"correspondence"})
    }
    assert not strangers


def test_works_of_the_same_title_are_told_apart_by_their_dates(catalogue: Catalogue) -> None:
    titles = Counter(work.title for work in catalogue)
    namesakes = [work for work in catalogue if titles[work.title] > 1]
    assert [(work.index, work.id) for work in namesakes] == [
        ("27", "intellectual-life-in-russia-1922-08-12"),
        ("37", "intellectual-life-in-russia-1923-08"),
        ("53", "letter-to-trotsky-1936-08-10"),
        ("55", "letter-to-trotsky-1936-08-14"),
    ]
    assert all(work.id.endswith(f"-{work.date}") for work in namesakes)


def test_no_work_is_there_twice(catalogue: Catalogue) -> None:
    seen: dict[tuple[str, str], str] = {}
    for work in catalogue:
        for title in {fold(one) for one in (work.title, work.original_title) if one}:
            other = seen.setdefault((title, str(work.date)), work.id)
            # An extract may go by the original title of the book it is taken from.
            assert other in {work.id, work.extract_of}, work.id


def test_no_printing_is_there_twice(catalogue: Catalogue) -> None:
    for work in catalogue:
        found = [one for _, one in printings(work)]
        # A translation that the archive made from the first printing has it twice, once
        # with the translator; all others differ in what they are, not in their notes.
        described = Counter(
            (one.title, one.container, one.issue, str(one.date), one.publisher, one.language)
            for one in found
            if one is not work.reproduced_from
        )
        assert not [one for one, count in described.items() if count > 1], work.id


def test_see_is_mutual_and_never_names_a_work_twice(catalogue: Catalogue) -> None:
    by_id = {work.id: work for work in catalogue}
    for work in catalogue:
        assert len(set(work.see)) == len(work.see), work.id
        one_way = [other for other in work.see if work.id not in by_id[other].see]
        assert not one_way, work.id


def test_a_part_in_the_index_knows_its_whole_by_its_number(catalogue: Catalogue) -> None:
    by_id = {work.id: work for work in catalogue}
    for work in indexed(catalogue):
        whole, dot, _ = work.index.partition(".")
        assert bool(work.part_of) == bool(dot), work.id
        if dot:
            assert by_id[work.part_of].index == whole


def test_parts_beyond_the_index_belong_to_works_in_it(catalogue: Catalogue) -> None:
    by_id = {work.id: work for work in catalogue}
    texts, books = beyond(catalogue)
    wholes = Counter(work.part_of for work in texts if work.part_of)
    assert wholes == {"year-one-alternative-translation": 10, "in-a-time-of-duplicity": 3}
    assert all(by_id[whole].index for whole in wholes)
    assert not [work.id for work in books if work.part_of]


def test_an_extract_of_something_is_an_extract(catalogue: Catalogue) -> None:
    by_id = {work.id: work for work in catalogue}
    extracts = [work for work in catalogue if work.extract_of]
    assert {work.extract_of for work in extracts} == {
        "year-one-of-the-russian-revolution",
        "memoirs-of-a-revolutionary",
    }
    for work in extracts:
        assert work.kind == "extract", work.id
        assert by_id[work.extract_of].kind in {"book", "memoir"}


# --- the books that hold a work ------------------------------------------------------------------

# A pamphlet holds letters in its later editions, a book of poetry another one.
HOLDS = {"collection", "correspondence", "diary", "pamphlet", "poetry"}
# Books with other pieces in an appendix, and one of them is in the index.
WITH_APPENDIX = {"from-lenin-to-stalin", "the-life-and-death-of-leon-trotsky"}
# Known to be in a collection, but not from a printing of their own in it:
IN_AS_A_WHOLE = {
    ("resistance", "a-blaze-in-a-desert"): "its note says that it has these poems",
    ("the-case-of-comrade-tulayev", "les-revolutionnaires"): "one of its five novels",
    (
        "memoirs-of-a-revolutionary",
        "memoires-dun-revolutionnaire-et-autres-ecrits-politiques",
    ): "taken from its title",
}
# In a collection with a part of them only, and so not simply in it:
IN_PART = {
    ("portraying-the-men-and-events-of-our-times", "notebooks-1936-1947"),
    ("a-letter-and-some-notes", "the-serge-trotsky-papers"),
    ("the-endangered-city", "the-serge-trotsky-papers"),
    # It is a part of that book anyway.
    ("confessions", "resistance"),
}


def titles(work: Work) -> set[str]:
    """Every title that a work goes by, folded."""
    known = (
        work.title,
        work.original_title,
        *work.other_titles,
        *(one.title for one in work.publications),
    )
    return {fold(title) for title in known if title}


def test_what_holds_a_work_is_a_book_and_not_itself_in_another(catalogue: Catalogue) -> None:
    by_id = {work.id: work for work in catalogue}
    assert sum(bool(work.collected_in) for work in catalogue) >= 40
    for work in catalogue:
        assert len(set(work.collected_in)) == len(work.collected_in), work.id
        for name in work.collected_in:
            if name not in WITH_APPENDIX:
                assert by_id[name].kind in HOLDS, work.id
                assert not by_id[name].index, work.id
            assert not by_id[name].collected_in, work.id


def test_what_is_in_a_collection_has_a_printing_in_it(catalogue: Catalogue) -> None:
    by_id = {work.id: work for work in catalogue}
    without = {
        (work.id, name)
        for work in catalogue
        for name in work.collected_in
        if not {fold(one.container) for one in work.publications} & titles(by_id[name])
    }
    assert without == set(IN_AS_A_WHOLE)


def test_what_has_a_printing_in_a_collection_is_in_it(catalogue: Catalogue) -> None:
    _, books = beyond(catalogue)
    holding = [work for work in books if work.kind in HOLDS or work.id in WITH_APPENDIX]
    holders = {title: work.id for work in holding for title in titles(work)}
    unsaid = {
        (work.id, holders[fold(one.container)])
        for work in catalogue
        for one in work.publications
        if fold(one.container) in holders and not one.presumed
    }
    said = {(work.id, name) for work in catalogue for name in work.collected_in}
    assert unsaid - said == IN_PART


# --- whose work ----------------------------------------------------------------------------------


def test_a_work_by_someone_else_says_so(catalogue: Catalogue) -> None:
    for work in catalogue:
        his = "Victor Serge" in work.authors
        assert his == (work.attribution is Attribution.AUTHOR), work.id
    others = [
        (work.index, work.attribution, work.authors)
        for work in indexed(catalogue)
        if work.attribution is not Attribution.AUTHOR
    ]
    assert others == [
        ("1", Attribution.ABOUT, ("Jean Rière",)),
        ("2", Attribution.ABOUT, ("Richard Greeman",)),
        ("17", Attribution.ABOUT, ()),
        ("102", Attribution.ATTRIBUTED, ()),
    ]


def test_authors_are_written_only_where_they_are_not_serge_alone() -> None:
    for record in RECORDS:
        assert record.get("authors") != ["Victor Serge"], record["id"]
        assert record.get("attribution") != "author", record["id"]


def test_on_their_morals_and_ours_is_attributed_and_nobody_s(catalogue: Catalogue) -> None:
    (work,) = (work for work in catalogue if work.title == "On Their Morals and Ours")
    assert work.attribution is Attribution.ATTRIBUTED
    assert work.authors == ()
    assert "Trotsky" in work.note
    assert "not by serge" in work.note.lower()


def test_a_letter_with_a_recipient_is_of_a_kind_that_has_one(catalogue: Catalogue) -> None:
    addressed = [work for work in catalogue if work.recipient]
    assert len(addressed) >= 5
    assert {work.kind for work in addressed} == {"letter", "correspondence"}


# --- people --------------------------------------------------------------------------------------


def people_of(record: dict[str, Any]) -> Iterator[str]:
    """Every name in a record, as the file spells it."""
    yield from record.get("authors", ())
    yield from filter(None, [record.get("recipient")])
    for one in (
        record.get("first_publication"),
        record.get("reproduced_from"),
        *record.get("editions", ()),
    ):
        for field in ("translators", "editors"):
            yield from (one or {}).get(field, ())
        yield from (contributor["name"] for contributor in (one or {}).get("contributors", ()))


def test_everyone_in_a_record_is_in_the_table_of_people_under_one_spelling() -> None:
    named = {name for record in RECORDS for name in people_of(record)}
    assert len(named) >= 40
    assert named - set(PEOPLE) == set()


def test_the_table_of_people_has_nobody_else_but_the_author() -> None:
    named = {name for record in RECORDS for name in people_of(record)}
    assert set(PEOPLE) - named <= {DOCUMENT["catalogue"]["author"]}


def test_a_spelling_stands_for_one_person() -> None:
    spellings = [*PEOPLE, *(one for others in PEOPLE.values() for one in others)]
    assert Counter(spellings).most_common(1)[0][1] == 1


def test_people_are_sorted_by_family_name() -> None:
    names = list(PEOPLE)
    assert names == sorted(names, key=lambda name: fold(filing_name(name)))


def test_nobody_translates_or_edits_twice_in_one_printing(catalogue: Catalogue) -> None:
    for place, one in every_printing(catalogue):
        for names in (one.translators, one.editors):
            assert len(set(names)) == len(names), place


# --- after his death -----------------------------------------------------------------------------


def test_books_that_he_did_not_live_to_see_are_known(catalogue: Catalogue) -> None:
    assert (str(catalogue.head.born), str(catalogue.head.died)) == ("1890-12-30", "1947-11-17")
    _, books = beyond(catalogue)
    assert {work.id for work in books if catalogue.posthumous(work)} == {
        "notebooks-1936-1947", "the-case-of-comrade-tulayev", "memoirs-of-a-revolutionary",
        "the-life-and-death-of-leon-trotsky", "unforgiving-years", "lettres-a-antoine-borie",
        "le-tropique-et-le-nord", "la-lutte-contre-le-stalinisme",
        "witness-to-the-german-revolution", "the-serge-trotsky-papers", "revolution-in-danger",
        "memoires-dun-revolutionnaire-et-autres-ecrits-politiques",
        "collected-writings-on-literature-and-revolution", "retour-a-louest",
        "lextermination-des-juifs-de-varsovie", "anarchists-never-surrender",
        "a-blaze-in-a-desert", "ecrits-et-correspondances-sur-la-revolution-en-chine",
        "le-retif", "pour-un-brasier-dans-un-desert", "reflexions-sur-lanarchisme",
        "ecris-moi-a-mexico", "la-rivoluzione-russa",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "men-in-prison", "birth-of-our-power", "conquered-city", "midnight-in-the-century",
        "last-times", "portrait-de-staline", "16-fusilles-a-moscou", "resistance",
        # Its only known printings are late, but the first one is not known.
        "the-endangered-city",
        "the-anarchists-and-the-experience-of-the-russian-revolution",
    ],
)  # fmt: skip
def test_books_that_he_saw_or_may_have_seen_are_not_posthumous(
    catalogue: Catalogue, name: str
) -> None:
    (work,) = (work for work in catalogue if work.id == name)
    assert not catalogue.posthumous(work)


# Their notes call them posthumous, but no printing of them has a date.
UNDATED = {"les-revolutionnaires", "la-degeneracion-de-la-urss", "lecole-du-cynisme"}


def test_the_note_of_a_book_says_so_if_it_is_posthumous(catalogue: Catalogue) -> None:
    _, books = beyond(catalogue)
    said = {
        work.id
        for work in books
        if re.search(
            r"after (?:Serge’s|his) death|after the death of both|his death, gathered|posthumous",
            work.note,
        )
    }
    assert said == {work.id for work in books if catalogue.posthumous(work)} | UNDATED
    assert all(work.date is None for work in books if work.id in UNDATED)


def test_a_book_is_dated_by_its_first_printing_unless_that_is_posthumous(
    catalogue: Catalogue,
) -> None:
    _, books = beyond(catalogue)
    compared = 0
    for work in books:
        printed = work.first_publication.date if work.first_publication else None
        if work.date is None or printed is None:
            continue
        compared += 1
        if work.date.latest.year != printed.latest.year:
            # Dated by the years of writing, then, which lie before.
            assert catalogue.posthumous(work), work.id
            assert work.date.latest < printed.earliest, work.id
            assert work.written is None, work.id
    assert compared >= 25


# --- where it was written ------------------------------------------------------------------------

PLACES = {
    "Brussels", "Coyoacán, Mexico", "Erongarícuaro", "Mexico City", "Orenburg",
    "Paris", "Petrograd", "Petrograd–Moscow", "Vienna, Leningrad, Detskoye Selo",
}  # fmt: skip


def test_the_places_of_writing_are_known(catalogue: Catalogue) -> None:
    assert {work.written_at for work in catalogue if work.written_at} == PLACES


def test_the_parts_of_a_work_were_written_where_it_was(catalogue: Catalogue) -> None:
    by_id = {work.id: work for work in catalogue}
    for work in catalogue:
        if work.written_at and work.part_of:
            assert work.written_at == by_id[work.part_of].written_at, work.id


# --- printings -----------------------------------------------------------------------------------

NUMBER = r"[1-9]\d*"
RANGE = rf"{NUMBER}(?:–{NUMBER})?"
VOLUME = re.compile(RANGE)
# "41 [23]" is number 41, which is 23 in another count.
ISSUE = re.compile(rf"{RANGE}(?:, {RANGE})*(?: \[{NUMBER}\])?")
# "18–" begins on page 18; where it ends is not known.
PAGES = re.compile(rf"(?:{RANGE}(?:, {RANGE})*|{NUMBER}–)")
ISBN = re.compile(r"(?:97[89]-)?\d{1,5}-\d{1,7}-\d{1,7}-[\dX]")
LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")

# What has a container, and neither publisher nor editors, is a periodical …
PERIODICALS = frozenset(
    [
        "Babel", "Bulletin communiste", "Cahiers du CERMTRI",
        "Clarté", "Correspondance internationale", "International Press Correspondence",
        "International Socialism", "La Lutte de Classes", "La Révolution prolétarienne",
        "La Wallonie", "Le Crapouillot", "Le Mouvement social", "Le Révolté", "Left",
        "Les Humbles", "Les Réfractaires", "New Militant", "Par delà la Mêlée",
        "Partisan Review", "Peace News", "Politics", "Revolutionary History",
        "Socialist Appeal", "Soviet Russia",
        "The Communist International", "The Communist Review", "The Liberator", "The Militant",
        "The New International", "Tierra y Libertad", "Témoins", "Vanguard", "What Next?",
        "l’anarchie", "À contretemps",
        "Combat", "Esprit", "History Workshop Journal", "La Batalla", "La Vie ouvrière",
        "Le Monde libertaire", "Lettres françaises", "Linea d’ombra", "L’Intransigeant",
        "Masses", "New Left Review", "New Left Review (en español)", "New Politics", "Now",
        "Revista de Humanidades de Valparaíso", "Ural",
        "Victor Serge Centenary Group Newsletter",
        # What appears online.
        "A Terra é Redonda", "Cuadernos Vlady", "Dissent", "Fundación Andreu Nin",
        "Historical Materialism", "Jacobin", "Le Maitron, dictionnaire biographique",
        "The Libertarian Labyrinth", "trockist.net",
    ]
)  # fmt: skip
# … or a book of which the publisher is not known:
BOOKS_WITHOUT_PUBLISHER = {
    "L’An 1 de la révolution russe": "the extracts' source says no more than Paris, 1930",
    "L’École du cynisme. De la Seconde Guerre mondiale et de ses raisons": "only an ISBN",
    "En communisme: mon journal de Russie 1918–1921": "Sedgwick names place and year",
}
# Books that hold a work, with editors or a publisher, but not both a publisher and a year:
PARTLY_KNOWN_BOOKS = {
    ("Revolution in Danger: Writings from Russia, 1919–1921", "1997"): "publisher not stated",
    ("L’An I de la révolution russe, suivi de La Ville en danger", ""): "year not stated",
    ("Les Anarchistes dans la révolution russe", "1973"): "publisher not stated",
}


def test_what_is_cited_as_a_periodical_is_one(catalogue: Catalogue) -> None:
    containers = {one.container for _, one in every_printing(catalogue) if one.periodical}
    assert containers - PERIODICALS - set(BOOKS_WITHOUT_PUBLISHER) == set()
    assert (PERIODICALS | set(BOOKS_WITHOUT_PUBLISHER)) - containers == set()


def test_a_book_that_holds_a_work_has_a_publisher_and_a_year(catalogue: Catalogue) -> None:
    for place, one in every_printing(catalogue):
        if one.container and one.container not in PERIODICALS | set(BOOKS_WITHOUT_PUBLISHER):
            assert not one.issue, place
            if not (one.publisher and one.date):
                assert (one.container, str(one.date or "")) in PARTLY_KNOWN_BOOKS, place


def test_books_that_are_partly_known_are_still_so(catalogue: Catalogue) -> None:
    partly = {
        (one.container, str(one.date or ""))
        for _, one in every_printing(catalogue)
        if one.container and not one.periodical and not (one.publisher and one.date)
    }
    assert partly == set(PARTLY_KNOWN_BOOKS)


UNDATED_BOOKS = {"L’École du cynisme. De la Seconde Guerre mondiale et de ses raisons"}
UNDATED_NOTE = re.compile(r"\b(?:date|year|printing)\b[^;]* not (?:known|stated)")


def test_a_printing_has_a_date_or_says_that_it_has_none(catalogue: Catalogue) -> None:
    undated = 0
    for place, one in every_printing(catalogue):
        if is_printing(one):
            undated += one.date is None
            # The book's own record says so for the pieces in it.
            said = UNDATED_NOTE.search(one.note) or one.container in UNDATED_BOOKS
            assert one.date or said, place
    assert undated > 10


def test_a_note_that_says_so_is_true(catalogue: Catalogue) -> None:
    for place, one in every_printing(catalogue):
        if re.search(r"\byear\b[^;]* not (?:known|stated)", one.note):
            assert not one.date, place
        if re.search(r"\bpublisher(?:(?:,| and) (?:year|translator))* not", one.note):
            assert not one.publisher, place
        if re.search(r"translator\b[^;]* not (?:known|named|stated)", one.note):
            assert not one.translators, place


def test_notes_of_printings_are_no_sentences(catalogue: Catalogue) -> None:
    notes = [(place, one.note) for place, one in every_printing(catalogue) if one.note]
    assert len(notes) > 80
    assert not [place for place, note in notes if note.endswith(".")]


def test_a_number_stands_in_a_series_or_a_periodical(catalogue: Catalogue) -> None:
    numbered = [(place, one) for place, one in every_printing(catalogue) if one.volume or one.issue]
    assert len(numbered) > 80
    for place, one in numbered:
        assert one.series or one.container in PERIODICALS, place
        assert not (one.issue and one.container not in PERIODICALS), place


def test_a_periodical_has_no_publisher_editors_or_isbn(catalogue: Catalogue) -> None:
    for place, one in every_printing(catalogue):
        if one.container in PERIODICALS:
            assert (one.publisher, one.isbn, one.editors) == ("", "", ()), place


def test_volumes_issues_pages_and_languages_are_well_formed(catalogue: Catalogue) -> None:
    for place, one in every_printing(catalogue):
        for field, form in (
            ("volume", VOLUME), ("issue", ISSUE), ("pages", PAGES), ("language", LANGUAGE),
        ):  # fmt: skip
            value = getattr(one, field)
            assert not value or form.fullmatch(value), f"{place}: {field}: {value}"
    for work in catalogue:
        assert not work.language or LANGUAGE.fullmatch(work.language), work.id


def test_ranges_ascend(catalogue: Catalogue) -> None:
    compared = 0
    for place, one in every_printing(catalogue):
        for value in (one.volume, one.issue.partition(" [")[0], one.pages):
            numbers = [int(number) for number in re.findall(r"\d+", value)]
            compared += len(numbers) > 1
            assert all(a < b for a, b in pairwise(numbers)), f"{place}: {value}"
    assert compared > 40


def test_dates_of_printings_lie_within_reason(catalogue: Catalogue) -> None:
    for place, one in every_printing(catalogue):
        if one.date:
            assert Day(1908, 1, 1) <= one.date.earliest, place
            assert one.date.latest <= Day(2026, 12, 31), place


def test_nothing_is_printed_before_it_is_first_printed_or_written(catalogue: Catalogue) -> None:
    compared = 0
    for work in catalogue:
        first, text = (one and one.date for one in (work.first_publication, work.reproduced_from))
        for earlier, later in ((first, text), (work.written, first), (work.written, text)):
            if earlier and later:
                compared += 1
                assert earlier.earliest <= later.latest, work.id
    assert compared > 40


# Of these books neither title, place nor publisher is known:
BARELY_KNOWN = {
    "lassassinat-politique-et-lurss first_publication": "the pamphlet as it came out, in 1938",
    "la-degeneracion-de-la-urss first_publication": "described by its language and its length",
    "vie-des-revolutionnaires first_publication": "known from one reference, with its year",
    "memoirs-of-a-revolutionary editions[27]": "the German edition of 1967, from a review",
    "memoirs-of-a-revolutionary editions[28]": "that of 1977, from the same review",
    "per-milioni-di-uomini-senza-voce first_publication": "known from its ISBN",
}


def test_every_printing_says_something(catalogue: Catalogue) -> None:
    barely = {
        place
        for place, one in every_printing(catalogue)
        if not (one.container or one.publisher or one.title or one.translators)
        and not (one.place or one.series)
    }
    assert barely == set(BARELY_KNOWN)


def is_printing(one: Publication) -> bool:
    """Tell whether more is known than who translated a text, which makes no printing."""
    return bool(one.container or one.publisher or one.place or one.title or not one.translators)


def check_digit(isbn: str) -> bool:
    """Sum up an ISBN of ten or thirteen digits."""
    digits = [10 if char == "X" else int(char) for char in isbn.replace("-", "")]
    if len(digits) == 10:
        return (
            sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11
            == 0
        )
    return sum(digit * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0


@pytest.mark.parametrize(
    ("isbn", "right"),
    [
        ("978-0-306-40615-7", True),
        ("978-0-306-40615-8", False),
        ("0-8044-2957-X", True),
        ("0-8044-2957-1", False),
    ],
)
def test_the_check_digit_is_reckoned_right(isbn: str, *, right: bool) -> None:
    assert check_digit(isbn) is right


def test_every_isbn_is_whole_and_has_its_check_digit(catalogue: Catalogue) -> None:
    numbers = {one.isbn for _, one in every_printing(catalogue) if one.isbn}
    numbers |= {
        found
        for text in (
            *(work.note for work in catalogue),
            *(one.note for _, one in every_printing(catalogue)),
        )
        for found in re.findall(r"\d[\d-]{10,15}[\dX](?!\d)", text)
    }
    assert len(numbers) >= 40
    for isbn in numbers:
        assert ISBN.fullmatch(isbn), isbn
        assert len(isbn.replace("-", "")) == (13 if isbn.startswith("97") else 10), isbn
        assert check_digit(isbn), isbn


def test_a_book_of_one_isbn_is_described_alike_wherever_it_stands(catalogue: Catalogue) -> None:
    described: dict[str, set[tuple[object, ...]]] = {}
    for _, one in every_printing(catalogue):
        if one.isbn:
            # The day of publication stands in the book's own record only.
            year = str(one.date or "")[:4]
            described.setdefault(one.isbn, set()).add(
                (one.publisher, one.place, year, one.language, one.editors)
            )
    assert {isbn: books for isbn, books in described.items() if len(books) > 1} == {}


# --- how the file is written ---------------------------------------------------------------------


def in_order(used: list[str], record: type) -> bool:
    """Tell whether keys stand in the order of a record's fields."""
    names = list(keys(record))
    return used == sorted(used, key=names.index)


def test_keys_stand_in_the_order_of_the_fields() -> None:
    assert in_order(list(DOCUMENT["catalogue"]), Head)
    for record in RECORDS:
        assert in_order(list(record), Work), record["id"]
        for one in (
            record.get("first_publication"),
            record.get("reproduced_from"),
            *record.get("editions", ()),
        ):
            assert in_order(list(one or ()), Publication), record["id"]


def test_a_blank_line_stands_between_records_and_nowhere_in_them() -> None:
    head, *blocks = TEXT.removesuffix("\n").split("\n\n[[works]]\n")
    assert len(blocks) == len(RECORDS)
    assert "[[works]]" not in head
    for block in blocks:
        assert "\n\n" not in block, block.split("\n")[1]
        assert "[[works]]" not in block, block.split("\n")[1]


def test_a_printing_stands_on_one_line_but_for_its_contents() -> None:
    for number, line in enumerate(TEXT.split("\n"), 1):
        opened = line.count("{") - line.count("}")
        assert opened == line.endswith("contents = [") - line.startswith("    ]"), number
        assert line == line.rstrip(), number
        assert "\t" not in line, number


# Where a hyphen between numbers should be a dash.
PROSE = {
    "title",
    "container",
    "series",
    "volume",
    "issue",
    "pages",
    "index_date",
    "other_titles",
    "note",
}


def test_texts_are_typographic() -> None:
    for record in RECORDS:
        for place, text in every_text(record, record["id"]):
            assert text == text.strip(), place
            assert text.isprintable(), place
            assert "  " not in text, place
            if "://" not in text:
                assert not set(text) & {"'", '"', "`"}, f"{place}: {text}"
            if place.rpartition(" ")[2] in PROSE:
                assert not re.search(r"\d-\d", ISBN.sub("", text)), f"{place}: {text}"
                assert " - " not in text, f"{place}: {text}"


def test_quotation_marks_open_and_close() -> None:
    for record in RECORDS:
        for place, text in every_text(record, record["id"]):
            assert text.count("“") == text.count("”"), f"{place}: {text}"
            assert not re.search(r"“\s|\s”", text), f"{place}: {text}"
            assert text.count("(") == text.count(")"), f"{place}: {text}"


def test_notes_are_sentences() -> None:
    notes = [(record["id"], record["note"]) for record in RECORDS if "note" in record]
    assert len(notes) > 50
    for place, note in notes:
        assert note[0].isupper() or note[0] in "“‘0123456789", f"{place}: {note}"
        assert note[-1] in ".!?”)", f"{place}: {note}"


def test_every_record_names_its_sources() -> None:
    without = [record["id"] for record in RECORDS if not record.get("sources")]
    assert without == []


# What stands for pages that were read without their address being noted.
NO_ADDRESS = "a mirror or reprint of the page (address not recorded)"


def test_sources_are_addresses_or_say_that_there_is_none() -> None:
    for record in RECORDS:
        assert len(set(record["sources"])) == len(record["sources"]), record["id"]
        for source in record["sources"]:
            # An address may be followed by what it leads to.
            address = re.fullmatch(r"https?://\S+(?: \(.+\))?", source)
            printed = re.match(r"[“A-ZÉ].+(?:\(.*\d{4}|, \d\d? \w+ \d{4}$|, on )", source)
            assert address or printed or source == NO_ADDRESS, record["id"]


# Sites that offer whole books of others without leave, by their names.
PIRATES = re.compile(
    r"zlibrary|vdocuments|whosread|bookreadfree|freenovelread|kostenlosonlinelesen|dokumen\.pub"
    r"|docslib|pdfdrive|full-english-books|libcat\.ru|readanybook|scribd\.com/doc|revoltlib"
)


def test_nothing_leads_to_a_pirated_text() -> None:
    assert not PIRATES.search(TEXT)


def test_every_kind_is_used() -> None:
    assert {record["kind"] for record in RECORDS} == set(KINDS)


# --- the books by their titles -------------------------------------------------------------------

# The 42 books without a text on the archive, and six that are in its index: the title that a
# reader of English knows, and the one in the language of the original, where they are known.
BOOKS = {
    "the-endangered-city": ("The Endangered City", "La ville en danger"),
    "the-anarchists-and-the-experience-of-the-russian-revolution": (
        "The Anarchists and the Experience of the Russian Revolution",
        "Gli anarchici e l’esperienza della rivoluzione russa",
    ),
    "during-the-civil-war": ("During the Civil War", "Pendant la guerre civile"),
    "soviets-1929": ("Soviets 1929", "Soviet(s) 1929", "Soviet 1929"),
    "men-in-prison": ("Men in Prison", "Les Hommes dans la prison"),
    "birth-of-our-power": ("Birth of Our Power", "Naissance de notre force"),
    "literature-and-revolution": ("Literature and Revolution", "Littérature et révolution"),
    "notebooks-1936-1947": ("Notebooks 1936–1947", "Carnets", "Carnets (1936–1947)"),
    "16-fusilles-a-moscou": ("16 fusillés à Moscou", "Seize fusillés à Moscou"),
    "russia-twenty-years-after": (
        "Russia Twenty Years After", "Destiny of a Revolution", "Destin d’une révolution",
    ),
    "resistance": ("Resistance", "Résistance"),
    "lassassinat-politique-et-lurss": (
        "L’Assassinat politique et l’U.R.S.S.", "L’Assassinat d’Ignace Reiss",
    ),
    "midnight-in-the-century": ("Midnight in the Century", "S’il est minuit dans le siècle"),
    "hitler-contra-stalin": ("Hitler contra Stalin",),
    "the-case-of-comrade-tulayev": ("The Case of Comrade Tulayev", "L’Affaire Toulaév"),
    "portrait-de-staline": ("Portrait of Stalin", "Portrait de Staline"),
    "memoirs-of-a-revolutionary": ("Memoirs of a Revolutionary", "Mémoires d’un révolutionnaire"),
    "the-life-and-death-of-leon-trotsky": (
        "The Life and Death of Leon Trotsky", "Vie et mort de Léon Trotsky",
    ),
    "last-times": ("Last Times", "The Long Dusk", "Les derniers temps"),
    "unforgiving-years": ("Unforgiving Years", "Les Années sans pardon"),
    "lettres-a-antoine-borie": ("Lettres à Antoine Borie", "Lettres à Antoine Borie (1946–1947)"),
    "le-tropique-et-le-nord": ("Le Tropique et le Nord",),
    "la-lutte-contre-le-stalinisme": ("La Lutte contre le stalinisme",),
    "witness-to-the-german-revolution": (
        "Witness to the German Revolution", "Notes d’Allemagne (1923)", "Notes d’Allemagne",
    ),
    "the-serge-trotsky-papers": (
        "The Serge-Trotsky Papers",
        "Correspondence and Other Writings between Victor Serge and Leon Trotsky",
    ),
    "revolution-in-danger": (
        "Revolution in Danger", "Revolution in Danger: Writings from Russia, 1919–1921",
    ),
    "memoires-dun-revolutionnaire-et-autres-ecrits-politiques": (
        "Mémoires d’un révolutionnaire et autres écrits politiques",
    ),
    "collected-writings-on-literature-and-revolution": (
        "Collected Writings on Literature and Revolution",
    ),
    "retour-a-louest": ("Retour à l’Ouest",),
    "lextermination-des-juifs-de-varsovie": ("L’Extermination des Juifs de Varsovie",),
    "anarchists-never-surrender": ("Anarchists Never Surrender",),
    "a-blaze-in-a-desert": ("A Blaze in a Desert", "A Blaze in a Desert: Selected Poems"),
    "ecrits-et-correspondances-sur-la-revolution-en-chine": (
        "Écrits et correspondances sur la révolution en Chine en 1927",
    ),
    "les-revolutionnaires": ("Les Révolutionnaires",),
    "la-degeneracion-de-la-urss": ("La degeneración de la URSS y la Guerra Civil española",),
    "le-retif": ("Le Rétif: articles parus dans “l’anarchie”", "Le Rétif articles"),
    "vie-des-revolutionnaires": ("Vie des révolutionnaires",),
    "pour-un-brasier-dans-un-desert": ("Pour un brasier dans un désert",),
    "reflexions-sur-lanarchisme": ("Réflexions sur l’anarchisme",),
    "ecris-moi-a-mexico": ("Écris-moi à Mexico",),
    "lecole-du-cynisme": ("L’École du cynisme",),
    "la-rivoluzione-russa": ("La Rivoluzione russa",),
    # in the index
    "lenin-in-1917": ("Lenin in 1917", "Lénine, 1917"),
    "what-everyone-should-know-about-repression": (
        "What everyone should know about repression",
        "What Every Revolutionary Should Know About State Repression",
        "Les Coulisses d’une Sûreté générale",
        "Ce que tout révolutionnaire doit savoir de la répression",
    ),
    "the-class-struggle-in-the-chinese-revolution": (
        "The Class Struggle in the Chinese Revolution",
        "La Lutte des classes dans la révolution chinoise",
    ),
    "year-one-of-the-russian-revolution": (
        "Year One of the Russian Revolution", "L’An 1 de la révolution russe",
        "L’An I de la révolution russe",
    ),
    "conquered-city": ("Conquered City", "Ville conquise"),
    "from-lenin-to-stalin": ("From Lenin to Stalin", "De Lénine à Staline"),
}  # fmt: skip


def test_the_list_has_every_book(catalogue: Catalogue) -> None:
    _, books = beyond(catalogue)
    assert {work.id for work in books} <= set(BOOKS)
    assert len(BOOKS) == 48


@pytest.fixture(scope="module")
def words(catalogue: Catalogue) -> index.Built:
    """The words of the catalogue, read once."""
    return index.Built(catalogue.works)


@pytest.mark.parametrize(
    ("name", "title"), [(name, title) for name, known in BOOKS.items() for title in known]
)
def test_a_book_is_found_first_by_either_title(words: index.Built, name: str, title: str) -> None:
    assert fuzzy.search(words, title)[0].work.id == name
    assert fuzzy.search(words, fold(title))[0].work.id == name


# --- the figures of docs/sources.md --------------------------------------------------------------

SOURCES = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
LANGUAGES = {
    "en": "English, or not stated",
    "fr": "French",
    "it": "Italian",
    "es": "Spanish",
    "de": "German",
    "tr": "Turkish",
    "ca": "Catalan",
    "da": "Danish",
    "el": "Greek",
    "fa": "Persian",
    "hr": "Croatian",
    "ja": "Japanese",
    "ko": "Korean",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
}


def figures(catalogue: Catalogue) -> dict[str, tuple[int, ...]]:
    """What the tables of the page must say, counted in the catalogue."""
    works = list(catalogue)
    texts, books = beyond(catalogue)
    online = [work for work in works if work.url]
    every = [one for work in works for one in work.publications if is_printing(one)]
    of_books = [one for work in books for one in work.publications if is_printing(one)]
    whole = [one for one in every if not one.container]

    def texts_with(what: Callable[[Publication], object]) -> int:
        return sum(bool(work.reproduced_from and what(work.reproduced_from)) for work in online)

    his = [work for work in works if work.attribution is Attribution.AUTHOR]
    counted = {
        "works": len(works),
        "rows of the archive’s index": len(indexed(catalogue)),
        "texts on the archive that its index does not have": len(texts),
        "books without a text on the archive": len(books),
        "by Serge, alone or with others": len(his),
        "by Serge and others": sum(len(work.authors) > 1 for work in his),
        "single texts that the archive does not have": sum(
            whose(work) == "author" for work in added(catalogue)
        ),
        "translated by Serge": sum(work.role == "translator" for work in works),
        "archives of his papers": sum(work.kind == "archive" for work in works),
        "about Serge": sum(work.attribution is Attribution.ABOUT for work in works),
        "ascribed to Serge wrongly": sum(
            work.attribution is Attribution.ATTRIBUTED for work in works
        ),
        "first printed after his death, as far as is known": sum(map(catalogue.posthumous, works)),
        "known to be written in French": sum(work.language == "fr" for work in works),
        "language of the original not established": sum(not work.language for work in works),
        "printings described": len(every),
        "printings of the books without a text on the archive": len(of_books),
        "printings with an ISBN": sum(bool(one.isbn) for one in every),
        "different ISBNs": len({one.isbn for one in every if one.isbn}),
        "people": len(PEOPLE),
        "other spellings of their names": sum(map(len, PEOPLE.values())),
        "texts on the archive": len(online),
        "texts on the archive whose printing is known": texts_with(is_printing),
        "texts on the archive whose translator is named": texts_with(lambda one: one.translators),
        "works with a first printing described": sum(
            bool(work.first_publication) for work in works
        ),
        "works with a translator named in some printing": sum(
            any(one.translators for one in work.publications) for work in works
        ),
        "works whose place of writing is known": sum(bool(work.written_at) for work in works),
        "works without a date": sum(not work.date for work in works),
        "works of which no printing is known": sum(
            not any(map(is_printing, work.publications)) for work in works
        ),
        "printings without a date": sum(not one.date for one in every),
        "printings as a book of its own without a publisher": sum(
            not one.publisher for one in whole
        ),
        "printings in English without a translator": sum(
            not (one.language or one.translators) for one in every
        ),
        "printings of which it is presumed that they hold the work": sum(
            one.presumed for one in every
        ),
        "works that rest on a single source": sum(len(work.sources) == 1 for work in works),
        "works of which no source has an address": sum(
            set(work.sources) == {NO_ADDRESS} for work in works
        ),
    }
    found: dict[str, tuple[int, ...]] = {label: (number,) for label, number in counted.items()}
    for kind, count in Counter(work.kind for work in works).items():
        found[f"`{kind}`"] = (count,)
    for tag, count in Counter(one.language or "en" for one in every).items():
        found[LANGUAGES[tag]] = (
            count,
            sum((one.language or "en") == tag for one in of_books),
        )
    return found


def test_the_page_of_sources_counts_right(catalogue: Catalogue) -> None:
    rows = re.findall(r"^\| (.+?) \| (\d+)(?: \| (\d+))? \|$", SOURCES, flags=re.MULTILINE)
    said = {label: tuple(int(one) for one in numbers if one) for label, *numbers in rows}
    assert len(said) == len(rows)
    assert said == figures(catalogue)


def test_the_page_of_sources_has_no_figures_outside_its_tables() -> None:
    prose = re.sub(r"^\|.*$|`[^`]*`|\]\([^)]*\)", "", SOURCES, flags=re.MULTILINE)
    # Years, and the day of the index, may stand there.
    prose = re.sub(r"\b(?:2 May )?(?:19|20)\d\d\b", "", prose)
    assert re.findall(r"\d+", prose) == []


# --- the years -----------------------------------------------------------------------------------


def years(edtf: str) -> list[range]:
    """Give the years that a date of the index may fall in, by python-edtf."""
    if not edtf:
        return []
    read = parse_edtf(edtf)
    members = read.objects if edtf.startswith("{") else [read]
    return [range(one.lower_strict()[0], one.upper_strict()[0] + 1) for one in members]


def fall_in(dated: Iterable[tuple[str, str]], first: int, last: int) -> list[str]:
    """Give the names of what may fall in some years, from names with dates."""
    wanted = set(range(first, last + 1))
    return [name for name, edtf in dated if any(wanted & set(one) for one in years(edtf))]


def numbers_of(first: int, last: int) -> list[str]:
    """Give the rows of the index that may fall in some years."""
    return fall_in(((row.n, row.edtf) for row in INDEX), first, last)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("1938", 1938, 1938), ("1926-1929", 1926, 1929), ("1946-", 1946, 9999)],
)
def test_the_years_asked_for_are_those_of_the_index(
    serge: Serge, catalogue: Catalogue, asked: str, first: int, last: int
) -> None:
    numbers = {work.id: work.index for work in catalogue}
    answer = serge("list", "--year", asked, "--ids")
    expected = numbers_of(first, last)
    assert len(expected) > 2
    found = [numbers[one] for one in answer.out.splitlines()]
    assert sorted(filter(None, found)) == sorted(expected)
    assert answer.err == ""


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("1938", 1938, 1938), ("1940-1946", 1940, 1946), ("1948-", 1948, 9999)],
)
def test_books_and_other_texts_are_found_by_their_years_too(
    serge: Serge, asked: str, first: int, last: int
) -> None:
    dated = ((record["id"], record.get("date", "")) for record in RECORDS)
    expected = fall_in(dated, first, last)
    assert len(expected) > 10
    assert sorted(serge("list", "--year", asked, "--ids").out.splitlines()) == sorted(expected)


def test_no_work_is_found_in_a_year_without_any(serge: Serge) -> None:
    assert numbers_of(1914, 1916) == []
    assert serge("list", "--year", "1914-1916", "--ids", code=1).out == ""
