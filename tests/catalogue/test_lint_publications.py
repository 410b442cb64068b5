"""What is doubted in publications, in a record beside them, and what is not."""

import pytest

from tests.catalogue.doubting import Found, doubted

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
        (
            'editions = [{ date = "1931", note = "place inferred; 90 pages; place inferred" }]',
            [("editions[1].note", "said-twice")],
        ),
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
        # A publication and a date of writing explain what came after the death alone.
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
        # The archive's own translation of a French publication.
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
            [("editions[3]", "edition-twice")],
        ),
        (
            'first_publication = { date = "1938" }\neditions = [{ date = "1938" }]',
            [("editions[1]", "edition-twice")],
        ),
        ('first_publication = { date = "1938" }\nreproduced_from = { date = "1938" }', []),
    ],
)  # fmt: skip
def test_a_record_is_doubted_or_not(line: str, found: Found) -> None:
    assert doubted(line) == found


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
