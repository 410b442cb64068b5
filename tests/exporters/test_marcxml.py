"""MARCXML, read back by pymarc and held against the rules of MARC 21.

The rules are those of the "MARC 21 Format for Bibliographic Data" for the fields that are
written: which indicators and subfields there are, and what may not be repeated.
"""

import io
import re
import sys
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

import pymarc
import pytest

from sergecli.errors import UsageError
from sergecli.model import edtf
from sergecli.model.languages import KNOWN
from sergecli.model.work import Catalogue, Head, Publication, Work
from tests.exporters.test_formats import HEAD, sole, written
from tests.exporters.test_formats_hostile import HOSTILE, hostile_work


class Rule(NamedTuple):
    """What a field may have: values of its indicators, subfields, those of them that repeat."""

    first: str
    second: str
    codes: str
    repeated: str = ""
    once: bool = False


RULES = {
    "020": Rule(" ", " ", "acqz68", "qz8"),
    "040": Rule(" ", " ", "abcde68", "de8", once=True),
    "041": Rule(" 01", " 7", "abdefghijkmnpqrt2678", "abdefghijkmnpqrt"),
    "046": Rule(" 123", " ", "abcdejklmnopqsvx2368", "3"),
    "100": Rule("013", " ", "abcdefgjklnpqtu012468", "cegjknp01", once=True),
    "110": Rule("012", " ", "abcdefgklnptu012468", "bcdegknp01", once=True),
    "240": Rule("01", "0123456789", "adfghklmnoprs01268", "dgkmnps01", once=True),
    "245": Rule("01", "0123456789", "abcfghknps678", "kn", once=True),
    "246": Rule("0123", " 012345678", "abfghinp578", "np"),
    "250": Rule(" ", " ", "ab368", "38"),
    "264": Rule(" 23", "01234", "abc368", "abc"),
    "490": Rule("01", " ", "alvxy3678", "axv"),
    "500": Rule(" ", " ", "a35678", ""),
    "502": Rule(" ", " ", "abcdgo68", "go8"),
    "534": Rule(" ", " ", "abcefklmnoptxz368", "fknoxz"),
    "700": Rule("013", " 2", "abcdefghijklmnopqrstux0123456 8".replace(" ", ""), "ceijkmnp01"),
    "710": Rule("012", " 2", "abcdefghiklmnoprstux0123568", "bcdeikmnp01"),
    "773": Rule("01", " 8", "abdghikmnopqrstuwxyz345678", "ginrwkoz"),
    "776": Rule("01", " 8", "abcdghikmnorstuwxyz45678", "ginorwzk"),
    "852": Rule(" 012345678", " 012", "abcdefghijklmnpqstuxz2368", "bcdefgikmsuxz8"),
    "856": Rule(" 012347", " 0128", "acdfhlmnopqrstuvwxyz23678", "ucdmnstvwxyz"),
}
TYPES = set("sqmnre")


def read(works: tuple[Work, ...], head: Head = HEAD) -> list[pymarc.Record]:
    text = written("marcxml", works, head).text
    return pymarc.parse_xml_to_array(io.BytesIO(text.encode()), strict=True)  # type: ignore[no-untyped-call,no-any-return]


def faults(record: pymarc.Record) -> list[str]:
    """Find what breaks the rules of MARC 21."""
    found = [*_fixed(record)]
    tags = [field.tag for field in record.fields]
    found += [] if tags == sorted(tags) else ["the fields are not in order"]
    main = [tag for tag in tags if tag.startswith("1")]
    if len(main) > 1 or tags.count("245") != 1:
        found.append(f"main entries {main}, {tags.count('245')} titles")
    if "240" in tags and not main:
        found.append("a uniform title without a main entry belongs in 130")
    if bool(main) is not (record["245"].indicator1 == "1"):
        found.append("245: the first indicator says whether there is a main entry")
    for field in record.fields:
        if not field.is_control_field():
            found += _variable(field, tags.count(field.tag))
    return found


def fixed(record: pymarc.Record) -> str:
    return record["008"].data or ""


def _fixed(record: pymarc.Record) -> list[str]:
    leader, positions = str(record.leader), fixed(record)
    found = [] if re.fullmatch(r"00000n[atp][mabc] a22000003i 4500", leader) else [leader]
    if (
        len(positions) != 40
        or not re.fullmatch(r"\d{6}", positions[:6])
        or positions[6] not in TYPES
    ):
        return [*found, f"008: {positions!r}"]
    dates = r"[\du]{4}(?:[\du]{4}| {4}|\d\d {2})"
    found += [] if re.fullmatch(dates, positions[7:15]) else [f"008: dates {positions[7:15]!r}"]
    if (
        positions[35:38] not in {*(one.marc for one in KNOWN.values()), "und"}
        or positions[15:18] != "xx "
    ):
        found.append(f"008: {positions!r}")
    return found


def _variable(field: pymarc.Field, count: int) -> list[str]:
    rule = RULES[field.tag]
    found = []
    if rule.once and count > 1:
        found.append(f"{field.tag} is repeated")
    if field.indicator1 not in rule.first or field.indicator2 not in rule.second:
        found.append(f"{field.tag}: indicators {field.indicators}")
    for code, number in Counter(one.code for one in field.subfields).items():
        if code not in rule.codes or (number > 1 and code not in rule.repeated):
            found.append(f"{field.tag}: ${code} {number} times")
    if any(not one.value.strip() for one in field.subfields):
        found.append(f"{field.tag}: an empty subfield")
    return found


def values(record: pymarc.Record, tag: str) -> list[str]:
    """Give each field of a tag with its indicators and subfields, as libraries print it."""
    return [
        f"{field.indicator1}{field.indicator2} "
        + " ".join(f"${one.code} {one.value}" for one in field.subfields)
        for field in record.get_fields(tag)
    ]


