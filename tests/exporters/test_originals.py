"""Where a text first appeared is in every format, in a field or in the note, and comes back."""

import tomllib
from html import unescape
from pathlib import Path

import pytest

from sergecli.citations.source_kinds import SERIAL_SERIES
from sergecli.exporters import formats
from sergecli.importers import detect
from sergecli.model.csl import Reference
from sergecli.model.date_words import in_words
from sergecli.model.work import Catalogue, Work
from sergecli.text import latex
from tests.conftest import Serge

VARIABLES = ("original_container", "original_issue", "original_publisher")


@pytest.mark.parametrize("form", formats.FORMATS)
def test_every_format_says_where_a_text_first_appeared(
    form: str, cited: list[tuple[Work, Reference]], catalogue: Catalogue
) -> None:
    compared = 0
    for work, reference in cited:
        values = [value for name in VARIABLES if (value := getattr(reference, name))]
        if not values:
            continue
        text = formats.dump([work], [reference], form, catalogue.head).text
        plain = latex.read(text) if form in {"biblatex", "bibtex"} else unescape(text)
        for value in values:
            assert latex.read(value) in plain, (reference.id, value)
            compared += 1
    assert compared


WORKS = """[catalogue]
title = "T"
author = "Victor Serge"
language = "en"
archive = "The Archive"
archive_url = "https://a.org/"

[[works]]
id = "a"
title = "The Thieves"
kind = "article"
date = "1909-02-06"
url = "https://a.org/a"
first_publication = { container = "Le “Révolté”", issue = "36 and 37", language = "und" }

[[works]]
id = "b"
title = "Notebooks, Out of a Book"
kind = "text"
date = "1944-11"
url = "https://a.org/b"
reproduced_from = { container = "Carnets, 1936–1947", publisher = "Joseph K. and Sons", language = "und" }

[[works]]
id = "c"
title = "Resistance"
kind = "book"
date = "1938"
original_title = "Résistance"

[works.first_publication]
container = "Les Humbles"
publisher = "Rieder & Fils"
date = "1938"
language = "und"

[[works.editions]]
publisher = "City Lights"
translators = ["James Brook"]
date = "1989"
"""


@pytest.mark.parametrize("form", [form for form in detect.FORMS if form in formats.FORMATS])
def test_where_a_text_first_appeared_comes_back(serge: Serge, tmp_path: Path, form: str) -> None:
    (tmp_path / "works.toml").write_text(WORKS, encoding="utf-8")
    (tmp_path / "mine.toml").write_text(WORKS.partition("[[works]]")[0], encoding="utf-8")
    sent = serge("cite", "--alone", "--catalogue", "works.toml", "--format", form).out
    serge("import", "-", "--alone", "--catalogue", "mine.toml", stdin=sent)
    first, second = (
        {work["id"]: work for work in tomllib.loads(text)["works"]}
        for text in (WORKS, (tmp_path / "mine.toml").read_text(encoding="utf-8"))
    )
    for name, field in (
        ("a", "first_publication"),
        ("b", "reproduced_from"),
        ("c", "first_publication"),
    ):
        language = {"language": second[name][field]["language"]}
        assert second[name][field] | {"language": "und"} == first[name][field], language


def test_other_notes_about_a_translation_remain_notes(serge: Serge, tmp_path: Path) -> None:
    note = "Translated from the French. Originally in French."
    entry = f"@book{{a, title={{T}}, author={{A, B}}, year=1938, note={{{note}}}}}"
    serge("import", "-", "--catalogue", "m.toml", stdin=entry)
    (work,) = tomllib.loads((tmp_path / "m.toml").read_text(encoding="utf-8"))["works"]
    assert work["note"] == note


def test_the_publisher_of_the_original_is_read(serge: Serge, tmp_path: Path) -> None:
    entry = "@book{a, title={T}, author={A, B}, date=1938, origdate=1932, origpublisher={Rieder}}"
    answer = serge("import", "-", "--catalogue", "m.toml", stdin=entry)
    assert "origpublisher" not in answer.out
    (work,) = tomllib.loads((tmp_path / "m.toml").read_text(encoding="utf-8"))["works"]
    assert work["first_publication"] == {"publisher": "Rieder", "date": "1932"}


@pytest.mark.parametrize("form", formats.FORMATS)
def test_every_format_names_revisers_the_day_of_a_letter_and_the_series_of_a_periodical(
    form: str, cited: list[tuple[Work, Reference]], catalogue: Catalogue
) -> None:
    compared = 0
    for work, reference in cited:
        own, letter = form in {"toml", "csv"}, reference.letter_date
        series = reference.periodical_series
        if own:
            series = next((full for full, short in SERIAL_SERIES.items() if short == series), "")
        values = {name.full for name in reference.reviser}
        values |= {series} if series else set()
        values |= {str(letter) if own else in_words(letter)} if letter else set()
        text = formats.dump([work], [reference], form, catalogue.head).text if values else ""
        for value in values:
            assert value in text, (reference.id, value)
            compared += 1
    assert compared
