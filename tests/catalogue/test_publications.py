"""What the catalogue says of publications, beyond what `serge check` knows."""

import re
from collections import Counter
from datetime import date as Day  # noqa: N812 - as in the program

from sergecli.model.identifiers import isbn_error
from sergecli.model.work import Catalogue
from tests.catalogue.facts import every_publication, is_publication, publications_of


def test_no_publication_is_there_twice(catalogue: Catalogue) -> None:
    for work in catalogue:
        found = [one for _, one in publications_of(work)]
        # A translation that the archive made from the first publication has it twice, once
        # with the translator; all others differ in what they are, not in their notes.
        described = Counter(
            (one.title, one.container, one.issue, str(one.date), one.publisher, one.language)
            for one in found
            if one is not work.reproduced_from
        )
        assert not [one for one, count in described.items() if count > 1], work.id


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
        "Clarté", "Correspondance internationale", "Fourth International", "Intern Bulletin",
        "International Press Correspondence", "International Review", "International Socialism",
        "La Lutte de classes", "La Révolution prolétarienne",
        "La Wallonie", "Le Communiste", "Le Crapouillot", "Le Mouvement social", "Le Révolté", "Left",
        "Les Humbles", "Les Réfractaires", "New Militant", "Par delà la Mêlée",
        "Partisan Review", "Peace News", "Politics", "Revolutionary History",
        "Socialist Appeal", "Soviet Russia",
        "The Communist International", "The Communist Review", "The Liberator", "The Militant",
        "The New International", "Tierra y Libertad", "Truth", "Témoins", "Vanguard", "What Next?",
        "Workers Monthly",
        "l’anarchie", "À contretemps",
        "Against the Current", "Bookforum", "Prospects", "Taipei Times",
        "Combat", "Esprit", "History Workshop Journal", "La Batalla", "La Vie ouvrière",
        "Le Monde libertaire", "Lettres françaises", "Linea d’ombra", "L’Intransigeant",
        "Masses", "New Left Review", "New Left Review (en español)", "New Politics", "Now",
        "Revista de Humanidades de Valparaíso", "Ural",
        "Victor Serge Centenary Group Newsletter", "Foreign Affairs", "La Quinzaine littéraire",
        "Nouveaux Cahiers du socialisme", "The Baffler", "K.", "L’Anticapitaliste",
        "Force ouvrière", "Internationalen", "Jewish Currents", "Los Angeles Times",
        "Así", "London Review of Books", "Mainstream",
        "Les Grandes Figures historiques dans les lettres et les arts",
        # What appears online.
        "A Terra é Redonda", "Cuadernos Vlady", "Dissent", "Fundación Andreu Nin",
        "Historical Materialism", "Jacobin", "Le Maitron, dictionnaire biographique",
        "The Libertarian Labyrinth", "trockist.net",
    ]
)  # fmt: skip


# … or a book of which the publisher is not known:
BOOKS_WITHOUT_PUBLISHER = {
    "L’An 1 de la révolution russe": "the extracts' source says no more than Paris, 1930",
}


# Books that hold a work, with editors or a publisher, but not both a publisher and a year:
PARTLY_KNOWN_BOOKS = {
    ("Revolution in Danger: Writings from Russia, 1919–1921", "1997"): "publisher not stated",
    ("L’An I de la révolution russe, suivi de La Ville en danger", ""): "year not stated",
    ("Les Anarchistes dans la révolution russe", "1973"): "publisher not stated",
    ("En communisme: mon journal de Russie 1918–1921", "1977"): "Sedgwick names place and year",
    (
        "Lo sterminio degli ebrei di Varsavia e altri testi sull’antisemitismo",
        "2025",
    ): "publisher not stated",
    ("Révolutionnaires", ""): "year not stated",
}


def test_what_is_cited_as_a_periodical_is_one(catalogue: Catalogue) -> None:
    containers = {one.container for _, one in every_publication(catalogue) if one.periodical}
    assert containers - PERIODICALS - set(BOOKS_WITHOUT_PUBLISHER) == set()
    assert (PERIODICALS | set(BOOKS_WITHOUT_PUBLISHER)) - containers == set()


def test_a_book_that_holds_a_work_has_a_publisher_and_a_year(catalogue: Catalogue) -> None:
    for place, one in every_publication(catalogue):
        if one.container and one.container not in PERIODICALS | set(BOOKS_WITHOUT_PUBLISHER):
            assert not one.issue, place
            if not (one.publisher and one.date):
                assert (one.container, str(one.date or "")) in PARTLY_KNOWN_BOOKS, place


def test_books_that_are_partly_known_are_still_so(catalogue: Catalogue) -> None:
    partly = {
        (one.container, str(one.date or ""))
        for _, one in every_publication(catalogue)
        if one.container and not one.periodical and not (one.publisher and one.date)
    }
    assert partly == set(PARTLY_KNOWN_BOOKS)


UNDATED_BOOKS = {"L’École du cynisme. De la Seconde Guerre mondiale et de ses raisons"}