def test_every_record_keeps_the_rules_of_marc(catalogue: Catalogue) -> None:
    records = read(catalogue.works, catalogue.head)
    assert [record["001"].data for record in records] == [work.id for work in catalogue]
    assert {record["001"].data: faults(record) for record in records if faults(record)} == {}


def test_the_rules_are_looked_at() -> None:
    (record,) = read((sole(),))
    record["245"].indicators = pymarc.Indicators("7", "0")
    record.add_field(pymarc.Field(tag="245", indicators=pymarc.Indicators("0", "0"), subfields=[]))  # type: ignore[no-untyped-call]
    record["008"].data = "short"
    assert len(faults(record)) >= 4


def test_a_hostile_text_stays_in_its_subfield() -> None:
    works = tuple(hostile_work(number, text) for number, text in enumerate(HOSTILE))
    records = read(works)
    assert len(records) == len(works)
    assert [faults(record) for record in records] == [[] for _ in works]


def test_a_translation_has_its_uniform_title() -> None:
    book = Work(
        id="x", title="The Conquered City: A Novel", kind="novel", authors=("Victor Serge",),
        original_title="Ville conquise", language="fr",
        first_publication=Publication(publisher="Rieder", date=edtf.parse("1932"), language="fr"),
        reproduced_from=Publication(
            publisher="Doubleday", place="Garden City", date=edtf.parse("1975"),
            translators=("Richard Greeman",), isbn="0385018762", series="Fiction 2",
        ),
    )  # fmt: skip
    (record,) = read((book,))
    assert values(record, "240") == ["10 $a Ville conquise. $l English."]
    assert values(record, "041") == ["1  $a eng $h fre"]
    title = (
        "14 $a The conquered city : $b A novel / $c Victor Serge ; translated by Richard Greeman."
    )
    assert values(record, "245") == [title]
    assert values(record, "264") == [" 1 $a Garden City : $b Doubleday, $c 1975."]
    assert values(record, "490") == ["0  $a Fiction 2"]
    assert values(record, "534") == [
        "   $p Originally published: $t Ville conquise $c Rieder, 1932"
    ]
    assert values(record, "700") == ["1  $a Greeman, Richard, $e translator."]
    assert fixed(record)[6:15] == "r19751932"
    assert fixed(record)[33:38] == "f eng"


def test_an_article_is_in_its_periodical() -> None:
    paper = Publication(
        container="The New International", volume="4", issue="7", pages="211–12",
        date=edtf.parse("1938-07"),
    )  # fmt: skip
    (record,) = read((sole(title="Once More: Kronstadt", reproduced_from=paper),))
    assert str(record.leader)[6:8] == "ab"
    assert values(record, "773") == [
        "0  $t The New International $g Vol. 4, no. 7 (July 1938), p. 211–12"
    ]
    assert fixed(record)[6:15] == "e193807  "
    assert not record.get_fields("264")


def test_a_page_of_the_archive_is_not_of_the_day_of_its_text() -> None:
    head = Head(
        title="T", author="Victor Serge", language="en", archive="A", archive_url="https://a.org/"
    )
    first = Publication(container="l’anarchie", issue="354", date=edtf.parse("1912-01-18"))
    page = sole(
        language="fr", date=edtf.parse("1912-01-18"), url="https://a.org/x", first_publication=first
    )
    (record,) = read((page,), head)
    assert values(record, "046") == ["   $k 1912-01-18 $2 edtf"]
    assert fixed(record)[6:15] == "ruuuu1912"
    imprint = "$b A, $c [date of publication not identified]"
    assert values(record, "264") == [f" 1 $a [Place of publication not identified] : {imprint}"]
    original = "$p Originally published: $c 18 January 1912 $n In l’anarchie, 354"
    assert values(record, "534") == [f"   {original}"]
    translated = replace(page, translation_date=edtf.parse("2009"))
    (record,) = read((translated,), head)
    assert fixed(record)[6:15] == "s2009    "


@pytest.mark.parametrize(
    ("date", "positions"),
    [
        ("1938-04-28", "e19380428"),
        ("1938", "s1938    "),
        ("1928~", "s1928    "),
        ("194X", "q19401949"),
        ("1926/1929", "q19261929"),
        ("{1926,1928}", "m19261928"),
        ("1994-23", "s1994    "),
        ("", "nuuuuuuuu"),
    ],
)
def test_dates_are_as_field_008_has_them(date: str, positions: str) -> None:
    paper = Publication(container="J", date=edtf.parse(date) if date else None)
    (record,) = read((sole(reproduced_from=paper),))
    assert fixed(record)[6:15] == positions


def test_people_have_their_years_and_groups_are_no_people(catalogue: Catalogue) -> None:
    (record,) = read((sole(authors=("Victor Serge", "Spartacus League,")),), catalogue.head)
    assert values(record, "100") == [
        "1  $a Serge, Victor, $d 1890-1947, $e author. $1 http://www.wikidata.org/entity/Q362009"
    ]
    assert values(record, "710") == ["2  $a Spartacus League, $e author."]


def test_every_language_that_is_known_has_a_code() -> None:
    assert all(len(one.marc) == 3 for one in KNOWN.values())
    eo = Publication(container="J", language="eo")
    told = written("marcxml", [sole(language="eo", first_publication=eo)]).warnings
    assert "MARCXML: languages without a code were written as und (1 work)." in told


def test_without_pymarc_a_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "sergecli.exporters.marcxml", raising=False)
    monkeypatch.setitem(sys.modules, "pymarc", None)
    with pytest.raises(UsageError, match=r"^--format marcxml needs the extra 'marc'"):
        written("marcxml", [sole()])
