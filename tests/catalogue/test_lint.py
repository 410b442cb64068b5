"""What is doubted, and as important: what is not."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.catalogue import lint, reader
from sergecli.model.work import Catalogue
from tests.conftest import DATA

HEAD = """\
[catalogue]
title = "Some Writings"
author = "Victor Serge"
born = "1890-12-30"
died = "1947-11-17"
language = "en"
archive_url = "https://example.org/"
"""
RECORD = """
[[works]]
id = "{}"
sources = ["the book itself"]
"""
Found = list[tuple[str, str]]


def text_of(*records: str, before: str = "") -> str:
    """Make a catalogue: works "a", "b" …, with a title and a kind if they have none."""
    made = [HEAD, before]
    for name, record in zip("abcdefgh", records, strict=False):
        made.append(RECORD.format(name))
        if not re.search("^title =", record, re.MULTILINE):
            made.append(f'title = "The Work {name}"\n')
        if not re.search("^kind =", record, re.MULTILINE):
            made.append('kind = "article"\n')
        made.append(f"{record}\n")
    return "".join(made)


def doubted(*records: str, before: str = "", beside: Catalogue | None = None) -> Found:
    """Give field and name of every doubt; a record after the first has its id before the field."""
    examined = reader.examine(text_of(*records, before=before), "works.toml")
    assert examined.faults == ()
    found = lint.find(examined.works, examined.head, examined.people, beside or ())
    labels = [f"{work.id}." if number else "" for number, work in enumerate(examined.works) if work]
    return [(labels[one.record] * (one.record > 0) + one.field, one.name) for one in found]


def test_the_built_in_catalogue_has_nothing_to_doubt() -> None:
    examined = reader.examine(DATA.read_text(encoding="utf-8"), "works.toml")
    assert len(examined.works) > 300
    assert len(examined.people) > 40
    assert examined.faults == ()
    assert lint.find(examined.works, examined.head, examined.people) == []


def test_a_plain_record_has_nothing_to_doubt() -> None:
    assert doubted("", 'date = "1938"') == []


# --- single texts --------------------------------------------------------------------------------

# What is written, where, and the doubt that it raises.
RAISED = [
    ("title = \"Marx's Capital\"", "title", "straight-quote"),
    ("title = 'The \"New\" Course'", "title", "straight-quote"),
    ("note = 'He says `no`.'", "note", "straight-quote"),
    ("reproduced_from = { container = \"L'Humanité\" }", "reproduced_from.container", "straight-quote"),
    ('title = "Men in  Prison"', "title", "space"),
    ('title = " Men in Prison"', "title", "space"),
    ('title = "Men in Prison "', "title", "space"),
    ('title = "Men in Prison\\u00a0"', "title", "space"),
    ('title = "Men\\tin Prison"', "title", "space"),
    ('title = "Men\\nin Prison"', "title", "space"),
    ('title = "Men in\\u00a0Prison"', "title", "space"),
    ('authors = ["M.\\u00a0Serge"]', "authors[1]", "space"),
    ('other_titles = ["Men", "in ", "Prison"]', "other_titles[2]", "space"),
    ('note = "Two  spaces."', "note", "space"),
    ('title = "Men in Prison."', "title", "full-stop"),
    ('original_title = "Les Hommes dans la prison."', "original_title", "full-stop"),
    ('editions = [{ title = "Men in Prison." }]', "editions[1].title", "full-stop"),
    ('reproduced_from = { pages = "115-121" }', "reproduced_from.pages", "hyphen"),
    ('reproduced_from = { pages = "115-21" }', "reproduced_from.pages", "hyphen"),
    ('reproduced_from = { issue = "2-3" }', "reproduced_from.issue", "hyphen"),
    ('title = "Notebooks, 1936-1947"', "title", "hyphen"),
    ('title = "Serge - A Life"', "title", "hyphen"),
    ('reproduced_from = { pages = "121–115" }', "reproduced_from.pages", "backwards"),
    ('reproduced_from = { pages = "115–21" }', "reproduced_from.pages", "backwards"),
    ('reproduced_from = { pages = "1–5, 115–21" }', "reproduced_from.pages", "backwards"),
    ('reproduced_from = { volume = "9–8" }', "reproduced_from.volume", "backwards"),
    ('title = "THE RUSSIAN ENIGMA"', "title", "capitals"),
    ('other_titles = ["ÉTOILE ROUGE"]', "other_titles[1]", "capitals"),
    ('title = "Вorn of Power"', "title", "mixed-script"),  # a Cyrillic V
    ('title = "Мeмуары"', "title", "mixed-script"),  # a Latin e
    ('title = "ΜarX"', "title", "mixed-script"),  # a Greek M
    ('title = "Me\\u0301moires"', "title", "decomposed"),
    ('recipient = "Andre\\u0301 Gide"', "recipient", "decomposed"),
    ('title = "Mem\\u00adoirs"', "title", "invisible"),
    ('title = "Mem\\u200boirs"', "title", "invisible"),
    ('title = "\\u202eMemoirs"', "title", "invisible"),
    ('title = "Mem\\u001boirs"', "title", "invisible"),
    ('title = "M\\ufffdmoires"', "title", "invisible"),
    ('title = "MÃ©moires"', "title", "encoded-twice"),
    ('title = "Serge\\u00e2\\u20ac\\u2122s LifeEvent"', "title", "encoded-twice"),
    ('title = "Land &amp; Freedom"', "title", "markup"),
    ('title = "M&#233;moires"', "title", "markup"),
    ('title = "<i>Memoirs</i> of Serge"', "title", "markup"),
    ("title = 'The \\emph{Memoirs}'", "title", "markup"),
    ('reproduced_from = { pages = "pp. 12–14" }', "reproduced_from.pages", "label"),
    ('reproduced_from = { pages = "p. 12" }', "reproduced_from.pages", "label"),
    ('reproduced_from = { volume = "Vol. 4" }', "reproduced_from.volume", "label"),
    ('reproduced_from = { issue = "no. 7" }', "reproduced_from.issue", "label"),
    ('reproduced_from = { issue = "n° 7" }', "reproduced_from.issue", "label"),
    ('reproduced_from = { issue = "№ 7" }', "reproduced_from.issue", "label"),
    ('title = "The “New Course"', "title", "unclosed"),
    ('title = "Men in Prison (A Novel"', "title", "unclosed"),
    ('authors = ["Serge, Victor"]', "authors[1]", "name-order"),
    ('reproduced_from = { translators = ["Greeman, Richard"] }', "reproduced_from.translators[1]", "name-order"),
]  # fmt: skip
NOT_RAISED = [
    'title = "Marx’s “Capital”"',
    'url = "https://example.org/it\'s"',
    "rights = \"Creative Commons 'BY-SA'\"",
    'note = """\nOne line.\nAnother.\n"""',
    'title = "« Vie » : un roman\\u00a0?"',
    'title = "20\\u00a0mai 1936"',
    'title = "w\\u00a0Polsce"',
    'title = "Five Years ..."',
    'title = "What Next…"',
    'title = "L’U.R.S.S."',
    'title = "GPU, TASS, etc."',
    'title = "“I am.”"',
    'title = "Letters to A. Borie Jr."',
    'reproduced_from = { container = "Corresp. intern." }',
    'note = "It ends here."',
    'reproduced_from = { pages = "xii–xiv, 3" }',
    'reproduced_from = { pages = "A-12" }',
    'reproduced_from = { issue = "60 [38]" }',
    'reproduced_from = { issue = "41–42 [23]" }',
    'reproduced_from = { issue = "2014-1" }',
    'reproduced_from = { volume = "1936–37" }',
    'reproduced_from = { pages = "4:115–5:2" }',
    'reproduced_from = { pages = "99–101" }',
    'note = "ISBN 0-8044-2957-X, ISSN 1500-1890, shelf mark 1936-04."',
    'title = "Counter-Revolution in the Mid-1930s"',
    'title = "URSS"',
    'title = "NEP: GPU, URSS"',
    'title = "Ville conquise"',
    'title = "Завоёванный город"',
    'title = "Η πόλη"',
    'title = "α-Testing, 5 µm and TGFβ"',
    'title = "Mémoires d’un révolutionnaire, Å, ï"',
    'title = "می\\u200cخواهم"',
    'title = "Pâté à la française, ÂME"',
    'title = "»Spaß«"',
    'title = "„Spaß“"',
    'title = "”På svenska”"',
    'title = "AT&T, R&D; Q & A"',
    'title = "2 < 3 > 1"',
    'reproduced_from = { pages = "S12" }',
    'reproduced_from = { volume = "November 1936" }',
    'reproduced_from = { issue = "Winter" }',
    'note = "Two reasons: a) this, b) that."',
    'authors = ["Roland Holst, Henriette"]',
    'authors = ["Martin Luther King, Jr."]',
    'authors = ["Penguin, Ltd"]',
    'authors = ["O’Brien"]',
]


@pytest.mark.parametrize(("line", "field", "name"), RAISED)
def test_a_text_is_doubted(line: str, field: str, name: str) -> None:
    assert (field, name) in doubted(line)
    assert {found for found, _ in doubted(line)} == {field}


@pytest.mark.parametrize("line", NOT_RAISED)
def test_a_text_is_not_doubted(line: str) -> None:
    assert doubted(line) == []


def test_the_head_is_doubted_too() -> None:
    before = '[[catalogue.life_events]]\ndate = "1912"\nevent = "Prison "\nsources = ["a  b", "c://  d"]\n'
    assert doubted("", before=before) == [
        ("life_events[1].event", "space"),
        ("life_events[1].sources[1]", "space"),
    ]
    head = HEAD.replace("Some", "Some ").replace("https:", "http:").replace('"en"', '"EN"')
    examined = reader.examine(head, "works.toml")
    found = lint.find(examined.works, examined.head)
    assert [(one.record, one.field, one.name) for one in found] == [
        (-1, "title", "space"),
        (-1, "archive_url", "http"),
        (-1, "language", "language-case"),
    ]


# --- printings and records -----------------------------------------------------------------------

TRANSLATED = "translated-original"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        # ISBN
        ('reproduced_from = { publisher = "P", isbn = "978-0-306-40615-7" }', []),
        ('reproduced_from = { publisher = "P", isbn = "9780306406157" }', [("reproduced_from.isbn", "isbn-hyphens")]),
        ('reproduced_from = { publisher = "P", isbn = "0 8044 2957 X" }', [("reproduced_from.isbn", "isbn-hyphens")]),
        ('reproduced_from = { publisher = "P", date = "1967", isbn = "0-8044-2957-X" }', []),
        (
            'reproduced_from = { publisher = "P", date = "1966", isbn = "0-8044-2957-X" }',
            [("reproduced_from.isbn", "isbn-too-early")],
        ),
        ('reproduced_from = { publisher = "P", date = "196X", isbn = "0-8044-2957-X" }', []),
        (
            'editions = [{ container = "Left", isbn = "0-8044-2957-X" }]',
            [("editions[1].isbn", "isbn-of-periodical")],
        ),
        ('reproduced_from = { container = "C", editors = ["A B"], isbn = "0-8044-2957-X" }', []),
        (
            'editions = [{ publisher = "P", language = "sv", isbn = "978-88-8112-597-5" }]',
            [("editions[1].isbn", "isbn-language")],
        ),
        ('editions = [{ publisher = "P", language = "it", isbn = "978-88-8112-597-5" }]', []),
        ('editions = [{ publisher = "P", language = "fr", isbn = "978-88-8112-597-5" }]', []),
        ('editions = [{ publisher = "P", language = "ca", isbn = "978-84-206-9142-8" }]', []),
        ('editions = [{ publisher = "P", language = "sv", isbn = "978-2-02-030558-7" }]', []),
        # Publishers, places, pages
        (
            'kind = "novel"\nfirst_publication = { date = "1931" }',
            [("first_publication.publisher", "no-publisher"), ("first_publication.place", "no-publisher")],
        ),
        (
            'kind = "novel"\nfirst_publication = { date = "1931", publisher = "Rieder" }',
            [("first_publication.place", "no-publisher")],
        ),
        ('kind = "novel"\nfirst_publication = { date = "1931", publisher = "Rieder", place = "Paris" }', []),
        ('kind = "novel"\nfirst_publication = { date = "1948", publisher = "Seuil" }', []),
        ('kind = "novel"\nfirst_publication = { date = "1948" }', [("first_publication.publisher", "no-publisher")]),
        ('kind = "novel"\nfirst_publication = { container = "Left" }', []),
        ('kind = "novel"\nfirst_publication = { url = "https://example.org/b" }', []),
        ('kind = "novel"\neditions = [{ date = "1931" }]', []),
        ('kind = "article"\nfirst_publication = { date = "1931" }', []),
        ('kind = "novel"\nfirst_publication = { date = "1948", note = "publisher not named" }', []),
        ('kind = "novel"\nnote = "Publisher and place are not known."\nfirst_publication = { date = "1931" }', []),
        ('editions = [{ place = "Middlesex" }]', [("editions[1].place", "county")]),
        ('editions = [{ place = "West Sussex" }]', [("editions[1].place", "county")]),
        ('editions = [{ place = "Hertfordshire" }]', [("editions[1].place", "county")]),
        ('editions = [{ place = "Harmondsworth, Middlesex" }]', []),
        ('editions = [{ place = "New Hampshire" }, { place = "Cheshire" }]', []),
        ('editions = [{ pages = "26–" }]', [("editions[1].pages", "open-range")]),
        ('editions = [{ pages = "26–", note = "the last page is not known" }]', []),
        ('note = "Its last page was not seen."\neditions = [{ pages = "26–" }]', []),
        ('editions = [{ pages = "26–31" }, { pages = "26" }]', []),
        (
            'editions = [{ contents = [{ title = "A", pages = "1–5" }, { title = "B", pages = "6–" }] }]',
            [("editions[1].contents[2].pages", "open-range")],
        ),
        # Notes
        (
            'editions = [{ date = "1931", note = "paperback; year not stated" }]',
            [("editions[1].note", "note-contradicted")],
        ),
        (
            'editions = [{ publisher = "P", note = "place, publisher and year not stated" }]',
            [("editions[1].note", "note-contradicted")],
        ),
        (
            'editions = [{ translators = ["A B"], note = "the translator is not named" }]',
            [("editions[1].note", "note-contradicted")],
        ),
        ('editions = [{ date = "1931", note = "publisher not stated; year inferred" }]', []),
        ('editions = [{ date = "1931", note = "the year in which it was written is not known" }]', []),
        # Dates
        (
            'written = "1938-05"\nreproduced_from = { date = "1938-04" }',
            [("reproduced_from.date", "printed-before-written")],
        ),
        ('written = "1938-05"\nreproduced_from = { date = "1938" }', []),
        ('written = "1938?"\nreproduced_from = { date = "1937" }', []),
        ('written = "1938"\nreproduced_from = { date = "1937?" }', []),
        ('written = "1936/1940"\nreproduced_from = { date = "1937" }', []),
        (
            'first_publication = { date = "1939" }\nreproduced_from = { date = "1938" }',
            [("first_publication.date", "first-later")],
        ),
        ('first_publication = { date = "1938" }\nreproduced_from = { date = "1938-04" }', []),
        ('written = "1948"', [("written", "outside-life")]),
        ('written = "1947"', []),
        ('written = "1948"\nnote = "As the page has it."', []),
        ('date = "1948"', [("date", "outside-life")]),
        ('date = "1948"\nwritten = "1940"', []),
        ('date = "1948"\npublished = "1948"', []),
        ('date = "1948"\nfirst_publication = { date = "1948" }', []),
        ('date = "1948"\nauthors = ["Ann Other"]', []),
        ('date = "1948"\nattribution = "about"', []),
        ('date = "1948"\nnote = "Of uncertain date."', []),
        ('written = "1890-12"', []),
        ('written = "1890-12-29"', [("written", "outside-life")]),
        ('written = "1889"\nnote = "As the page has it."', []),
        ('date = "188X"', [("date", "outside-life")]),
        # A printing and a date of writing explain what came after the death alone.
        (
            'date = "1837"\nwritten = "1937"\nfirst_publication = { date = "1837" }',
            [("first_publication.date", "printed-before-written"), ("date", "outside-life")],
        ),
        ('date = "1837/1938"', []),
        ('date = "1837"\nauthors = ["Ann Other"]', []),
        ('date = "1837"\nattribution = "attributed"', []),
        # Letters
        ('kind = "letter"', [("recipient", "no-recipient")]),
        ('kind = "letter"\nrecipient = "Leon Trotsky"', []),
        ('kind = "letter"\nnote = "To the editors."', []),
        ('kind = "correspondence"', []),
        # Addresses
        ('url = "http://example.org/a"', [("url", "http")]),
        ('url = "https://example.org/a"', []),
        ('reproduced_from = { url = "http://example.com/a" }', []),
        (
            'reproduced_from = { url = "http://a.org/a" }\neditions = [{ url = "https://a.org/b" }]',
            [("reproduced_from.url", "http")],
        ),
        # Languages
        ('language = "pt-br"', [("language", "language-case")]),
        ('reproduced_from = { language = "FR" }', [("reproduced_from.language", "language-case")]),
        (
            'language = "fr"\nfirst_publication = { language = "fr", translators = ["Ann Other"] }',
            [("first_publication.translators", TRANSLATED)],
        ),
        (
            'language = "en"\neditions = [{ translators = ["Ann Other"] }]',
            [("editions[1].translators", TRANSLATED)],
        ),
        ('language = "fr"\neditions = [{ translators = ["Ann Other"] }]', []),
        ('editions = [{ translators = ["Ann Other"] }]', []),
        # The archive's own translation of a French printing.
        ('language = "fr"\nreproduced_from = { language = "fr", translators = ["Ann Other"] }', []),
        (
            'note = "Lost."\nlanguage = "fr"\nfirst_publication = { language = "fr", translators = ["A B"] }',
            [],
        ),
        (
            'language = "fr"\nfirst_publication = { language = "fr", translators = ["A B"], note = "lost" }',
            [],
        ),
        # Twice the same
        ('other_titles = ["A", "B", "A"]', [("other_titles[3]", "twice")]),
        ('other_titles = ["The Work a"]', [("other_titles[1]", "twice")]),
        ('reproduced_from = { editors = ["A B", "A B"] }', [("reproduced_from.editors[2]", "twice")]),
        (
            'editions = [{ date = "1938" }, { date = "1939" }, { date = "1938" }]',
            [("editions[3]", "printing-twice")],
        ),
        (
            'first_publication = { date = "1938" }\neditions = [{ date = "1938" }]',
            [("editions[1]", "printing-twice")],
        ),
        ('first_publication = { date = "1938" }\nreproduced_from = { date = "1938" }', []),
    ],
)  # fmt: skip
def test_a_record_is_doubted_or_not(line: str, found: Found) -> None:
    assert doubted(line) == found


def test_sources_are_expected_and_may_be_anything() -> None:
    text = text_of("").replace('sources = ["the book itself"]\n', "")
    examined = reader.examine(text, "works.toml")
    (found,) = lint.find(examined.works, examined.head)
    assert (found.record, found.field, found.name) == (0, "sources", "no-sources")
    text = text_of("").replace("the book itself", "http://example.org/Serge's  -  page.htm")
    assert lint.find(*reader.examine(text, "works.toml")[1::-1]) == []


@pytest.mark.parametrize(("lacking", "date"), [("born", "1837"), ("died", "1951")])
def test_where_a_head_has_no_birth_or_death_nothing_is_doubted(lacking: str, date: str) -> None:
    head = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(lacking))
    for begins, found in ((HEAD, ["outside-life"]), (head, [])):
        text = begins + RECORD.format("a") + f'title = "A"\nkind = "article"\ndate = "{date}"\n'
        examined = reader.examine(text, "works.toml")
        assert [one.name for one in lint.find(examined.works, examined.head)] == found


# --- records together ----------------------------------------------------------------------------

SAME = 'title = "Once More: Kronstadt"\ndate = "1938-04-28"'


def test_the_same_title_and_date_are_doubted_at_the_second() -> None:
    other = SAME.replace("Once More: Kronstadt", "ONCE more, Kronstadt")
    assert doubted(SAME, "", other, SAME) == [("c.title", "same-work"), ("d.title", "same-work")]


@pytest.mark.parametrize(
    "other",
    [
        SAME.replace("28", "29"),
        SAME.replace("Once", "Twice"),
        SAME.replace('\ndate = "1938-04-28"', ""),
        SAME + '\npart_of = "a"',
        SAME + '\ncollected_in = ["a"]',
    ],
)
def test_what_differs_or_is_a_part_is_another_work(other: str) -> None:
    assert doubted(SAME, other) == []


def test_undated_works_may_have_one_title() -> None:
    assert doubted('title = "Letter"', 'title = "Letter"') == []


def test_titles_without_letters_are_not_compared() -> None:
    assert doubted('title = "…"\ndate = "1938"', 'title = "?"\ndate = "1938"') == []


def test_one_address_leads_to_one_work() -> None:
    url = 'url = "https://example.org/a{}"'
    assert doubted(url.format(""), url.format("/")) == [("b.url", "same-address")]
    assert doubted(url.format(""), url.format("#b")) == []
    assert doubted(url.format(""), url.format("") + '\npart_of = "a"') == []


ISBN = 'editions = [{{ title = "{}", publisher = "{}", isbn = "{}" }}]'


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (("Men in Prison", "PM Press", "978-1-60486-736-7"), []),
        (("Men in Prison", "PM Press", "1-60486-736-1"), []),
        (("Men in Jail", "Spectre PM", "978-1-60486-736-7"), []),
        (("Birth of Our Power", "PM Press", "978-1-60486-736-7"), ["isbn-of-another"]),
        (("Men in Prison", "Writers and Readers", "978-1-60486-736-7"), ["isbn-of-another"]),
        (("Birth of Our Power", "Gollancz", "978-1-60486-001-6"), ["isbn-of-another"]),
        (("Birth of Our Power", "PM Press", "978-1-60486-001-6"), []),
    ],
)
def test_an_isbn_is_of_one_book_and_begins_as_its_publisher_s(
    other: tuple[str, str, str], found: list[str]
) -> None:
    first = (
        f'title = "Men in Prison"\n{ISBN.format("Men in Prison", "PM Press", "978-1-60486-736-7")}'
    )
    second = f'title = "{other[0]}"\n{ISBN.format(*other)}'
    assert doubted(first, second) == [("b.editions[1].isbn", name) for name in found]


def test_an_isbn_is_of_one_language() -> None:
    number = 'publisher = "P", isbn = "978-1-60486-736-7"'
    record = f'editions = [{{ {number} }}, {{ language = "fr", {number} }}]'
    assert doubted(record) == [("editions[2].isbn", "isbn-of-another")]


def test_works_that_see_one_another_are_named_in_return() -> None:
    assert doubted('see = ["b"]', 'see = ["a"]') == []
    assert doubted('see = ["b", "c"]', 'see = ["a"]', "") == [("see[2]", "one-way-see")]


def test_a_list_of_people_has_everyone() -> None:
    people = '[people]\n"Ann Other" = ["A. Other"]\n'
    record = (
        'recipient = "A. Other"\nreproduced_from = { translators = ["Ann Other", "Max Nomad"] }'
    )
    assert doubted(record, before=people) == [("reproduced_from.translators[2]", "unlisted-person")]
    assert doubted(record.replace("A. Other", "Ann Other")) == []
    assert doubted('authors = ["Victor Serge", "Ann Other"]', before=people) == []


def test_a_person_is_spelled_in_one_way() -> None:
    first, second = 'recipient = "Andrés Nin"', 'authors = ["Andres Nin"]'
    assert doubted(first, second) == [("b.authors[1]", "two-spellings")]
    assert doubted(first, 'authors = ["Nin Andrés"]') == [("b.authors[1]", "two-spellings")]
    assert doubted(first, 'authors = ["Ana Nin"]', 'authors = ["A. Nin"]') == []
    people = '[people]\n"Andrés Nin" = ["Andres Nin"]\n'
    assert doubted(first, second, before=people) == []
    assert doubted('authors = ["…"]', 'authors = ["?"]') == []


def test_works_beside_another_catalogue_are_compared_with_it(catalogue: Catalogue) -> None:
    known = next(work for work in catalogue if work.id == "once-more-kronstadt")
    record = f'title = "{known.title}"\ndate = "{known.date}"\nurl = "{known.url}"'
    assert doubted(record, beside=catalogue) == [
        ("title", "same-work"),
        ("url", "same-address"),
    ]
    assert doubted('recipient = "Andres Nin"', beside=catalogue) == [
        ("recipient", "two-spellings"),
    ]
    assert doubted('reproduced_from = { url = "http://www.marxists.org/a" }', beside=catalogue) == [
        ("reproduced_from.url", "http")
    ]


def test_a_work_beside_others_may_see_them_without_return(catalogue: Catalogue) -> None:
    text = text_of('see = ["once-more-kronstadt"]')
    examined = reader.examine(text, "works.toml", catalogue)
    assert examined.faults == ()
    assert lint.find(examined.works, examined.head, examined.people, catalogue) == []


def faulty(*records: str, before: str = "") -> tuple[Found, Found]:
    """Give record and field of each fault, record and name of each doubt."""
    examined = reader.examine(text_of(*records, before=before), "works.toml")
    found = lint.find(examined.works, examined.head, examined.people, faulty=examined.faulty)
    return (
        [(fault.work, fault.field) for fault in examined.faults],
        [(examined.labels[one.record], one.name) for one in found],
    )


def test_a_record_with_errors_has_no_warnings_and_is_not_compared() -> None:
    letter = 'kind = "letter"\ntitle = "A  Letter"\nurl = "http://example.org"\n'
    assert faulty(letter)[1] == [("a", "space"), ("a", "no-recipient"), ("a", "http")]
    assert faulty(letter + "recipient = 1") == ([("a", "recipient")], [])
    assert faulty(SAME, SAME)[1] == [("b", "same-work")]
    assert faulty(SAME + "\nnote = 1", SAME)[1] == []
    assert faulty("see = 1", 'see = ["a"]')[1] == []


def test_a_list_of_people_with_a_fault_is_not_relied_upon() -> None:
    record = 'recipient = "Max Nomad"'
    assert faulty(record, before='[people]\n"Ann Other" = [1]\n')[1] == []
    assert faulty(record, before='[people]\n"Ann Other" = []\n')[1] == [("a", "unlisted-person")]


def test_an_id_that_another_file_has_is_doubted() -> None:
    (found,) = lint.in_two_files({0: "a", 3: "b"}, {"b": "other.toml"})
    assert (found.record, found.field, found.name) == (3, "id", "same-id")
    assert found.message == "is the id of a work in other.toml too"


def test_each_straight_quote_is_doubted_by_itself() -> None:
    examined = reader.examine(text_of("note = \"a'b'\""), "works.toml")
    found = lint.find(examined.works, examined.head)
    assert [(one.name, one.letter) for one in found] == [
        ("straight-quote", 2),
        ("straight-quote", 4),
    ]


def test_each_check_has_been_raised_here() -> None:
    source = (Path(__file__)).read_text(encoding="utf-8")
    missing = [name for name in lint.NAMES if f'"{name}"' not in source]
    assert missing == []
    assert len(set(lint.NAMES)) == len(lint.NAMES) == 39


# --- whatever it holds ---------------------------------------------------------------------------

TEXTS = st.text(
    st.sampled_from("aÉ ß'\"“”„«»()[].,-–:&;<>\\{ÃÂâ©€\xa0\xad\u0301\u200b\ufffdВМα1936 "),
    min_size=1,
)


@given(
    st.fixed_dictionaries(
        {"title": TEXTS, "kind": st.sampled_from(["letter", "novel"])},
        optional={
            "authors": st.lists(TEXTS, max_size=2).map(tuple),
            "recipient": TEXTS,
            "note": TEXTS,
            "other_titles": st.lists(TEXTS, max_size=2).map(tuple),
            "url": TEXTS,
        },
    )
)
def test_no_text_makes_it_stumble(values: dict[str, object]) -> None:
    from sergecli.model.work import Head, Work  # noqa: PLC0415 - only here

    work = Work(id="a", **values)  # type: ignore[arg-type]
    head = Head(title="T", author="Victor Serge", language="en")
    found = lint.find([work], head, frozenset(work.authors[:1]))
    assert {one.name for one in found} <= set(lint.NAMES)
    assert all(one.message and one.field for one in found)
