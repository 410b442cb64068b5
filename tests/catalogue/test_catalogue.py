"""The catalogue that comes with the program keeps its own rules, beyond what `serge check` knows."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sergecli.catalogue.index import Index
from sergecli.model.kinds import KINDS
from sergecli.model.publications import posthumous
from sergecli.model.work import Attribution, Catalogue, Head, Publication, Work, keys
from sergecli.search import fuzzy
from sergecli.text.folding import filing_name, fold
from tests.catalogue.facts import (
    BOOKS,
    DOCUMENT,
    NO_ADDRESS,
    PEOPLE,
    RECORDS,
    TEXT,
    beyond,
    indexed,
)

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
    assert len(published) >= 363
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


# A pamphlet holds letters in its later editions, a book of poetry another one.
HOLDS = {"collection", "correspondence", "diary", "pamphlet", "poetry"}


# Books with other pieces in an appendix, and one of them is in the index.
WITH_APPENDIX = {"from-lenin-to-stalin", "the-life-and-death-of-leon-trotsky"}


# In a collection with a part of them only, or in a part of its editions, and so not simply in it:
IN_PART = {
    ("portraying-the-men-and-events-of-our-times", "notebooks-1936-1947"),
    # The diary entry of the two pieces, not the letter.
    ("measuring-kravchenkos-testimony", "notebooks-1936-1947"),
    ("a-letter-and-some-notes", "the-serge-trotsky-papers"),
    ("the-endangered-city", "the-serge-trotsky-papers"),
    # In the electronic edition of it, not in the printed book.
    ("twenty-years-ago", "retour-a-louest"),
    ("iagoda", "retour-a-louest"),
    ("on-paul-emile-victors-boreal", "retour-a-louest"),
    # In the electronic edition; whether also in the printed book is not known.
    ("after-the-german-soviet-pact", "retour-a-louest"),
    ("joaquin-maurin", "retour-a-louest"),
    ("on-the-purge-of-the-red-army", "retour-a-louest"),
    ("on-richard-byrds-seul", "retour-a-louest"),
    # It is itself a book that holds other works.
    ("16-fusilles-a-moscou", "memoires-dun-revolutionnaire-et-autres-ecrits-politiques"),
    # They are parts of that book anyway.
    ("be-hard", "resistance"),
    ("constellation-of-dead-brothers", "resistance"),
    ("confessions", "resistance"),
    ("poem-on-an-outing-by-boat", "resistance"),
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


def test_what_is_in_a_collection_has_a_publication_in_it(catalogue: Catalogue) -> None:
    by_id = {work.id: work for work in catalogue}
    without = {
        (work.id, name)
        for work in catalogue
        for name in work.collected_in
        if not {fold(one.container) for one in work.publications} & titles(by_id[name])
    }
    assert without == set()


def test_what_has_a_publication_in_a_collection_is_in_it(catalogue: Catalogue) -> None:
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


def test_the_table_of_people_has_nobody_else_but_the_author() -> None:
    named = {name for record in RECORDS for name in people_of(record)}
    assert set(PEOPLE) - named <= {DOCUMENT["catalogue"]["author"]}


def test_people_are_sorted_by_family_name() -> None:
    names = list(PEOPLE)
    assert names == sorted(names, key=lambda name: fold(filing_name(name)))


def test_books_that_he_did_not_live_to_see_are_known(catalogue: Catalogue) -> None:
    assert (str(catalogue.head.born), str(catalogue.head.died)) == ("1890-12-30", "1947-11-17")
    _, books = beyond(catalogue)
    assert {work.id for work in books if posthumous(work, catalogue.head)} == {
        "notebooks-1936-1947", "the-case-of-comrade-tulayev", "memoirs-of-a-revolutionary",
        "the-life-and-death-of-leon-trotsky", "unforgiving-years", "lettres-a-antoine-borie",
        "le-tropique-et-le-nord", "la-lutte-contre-le-stalinisme",
        "witness-to-the-german-revolution", "the-serge-trotsky-papers", "revolution-in-danger",
        "memoires-dun-revolutionnaire-et-autres-ecrits-politiques",
        "collected-writings-on-literature-and-revolution", "retour-a-louest",
        "lextermination-des-juifs-de-varsovie", "anarchists-never-surrender",
        "a-blaze-in-a-desert", "ecrits-et-correspondances-sur-la-revolution-en-chine",
        "le-retif", "pour-un-brasier-dans-un-desert", "reflexions-sur-lanarchisme",
        "ecris-moi-a-mexico", "lecole-du-cynisme", "la-rivoluzione-russa",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "men-in-prison", "birth-of-our-power", "conquered-city", "midnight-in-the-century",
        "last-times", "portrait-de-staline", "16-fusilles-a-moscou", "resistance",
        # Its only known publications are late, but the first one is not known.
        "the-endangered-city",
        "the-anarchists-and-the-experience-of-the-russian-revolution",
    ],
)  # fmt: skip
def test_books_that_he_saw_or_may_have_seen_are_not_posthumous(
    catalogue: Catalogue, name: str
) -> None:
    (work,) = (work for work in catalogue if work.id == name)
    assert not posthumous(work, catalogue.head)


# Their notes call them posthumous, but no publication of them has a date.
UNDATED = {"les-revolutionnaires", "la-degeneracion-de-la-urss"}


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
    assert said == {work.id for work in books if posthumous(work, catalogue.head)} | UNDATED
    assert all(work.date is None for work in books if work.id in UNDATED)


def test_a_book_is_dated_by_its_first_publication_unless_that_is_posthumous(
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
            assert posthumous(work, catalogue.head), work.id
            assert work.date.latest < printed.earliest, work.id
            assert work.written is None, work.id
    assert compared >= 25


PLACES = {
    "Brussels", "Coyoacán, Mexico", "Erongarícuaro", "Leningrad", "Mexico City", "Orenburg",
    "Paris", "Petrograd", "Petrograd, Moscow", "Vienna, Leningrad, Detskoye Selo",
}  # fmt: skip


def test_the_places_of_writing_are_known(catalogue: Catalogue) -> None:
    assert {work.written_at for work in catalogue if work.written_at} == PLACES


def test_the_parts_of_a_work_were_written_where_it_was(catalogue: Catalogue) -> None:
    by_id = {work.id: work for work in catalogue}
    for work in catalogue:
        if work.written_at and work.part_of:
            assert work.written_at == by_id[work.part_of].written_at, work.id


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


def test_a_publication_stands_on_one_line_but_for_its_contents() -> None:
    for number, line in enumerate(TEXT.split("\n"), 1):
        opened = line.count("{") - line.count("}")
        assert opened == line.endswith("contents = [") - line.startswith("    ]"), number
        assert line == line.rstrip(), number
        assert "\t" not in line, number


def test_notes_are_sentences() -> None:
    notes = [(record["id"], record["note"]) for record in RECORDS if "note" in record]
    assert len(notes) > 50
    for place, note in notes:
        assert note[0].isupper() or note[0] in "“‘0123456789", f"{place}: {note}"
        assert note[-1] in ".!?”)", f"{place}: {note}"


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


def test_the_list_has_every_book(catalogue: Catalogue) -> None:
    _, books = beyond(catalogue)
    assert {work.id for work in books} <= set(BOOKS)
    assert len(BOOKS) == 50


@pytest.mark.parametrize(
    ("name", "title"), [(name, title) for name, known in BOOKS.items() for title in known]
)
def test_a_book_is_found_first_by_either_title(words: Index, name: str, title: str) -> None:
    assert fuzzy.search(words, title)[0].work.id == name
    assert fuzzy.search(words, fold(title))[0].work.id == name
