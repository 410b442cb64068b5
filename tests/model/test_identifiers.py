"""ISBNs and language tags are right as their standards have them, or it is said why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.model.identifiers import isbn_error, language_error, usual_tag
from sergecli.model.work import Catalogue


@pytest.mark.parametrize(
    "isbn",
    ["978-0-306-40615-7", "9780306406157", "0-8044-2957-X", "0 8044 2957 X", "979-10-90636-07-1"],
)
def test_an_isbn_is_right(isbn: str) -> None:
    assert isbn_error(isbn) == ""


@pytest.mark.parametrize(
    ("isbn", "said"),
    [
        ("978-0-306-40615-8", "has the wrong check digit; for the other digits it is 7"),
        ("0-8044-2957-1", "has the wrong check digit; for the other digits it is X"),
        ("0-306-40615-X", "has the wrong check digit; for the other digits it is 2"),
        ("977-0-306-40615-7", "is not an ISBN; thirteen digits begin with 978 or 979"),
        ("7139-0190-1", "is an SBN of nine digits; put 0- before it"),
        ("978-0-306-40615", "is not an ISBN; an ISBN has ten or thirteen digits"),
        ("978-0-306-40615-7 (pbk.)", "is not an ISBN; an ISBN has ten or thirteen digits"),
        ("978–0–306–40615–7", "is not an ISBN; an ISBN has ten or thirteen digits"),
        ("٩780306406157", "is not an ISBN; an ISBN has ten or thirteen digits"),
        ("0-8044-2957-x", "is not an ISBN; an ISBN has ten or thirteen digits"),
    ],
)
def test_an_isbn_is_wrong(isbn: str, said: str) -> None:
    assert isbn_error(isbn) == f"{isbn!r} {said}"


@given(st.integers(0, 10**9 - 1), st.integers(0, 9))
def test_one_wrong_digit_is_always_found(nine: int, change: int) -> None:
    bare = f"978{nine:09}"
    right = next(n for n in range(10) if not isbn_error(f"{bare}{n}"))
    wrong = str((int(bare[5]) + 1 + change % 9) % 10)
    assert isbn_error(f"{bare[:5]}{wrong}{bare[6:]}{right}")


@pytest.mark.parametrize(
    "tag",
    [
        "en", "fr", "grc", "pt-BR", "EN-gb", "zh-Hant", "zh-Hant-TW", "sr-Latn", "de-1996",
        "es-419", "sl-rozaj-biske-1994", "zh-yue-HK", "de-u-co-phonebk", "en-x-us", "x-whatever",
        "i-klingon",
    ],
)  # fmt: skip
def test_a_language_tag_is_right(tag: str) -> None:
    assert language_error(tag) == ""


@pytest.mark.parametrize(
    "tag",
    ["French", "e", "fr_FR", "fr-", "-fr", "fr fr", "frfr", "en-GBR-x", "français", "en--GB", "ꜱ"],
)
def test_a_language_tag_is_wrong(tag: str) -> None:
    assert language_error(tag) == f"{tag!r} is not a language tag (BCP 47); write en, fr, pt-BR"


@pytest.mark.parametrize(
    ("tag", "usual"),
    [
        ("EN", "en"), ("pt-br", "pt-BR"), ("ZH-HANT-tw", "zh-Hant-TW"),
        ("de-CH-1996", "de-CH-1996"), ("en-X-US", "en-x-us"),
        ("de-u-CO-phonebk", "de-u-co-phonebk"), ("es-419", "es-419"),
    ],
)  # fmt: skip
def test_a_tag_has_its_usual_case(tag: str, usual: str) -> None:
    assert usual_tag(tag) == usual
    assert usual_tag(usual) == usual


def test_the_catalogue_s_own_are_right(catalogue: Catalogue) -> None:
    printings = [one for work in catalogue for one in work.publications]
    assert len([one for one in printings if one.isbn]) >= 40
    assert {isbn_error(one.isbn) for one in printings if one.isbn} == {""}