UNDATED_NOTE = re.compile(r"\b(?:date|year|printing)\b[^;]* not (?:known|stated)")


def test_a_publication_has_a_date_or_says_that_it_has_none(catalogue: Catalogue) -> None:
    undated = 0
    for place, one in every_publication(catalogue):
        if is_publication(one):
            undated += one.date is None
            # The book's own record says so for the pieces in it.
            said = UNDATED_NOTE.search(one.note) or one.container in UNDATED_BOOKS
            assert one.date or said, place
    assert undated > 10


def test_notes_of_publications_are_no_sentences(catalogue: Catalogue) -> None:
    notes = [(place, one.note) for place, one in every_publication(catalogue) if one.note]
    assert len(notes) > 80
    assert not [place for place, note in notes if note.endswith(".")]


def test_a_number_stands_in_a_series_or_a_periodical(catalogue: Catalogue) -> None:
    numbered = [
        (place, one) for place, one in every_publication(catalogue) if one.volume or one.issue
    ]
    assert len(numbered) > 80
    for place, one in numbered:
        # Or in a work of several volumes.
        whole = one.container if one.publisher else ""
        assert one.series or whole or one.container in PERIODICALS, place
        assert not (one.issue and one.container not in PERIODICALS), place


def test_a_periodical_has_no_publisher_editors_or_isbn(catalogue: Catalogue) -> None:
    for place, one in every_publication(catalogue):
        if one.container in PERIODICALS:
            assert (one.publisher, one.isbn, one.editors) == ("", "", ()), place


def test_volumes_issues_pages_and_languages_are_well_formed(catalogue: Catalogue) -> None:
    for place, one in every_publication(catalogue):
        for field, form in (
            ("volume", VOLUME), ("issue", ISSUE), ("pages", PAGES), ("language", LANGUAGE),
        ):  # fmt: skip
            value = getattr(one, field)
            assert not value or form.fullmatch(value), f"{place}: {field}: {value}"
    for work in catalogue:
        assert not work.language or LANGUAGE.fullmatch(work.language), work.id


def test_dates_of_publications_lie_within_reason(catalogue: Catalogue) -> None:
    for place, one in every_publication(catalogue):
        if one.date:
            assert Day(1908, 1, 1) <= one.date.earliest, place
            assert one.date.latest <= Day(2026, 12, 31), place


# Of these books neither title, place nor publisher is known:
BARELY_KNOWN = {
    "lassassinat-politique-et-lurss first_publication": "the pamphlet as it came out, in 1938",
    "la-degeneracion-de-la-urss first_publication": "described by its language and its length",
    "leurope-au-carrefour first_publication": "a scan without an imprint",
    "vie-des-revolutionnaires first_publication": "known from one reference, with its year",
    "memoirs-of-a-revolutionary editions[31]": "the German edition of 1967, from a review",
    "memoirs-of-a-revolutionary editions[32]": "that of 1977, from the same review",
    "sudba-viktora-serzha-kak-perevodchika first_publication": "an article, known by its address",
}


def test_every_publication_says_something(catalogue: Catalogue) -> None:
    barely = {
        place
        for place, one in every_publication(catalogue)
        if not (one.container or one.publisher or one.title or one.translators)
        and not (one.place or one.series)
    }
    assert barely == set(BARELY_KNOWN)


def test_every_isbn_is_whole_and_has_its_check_digit(catalogue: Catalogue) -> None:
    numbers = {one.isbn for _, one in every_publication(catalogue) if one.isbn}
    numbers |= {
        found
        for text in (
            *(work.note for work in catalogue),
            *(one.note for _, one in every_publication(catalogue)),
        )
        for found in re.findall(r"\d[\d-]{10,15}[\dX](?!\d)", text)
    }
    assert len(numbers) >= 40
    for isbn in numbers:
        assert ISBN.fullmatch(isbn), isbn
        assert len(isbn.replace("-", "")) == (13 if isbn.startswith("97") else 10), isbn
        assert not isbn_error(isbn)


def test_a_book_of_one_isbn_is_described_alike_wherever_it_stands(catalogue: Catalogue) -> None:
    described: dict[str, set[tuple[object, ...]]] = {}
    for _, one in every_publication(catalogue):
        if one.isbn:
            # The day of publication stands in the book's own record only.
            year = str(one.date or "")[:4]
            described.setdefault(one.isbn, set()).add(
                (one.publisher, one.place, year, one.language, one.editors)
            )
    assert {isbn: books for isbn, books in described.items() if len(books) > 1} == {}


def test_an_edition_in_a_book_is_listed_once(catalogue: Catalogue) -> None:
    """What the contents of a book say of a piece doesn't stand among its editions too."""
    for work in catalogue:
        books = [
            (one.container.partition(":")[0], str(one.date), one.language, one.title, one.pages)
            for one in work.publications
            if one.container and one.container not in PERIODICALS
        ]
        assert len(books) == len(set(books)), work.id
