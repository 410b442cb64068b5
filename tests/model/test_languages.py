"""One language has many tags and names."""

import pytest

from sergecli.citations import source
from sergecli.importers.languages import tag
from sergecli.model import languages
from sergecli.model.edtf import parse
from sergecli.model.identifiers import language_error
from sergecli.model.languages import KNOWN, Language
from sergecli.model.work import Head, Publication, Work


@pytest.mark.parametrize(
    ("written", "primary"), [("en", "en"), ("pt-BR", "pt"), ("ZH-hant", "zh"), ("", "")]
)
def test_the_primary_language(written: str, primary: str) -> None:
    assert languages.primary(written) == primary
    assert languages.known(written) == KNOWN.get(primary)


@pytest.mark.parametrize(("known", "language"), KNOWN.items())
def test_each_language_is_found_by_all_its_names(known: str, language: Language) -> None:
    assert language_error(known) == ""
    for name in (known, language.english, language.babel, language.marc, *language.others.split()):
        assert name == "" or tag(name) == known


def test_no_name_means_two_languages() -> None:
    names = [
        n for one in KNOWN.values() for n in (one.english.lower(), one.marc, *one.others.split())
    ]
    assert len(names) == len(set(names))


def test_an_edition_of_another_country_is_not_in_another_language() -> None:
    head = Head(title="T", author="A. Author", language="en")
    printing = Publication(date=parse("1950"), publisher="P", place="London", language="en-GB")
    work = Work(id="q", title="Q", kind="novel", authors=("A. Author",), editions=(printing,))
    cited = source.cited(work, head)
    assert (cited.publisher, str(cited.issued)) == ("P", "1950")
