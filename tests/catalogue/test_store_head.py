"""The parts of a catalogue around its records: the head, the author's life, people."""

import pytest

from sergecli.catalogue import store
from sergecli.errors import CatalogueError
from sergecli.exporters import formats
from sergecli.model import publications
from sergecli.model.work import Catalogue
from sergecli.search import fuzzy
from tests.catalogue.reading import HEAD, RECORD, Written, alone, faults

# --- the parts of a catalogue --------------------------------------------------------------------


def test_an_empty_file_holds_no_works(written: Written) -> None:
    assert faults(written("")) == [
        " catalogue: is missing; a catalogue that stands alone needs a title, an author and a language",
        " has no works; each begins with [[works]]",
    ]


def test_beside_another_a_catalogue_may_hold_nothing_yet(
    written: Written, catalogue: Catalogue
) -> None:
    assert store.load(written("# to come\n")) == catalogue
    assert len(alone(written(HEAD))) == 0


def test_a_catalogue_without_a_head_has_that_of_the_built_in_one(written: Written) -> None:
    read = store.load(written(RECORD.replace("kronstadt", "again")), only_own=True)
    assert [work.id for work in read] == ["once-more-again"]
    assert read.own == {"once-more-again"}
    assert read.head == store.load().head
    assert read.works[0].authors == ("Victor Serge",)


def test_works_beside_others_may_name_them_and_not_take_their_ids(
    written: Written, catalogue: Catalogue
) -> None:
    other = RECORD.replace("once-more-kronstadt", "a-third-time") + 'see = ["{}"]\n'
    path = written(other.format("once-more-kronstadt"))
    both = store.load(path)
    assert both.works == (*catalogue.works, *store.load(path, only_own=True))
    assert both.own == {"a-third-time"}
    assert (both.total, both.head) == (catalogue.total + 1, catalogue.head)
    with pytest.raises(CatalogueError, match="no work has the id 'once-less-kronstadt'; did you"):
        store.load(written(other.format("once-less-kronstadt")))
    with pytest.raises(CatalogueError, match="is the id of a work in the built-in catalogue"):
        store.load(written(RECORD))


def test_a_search_finds_the_works_of_both_catalogues(written: Written) -> None:
    path = written(RECORD.replace("once-more-kronstadt", "a-third-time"))
    found = {hit.work.id: hit.own for hit in fuzzy.search(store.index(path), "cronstadt")}
    assert found["a-third-time"] is True
    assert found["once-more-kronstadt"] is False


def test_a_head_must_be_whole(written: Written) -> None:
    assert faults(written("[catalogue]\n" + RECORD)) == [
        "1: catalogue: title: is missing",
        "1: catalogue: author: is missing",
        "1: catalogue: language: is missing",
    ]


LIFE = """
[[catalogue.life_events]]
date = "1912-01-31/1917"
event = "in prison"
sources = ["a page", "another"]

[[catalogue.life_events]]
date = "1941-09"
event = "in Mexico"
"""


def test_a_head_has_the_breaks_in_a_life(written: Written) -> None:
    catalogue = alone(written(HEAD + 'born = "1890"\n' + LIFE + RECORD))
    assert [(str(one.date), one.event, one.sources) for one in catalogue.head.life_events] == [
        ("1912-01-31/1917", "in prison", ("a page", "another")),
        ("1941-09", "in Mexico", ()),
    ]
    assert str(catalogue.head.born) == "1890"
    whole = formats.dump((), (), "toml", catalogue.head).text
    assert alone(written(whole + RECORD)).head == catalogue.head


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"1941-09"',
            '"1941-13"',
            "12: catalogue: life_events[2].date: '1941-13' has no month 13; they are 01 to 12",
        ),
        ('event = "in prison"\n', "", "6: catalogue: life_events[1].event: is missing"),
        ('date = "1941-09"\n', "", "11: catalogue: life_events[2].date: is missing"),
        (
            '["a page", "another"]',
            '"a page"',
            "9: catalogue: life_events[1].sources: must be a list of texts, not a text",
        ),
        (
            "sources",
            "source",
            "9: catalogue: life_events[1].source: is not a field; did you mean 'sources'?",
        ),
    ],
)
def test_a_break_in_a_life_that_is_wrong_is_named(
    written: Written, old: str, new: str, said: str
) -> None:
    assert faults(written(HEAD + LIFE.replace(old, new) + RECORD)) == [said]


