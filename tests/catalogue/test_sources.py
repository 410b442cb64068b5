"""The figures of docs/sources.md are those of the catalogue."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sergecli.model.publications import posthumous
from sergecli.model.work import Attribution, Catalogue, Publication
from tests.catalogue.facts import (
    INDEX,
    NO_ADDRESS,
    PEOPLE,
    added,
    beyond,
    indexed,
    is_publication,
    whose,
)

SOURCES = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")


LANGUAGES = {
    "en": "English, or not stated",
    "fr": "French",
    "it": "Italian",
    "es": "Spanish",
    "de": "German",
    "tr": "Turkish",
    "ca": "Catalan",
    "ro": "Romanian",
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
    "zh": "Chinese",
}


def figures(catalogue: Catalogue) -> dict[str, tuple[int, ...]]:
    """What the tables of the page must say, counted in the catalogue."""
    works = list(catalogue)
    texts, books = beyond(catalogue)
    online = [work for work in works if work.url]
    every = [one for work in works for one in work.publications if is_publication(one)]
    of_books = [one for work in books for one in work.publications if is_publication(one)]
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
        "first published after his death, as far as is known": sum(
            posthumous(work, catalogue.head) for work in works
        ),
        "known to be written in French": sum(work.language == "fr" for work in works),
        "language of the original not established": sum(not work.language for work in works),
        "editions described": len(every),
        "editions of the books without a text on the archive": len(of_books),
        "editions with an ISBN": sum(bool(one.isbn) for one in every),
        "different ISBNs": len({one.isbn for one in every if one.isbn}),
        "people": len(PEOPLE),
        "other spellings of their names": sum(map(len, PEOPLE.values())),
        "texts on the archive": len(online),
        "texts on the archive whose source edition is known": texts_with(is_publication),
        "texts on the archive whose translator is named": texts_with(lambda one: one.translators),
        "works with a first publication described": sum(
            bool(work.first_publication) for work in works
        ),
        "works with a translator named in at least one edition": sum(
            any(one.translators for one in work.publications) for work in works
        ),
        "works whose place of writing is known": sum(bool(work.written_at) for work in works),
        "works without a date": sum(not work.date for work in works),
        "works with no known edition": sum(
            not any(map(is_publication, work.publications)) for work in works
        ),
        "editions without a date": sum(not one.date for one in every),
        "editions as a separate book without a publisher": sum(not one.publisher for one in whole),
        "editions in English without a translator": sum(
            not (one.language or one.translators) for one in every
        ),
        "editions presumed to contain the work": sum(one.presumed for one in every),
        "works with a single source": sum(len(work.sources) == 1 for work in works),
        "works with no source that has an address": sum(
            not any(one.startswith("http") for one in work.sources) for work in works
        ),
        "works with a source whose address was not noted": sum(
            NO_ADDRESS in work.sources for work in works
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


# What others have counted: the preface and a review of Retour à l’Ouest, the contents of
# Anarchists Never Surrender (44 headings, one of them over two letters), a review of
# L’École du cynisme.
COUNTED = {"La Wallonie": 203, "retour-a-louest": 93, "anarchists-never-surrender": 45,
           "lecole-du-cynisme": 18}  # fmt: skip


def shares(catalogue: Catalogue) -> dict[str, tuple[int, ...]]:
    """How much is listed of what others have counted."""
    held = Counter(name for work in catalogue for name in work.collected_in)
    columns = sum(
        any(one.container == "La Wallonie" for one in work.publications) for work in catalogue
    )
    his = [work for work in catalogue if work.attribution is Attribution.AUTHOR]
    collections = {
        "pieces of *Anarchists Never Surrender*": "anarchists-never-surrender",
        "columns chosen for *Retour à l’Ouest*": "retour-a-louest",
        "articles in *L’Intransigeant* gathered in *L’École du cynisme*": "lecole-du-cynisme",
    }
    return {
        "rows of the archive’s index, all of them": (len(indexed(catalogue)), len(INDEX)),
        "columns in *La Wallonie*": (columns, COUNTED["La Wallonie"]),
        **{label: (held[name], COUNTED[name]) for label, name in collections.items()},
        "writings by Serge that are on the archive": (
            sum(bool(work.url) for work in his),
            len(his),
        ),
    }


def test_the_page_of_sources_counts_right(catalogue: Catalogue) -> None:
    rows = re.findall(r"^\| (.+?) \| (\d+)(?: \| (\d+))? \|$", SOURCES, flags=re.MULTILINE)
    said = {label: tuple(int(one) for one in numbers if one) for label, *numbers in rows}
    assert len(said) == len(rows)
    assert said == figures(catalogue) | shares(catalogue)


def test_the_page_of_sources_has_no_figures_outside_its_tables() -> None:
    prose = re.sub(r"^\|.*$|`[^`]*`|\]\([^)]*\)", "", SOURCES, flags=re.MULTILINE)
    # Years, and the day of the index, may stand there.
    prose = re.sub(r"\b(?:2 May )?(?:19|20)\d\d\b", "", prose)
    assert re.findall(r"\d+", prose) == []
