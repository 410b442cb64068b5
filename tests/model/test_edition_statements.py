"""Edition statements are read as people write them, and written as the styles abbreviate them."""

import pytest

from sergecli.model import edition_statements


@pytest.mark.parametrize(
    ("text", "read", "written", "in_bibtex"),
    [
        ("2", "2", "2nd ed.", "Second"),
        ("Second", "2", "2nd ed.", "Second"),
        ("2nd ed.", "2", "2nd ed.", "Second"),
        ("third edition", "3", "3rd ed.", "Third"),
        ("11th", "11", "11th ed.", "11th"),
        ("113", "113", "113th ed.", "113th"),
        ("22", "22", "22nd ed.", "22nd"),
        ("1st ed.", "1", "", "First"),
        ("2. Aufl.", "2", "2nd ed.", "Second"),
        ("3e éd.", "3", "3rd ed.", "Third"),
        ("Revised", "rev. ed.", "rev. ed.", "rev."),
        ("Rev. ed", "rev. ed.", "rev. ed.", "rev."),
        ("Revised and Enlarged Edition", "rev. and enl. ed.", "rev. and enl. ed.", "rev. and enl."),
        ("2nd, revised edition", "2nd rev. ed.", "2nd rev. ed.", "2nd rev."),
        ("expanded", "expanded ed.", "expanded ed.", "expanded"),
        ("2., überarb. Aufl.", "2., überarb. Aufl.", "2., überarb. Aufl.", "2., überarb. Aufl."),
        ("nouvelle édition", "nouvelle édition", "nouvelle édition", "nouvelle édition"),
        ("Penguin ed.", "Penguin ed.", "Penguin ed.", "Penguin ed."),
        ("0", "0", "0", "0"),
        ("ed.", "ed.", "ed.", "ed."),
        ("", "", "", ""),
    ],
)
def test_statements(text: str, read: str, written: str, in_bibtex: str) -> None:
    assert edition_statements.read(text) == read
    assert edition_statements.read(read) == read
    assert edition_statements.written(text) == written
    assert edition_statements.in_bibtex(text) == in_bibtex
    assert edition_statements.read(in_bibtex) == read