@pytest.mark.parametrize(
    ("life", "message"),
    [
        ('"long"', "life_events: must be a list of tables, not a text"),
        ("[1]", "life_events[1]: must be a table in braces, not a number"),
        ('{ date = "1912", event = "x" }', "life_events: must be a list of tables, not a table"),
    ],
)
def test_the_breaks_in_a_life_are_a_list_of_tables(
    written: Written, life: str, message: str
) -> None:
    path = written(HEAD + f"life_events = {life}\n" + RECORD)
    assert faults(path) == [f"5: catalogue: {message}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('works = "all"\n' + HEAD, "1: works: must be a list of records, each under [[works]]"),
        ("works = [1]\n" + HEAD, "1: works: must be a list of records, each under [[works]]"),
        (HEAD + "[works]\nid = 1", "5: works: must be a list of records, each under [[works]]"),
    ],
)
def test_works_are_a_list_of_records(written: Written, text: str, said: str) -> None:
    assert faults(written(text)) == [said]


def test_keys_that_are_no_part_of_a_catalogue_are_named_in_the_order_of_the_file(
    written: Written,
) -> None:
    keys = ["version", "authors", "year", "url", "work", "catalog"]
    text = "".join(f"{key} = 1\n" for key in keys) + HEAD + RECORD
    assert faults(written(text)) == [
        f"{line}: {key}: is not part of a catalogue, which has [catalogue], [people] and [[works]]"
        for line, key in enumerate(keys, 1)
    ]


def test_the_head_is_a_table(written: Written) -> None:
    assert "1: catalogue: catalogue: must be a table, [catalogue]" in faults(
        written("catalogue = 1\n" + RECORD)
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("archiv = 'MIA'", "5: catalogue: archiv: is not a field; did you mean 'archive'?"),
        ("archive = 1", "5: catalogue: archive: must be a text in quotes, not a number"),
        (
            "archive_url = 'ftp://a'",
            "5: catalogue: archive_url: 'ftp://a' is not a web address; it begins with https:// or http://",
        ),
        ("died = 1947", "5: catalogue: died: must be a text in quotes, not a number"),
        (
            "died = 1947-11-17",
            "5: catalogue: died: must be a text in quotes, not a date without quotes",
        ),
        (
            "born = '30.12.1890'",
            "5: catalogue: born: '30.12.1890' begins with the day; write 1890-12-30",
        ),
        ("born = 1890", "5: catalogue: born: must be a text in quotes, not a number"),
        ("died = ''", "5: catalogue: died: is empty; leave the field out instead"),
        (
            "died = '1947-11-31'",
            "5: catalogue: died: '1947-11-31' has no day 31 in November 1947; they are 01 to 30",
        ),
    ],
)
def test_a_fault_in_the_head_is_told_its_line(written: Written, line: str, said: str) -> None:
    assert faults(written(HEAD + line + "\n" + RECORD)) == [said]


# --- the author's death --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "posthumous"),
    [
        ('first_publication = { date = "1947-11-17" }', False),
        ('first_publication = { date = "1947" }', False),  # perhaps before the 17th of November
        ('first_publication = { date = "1947-11-18" }', True),
        ('first_publication = { date = "1948" }', True),
        ('reproduced_from = { date = "1951" }', True),
        ('published = "1951"', True),
        # An earlier publication counts, whichever field it is in.
        ('first_publication = { date = "1938" }\nreproduced_from = { date = "1951" }', False),
        ('published = "1938"\nreproduced_from = { date = "1951" }', False),
        # When it was written tells nothing, and neither do later editions.
        ('date = "1951"', False),
        ('editions = [{ date = "1951" }]', False),
        ("first_publication = { language = 'fr' }", False),
        ("", False),
        # Nothing by others is posthumous.
        (
            'authors = ["Jean Rière"]\nattribution = "about"\nfirst_publication = { date = "1976" }',
            False,
        ),
        ('attribution = "attributed"\nfirst_publication = { date = "1976" }', False),
        (
            'authors = ["Victor Serge", "Natalia Sedova"]\nfirst_publication = { date = "1951" }',
            True,
        ),
    ],
)
def test_a_work_is_posthumous_if_nothing_was_printed_in_the_author_s_life(
    written: Written, lines: str, *, posthumous: bool
) -> None:
    catalogue = alone(written(HEAD + 'died = "1947-11-17"\n' + RECORD + lines + "\n"))
    (work,) = catalogue
    assert str(catalogue.head.died) == "1947-11-17"
    assert publications.posthumous(work, catalogue.head) is posthumous


