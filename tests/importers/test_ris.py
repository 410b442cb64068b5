"""Records in RIS as databases and other programs write them."""

from typing import Any

import pytest

from sergecli.importers import detect
from sergecli.importers.entry import Entry


def only(lines: str, kind: str = "JOUR") -> Entry:
    """Read one record."""
    (entry,) = detect.entries(f"TY  - {kind}\nTI  - T\n{lines}\nER  - \n", "ris")
    return entry


def first(entry: Entry) -> dict[str, Any]:
    """Return the publication that a record describes."""
    names = ("first_publication", "reproduced_from")
    return next((entry.values[name] for name in names if name in entry.values), {})


def test_a_type_may_come_after_other_tags() -> None:
    text = (
        "DB  - McK\nTI  - First\nTY  - JOUR\nJO  - J\nER  - \n\n"
        "AN  - 1\nTI  - Second\nTY  - BOOK\nPB  - P\nTY  - BOOK\nTI  - Third\n"
    )
    one, two, three = detect.entries(text, "ris")
    assert [one.values["title"], two.values["title"], three.values["title"]] == [
        "First", "Second", "Third"
    ]  # fmt: skip
    assert [one.line, two.line, three.line] == [1, 7, 11]
    assert (first(one), first(two)) == ({"container": "J"}, {"publisher": "P"})
    assert two.dropped == ("accession number",)


def test_tags_between_two_records_belong_to_neither() -> None:
    text = "TY  - JOUR\nTI  - First\nER  - \n\nC1  - Database: X\nSearch\n\n2.\nTY  - JOUR\nTI  - Second\n"
    one, two = detect.entries(text, "ris")
    assert (one.dropped, two.dropped, two.line) == ((), (), 9)


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        ("SP  - 1-22\nEP  - 22", "1–22"),
        ("SP  - 67-76", "67–76"),
        ("SP  - 22\nEP  - 2", "22–2"),
        ("SP  - 22\nEP  - 22", "22"),
    ],
)
def test_pages(lines: str, pages: str) -> None:
    assert first(only(f"JO  - J\n{lines}"))["pages"] == pages


def test_a_subtitle_in_place_of_the_journal_is_not_the_journal() -> None:
    entry = only("T2  - Venice’s exhibition\nJF  - Time\nJO  - Time")
    assert first(entry) == {"container": "Time"}
    assert entry.dropped == ("T2",)
    assert first(only("T2  - The Whole\nJF  - X", "CHAP"))["container"] == "The Whole"


@pytest.mark.parametrize("tag", ["N1", "M3"])
def test_a_doi_in_the_place_of_a_note(tag: str) -> None:
    for more in ("", "\nDO  - 10.1000/182"):
        entry = only(f"{tag}  - doi: 10.1000/182{more}")
        assert entry.values["url"] == "https://doi.org/10.1000/182"
        assert "note" not in entry.values
        assert not entry.dropped
    assert only(f"N1  - Compare 10.1000/182 {'x' * 30}").values["note"].startswith("Compare")


def test_people() -> None:
    entry = only("AU  - Roe, A., Poe, J. B.\nAU  - Moe, Kim, Jr.\nED  - Zoe, Sam (ed.)", "BOOK")
    assert entry.values["authors"] == ["A. Roe", "J. B. Poe", "Moe, Kim, Jr."]
    assert first(entry)["editors"] == ["Sam Zoe"]


def test_who_is_responsible_for_a_title_is_no_part_of_it() -> None:
    text = "TY  - BOOK\nTI  - Year One / by Ann Roe ; translated by Jim Poe.\nT2  - A / B\nER  - \n"
    (entry,) = detect.entries(text, "ris")
    assert entry.values["title"] == "Year One"
    assert first(entry)["series"] == "A / B"
    assert entry.dropped == ("statement of responsibility",)


def test_character_references_of_a_web_page_are_read() -> None:
    entry = only("JO  - J&uuml;n &amp; R&D; Caf&eacute;&#8217;s\nAU  - M&uuml;ller, J&ouml;rg")
    assert first(entry)["container"] == "Jün & R&D; Café’s"
    assert entry.values["authors"] == ["Jörg Müller"]