def test_nothing_is_posthumous_where_no_death_is_known(written: Written) -> None:
    catalogue = alone(written(HEAD + RECORD + 'first_publication = { date = "1951" }\n'))
    assert catalogue.head.died is None
    assert not publications.posthumous(catalogue.works[0], catalogue.head)


# --- people --------------------------------------------------------------------------------------

PEOPLE = """
[people]
"Mitchell Abidor" = ["Mitch Abidor", "M. Abidor"]
"Andrés Nin" = ["Andres Nin"]
"James M. Fenwick" = []
"""


def test_a_person_has_one_name_however_spelled(written: Written) -> None:
    path = written(
        HEAD
        + PEOPLE
        + RECORD
        + 'authors = ["Victor Serge", "M. Abidor"]\nrecipient = "Andres Nin"\n'
        + 'first_publication = { translators = ["Mitch Abidor", "Andrés Nin"] }\n'
        + 'reproduced_from = { editors = ["Mitch Abidor", "James M. Fenwick"] }\n'
        + 'editions = [{ translators = ["M. Abidor"], editors = ["Dan Eastman"] }]\n'
    )
    (work,) = alone(path)
    assert work.authors == ("Victor Serge", "Mitchell Abidor")
    assert work.recipient == "Andrés Nin"
    assert [(one.translators, one.editors) for one in work.publications] == [
        (("Mitchell Abidor", "Andrés Nin"), ()),
        ((), ("Mitchell Abidor", "James M. Fenwick")),
        (("Mitchell Abidor",), ("Dan Eastman",)),
    ]


def test_only_the_fields_of_people_are_changed(written: Written) -> None:
    lines = 'signed_as = "M. Abidor"\nother_titles = ["Andres Nin"]\nnote = "Mitch Abidor"\n'
    (work,) = alone(written(HEAD + PEOPLE + RECORD + lines))
    assert (work.signed_as, work.other_titles, work.note) == (
        "M. Abidor",
        ("Andres Nin",),
        "Mitch Abidor",
    )


def test_people_may_stand_after_the_works(written: Written) -> None:
    after = alone(written(HEAD + RECORD + 'recipient = "Andres Nin"\n' + PEOPLE))
    assert after.works[0].recipient == "Andrés Nin"


def test_the_people_of_the_built_in_catalogue_are_not_those_of_another(written: Written) -> None:
    (work,) = alone(written(HEAD + RECORD + 'authors = ["Mitch Abidor"]\n'))
    assert work.authors == ("Mitch Abidor",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            '"Judith White" = ["Mitch Abidor"]',
            "people.Judith White: 'Mitch Abidor' is listed for two people",
        ),
        (
            '"Judith White" = ["James M. Fenwick"]',
            "people.Judith White: 'James M. Fenwick' is listed for two people",
        ),
        (
            '"J. White" = ["Judith White", "Judith White"]',
            "people.J. White: 'Judith White' is listed for two people",
        ),
        ('"J. White" = "Judith White"', "people.J. White: must be a list of texts, not a text"),
        ('"J. White" = 1', "people.J. White: must be a list of texts, not a number"),
        (
            '"J. White" = ["Judith White", 1]',
            "people.J. White[2]: must be a text in quotes, not a number",
        ),
        ('"J. White" = [""]', "people.J. White[1]: is empty; leave the field out instead"),
        ('"" = ["Judith White"]', "people.'': has no name"),
        ('" " = ["Judith White"]', "people. : has no name"),
    ],
)
def test_a_fault_in_the_people_is_told_its_line(written: Written, line: str, said: str) -> None:
    begins = (HEAD + PEOPLE).count("\n") + 1
    assert faults(written(HEAD + PEOPLE + line + "\n" + RECORD)) == [f"{begins}: {said}"]


@pytest.mark.parametrize("people", ["1", "'all'", "['Judith White']"])
def test_people_are_a_table(written: Written, people: str) -> None:
    assert faults(written(f"people = {people}\n" + HEAD + RECORD)) == [
        "1: people: must be a table, [people]"
    ]


def test_a_table_of_no_people_is_no_fault(written: Written) -> None:
    assert len(alone(written(HEAD + "[people]\n" + RECORD))) == 1
