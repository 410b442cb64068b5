"""The styles say what pandoc's citeproc says with the official CSL styles."""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.catalogue import store
from sergecli.citations import bibliography, render, sorting, source
from sergecli.citations.markup import Markup
from sergecli.errors import UsageError
from sergecli.model import edtf
from sergecli.model.csl import Name, Reference
from sergecli.model.edtf import Date
from tests import differences, oracle
from tests.conftest import DATA
from tests.made_references import ROLES, SHAPES, date, with_titles_of_their_own

_GOLDEN = Path(__file__).parents[1] / "golden" / "styles"
_SERGE = Name("Serge", "Victor")
_DOE = Name("Doe", "Jane")


# --- the catalogue -----------------------------------------------------------


@pytest.mark.parametrize("style", bibliography.STYLES)
def test_all_records_together(references: list[Reference], style: str) -> None:
    """In one bibliography, which the oracle takes a while to write: it is asked for it once."""
    # Without what the manual and the oracle write differently.
    seen = (differences.agreed(one, style, differences.TOGETHER) for one in references)
    agreed = list(with_titles_of_their_own(seen))
    gathered = oracle.together(agreed, style, oracle.PAGE)
    ours = [(one, entry) for one, entry in bibliography.arranged(agreed, style)[0] if entry]
    listed, entries = [one for one, _ in ours], [entry for _, entry in ours]
    assert [one.id for one in listed] == [name for name, _ in gathered.entries]
    assert oracle.differences(listed, entries, [entry for _, entry in gathered.entries]) == []
    if style in bibliography.IN_TEXT:
        cited = bibliography.in_text(agreed, style, oracle.PAGE)
        assert oracle.differences(agreed, cited, gathered.first) == []
    _plain_text_is_what_pandoc_writes(entries, gathered)
    _html_is_what_pandoc_writes(entries, gathered)
    _what_we_write_pandoc_reads_as_meant(entries, gathered)
    print(f"{style}: {len(ours)} entries in one bibliography, 0 differences")


def _plain_text_is_what_pandoc_writes(entries: list[Markup], gathered: oracle.Cited) -> None:
    without_marks = [_without_emphasis(content) for content in gathered.inlines]
    assert [render.text(entry) for entry in entries] == oracle.written(without_marks, "plain")


def _without_emphasis(content: list[dict[str, object]]) -> list[dict[str, object]]:
    plain: list[dict[str, object]] = []
    for inline in content:
        if inline["t"] == "Emph":
            assert isinstance(inline["c"], list)
            plain.extend(inline["c"])
        else:
            plain.append(inline)
    return plain


def _html_is_what_pandoc_writes(entries: list[Markup], gathered: oracle.Cited) -> None:
    unlinked = [re.sub("</?a[^>]*>", "", render.html(entry)) for entry in entries]
    assert [f"<p>{one}</p>" for one in unlinked] == oracle.written(gathered.inlines, "html")


def _what_we_write_pandoc_reads_as_meant(entries: list[Markup], gathered: oracle.Cited) -> None:
    expected = [oracle.lettered(entry) for _, entry in gathered.entries]
    for form in ("markdown", "commonmark", "latex"):
        write = render.latex if form == "latex" else render.markdown
        assert oracle.read(map(write, entries), form) == expected, form


# --- the order of words ------------------------------------------------------

_WORDS = """
resume résumé résume resumé Resume role rôle rolé coop co-op coöp Ångström Angstrom
Ørsted Orsted Osted Łuczak Luczak Lzak æther aether aethes Æthf œuvre oeuvre oeuvrf straße
strasse strassf naïve naive naivf ñu nu nz número d’Arc darc darcz El Niño elnino ça ca cb Çb
žena zena zf öl ol om Šak Sak Sal ğa ga gb kışık kisik kizz ðorn dorn dz ez þing zing tz 1917 1918
19 2 10 (a) [a a. a! “a” a–b a—b a-b a_b a/b a&b a+b a=b a$b a€b £a €a $a ¥a §1 *a #a @a
"""


@pytest.mark.parametrize("name", ["chicago", "mla"])
def test_words_stand_in_the_order_of_the_oracle(name: str) -> None:
    words = _WORDS.split()
    books = [_one(id=f"{at:03}", title=word, publisher="P") for at, word in enumerate(words)]
    ours = [one.title for one, _ in bibliography.arranged(books, name)[0]]
    assert ours == [words[int(at)] for at, _ in oracle.together(books, name).entries]


# --- where the oracle is wrong -----------------------------------------------
#
# Each is described in docs/citations.md, with the manual's rule.


def _one(**values: object) -> Reference:
    fixed: dict[str, Any] = {"id": "one", "type": "book", "title": "Title", "language": "en"}
    return Reference(**(fixed | values))


def test_the_differences_stand_in_the_table_of_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "citations.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| ([^|]+?) \| [^|]*\|", page.partition("## Known differences")[2], re.MULTILINE
    )
    every = (*differences.DIFFERENCES, *differences.TOGETHER, *differences.SHORTENED)
    assert {each.name for each in every} | {"capitals"} == set(rows) - {"difference", "---"}


def test_mla_repeats_no_title_by_hyphens() -> None:
    books = [_one(id=name, publisher=name, issued=edtf.parse("1936")) for name in ("A", "B")]
    ours = [render.text(entry) for _, entry in bibliography.arranged(books, "mla")[0]]
    assert ours == ["Title. A, 1936.", "Title. B, 1936."]
    theirs = oracle.together(books, "mla")
    assert [render.text(entry) for _, entry in theirs.entries] == [ours[0], "---. B, 1936."]


@pytest.mark.parametrize(
    ("title", "chicago", "apa"),
    [
        # CMOS 6.9: into both quotations. APA 6.17: a capital after the colon.
        ("On “Order”", "“On ‘Order.’”", "On “order.”"),
        ("After: an up-to-date look", "“After: An Up-to-Date Look.”", "After: An up-to-date look."),
        ("The U.S. and the war", "“The U.S. and the War.”", "The U.S. and the war."),
        ("Wells vs. the tsar", "“Wells vs. the Tsar.”", "Wells vs. the tsar."),
    ],
)
def test_titles_as_the_manuals_set_them(title: str, chicago: str, apa: str) -> None:
    article = _one(
        type="article-newspaper", author=(_SERGE,), title=title, container_title="Left",
        issued=edtf.parse("1938-07-02"),
    )  # fmt: skip
    assert f" {chicago} Left" in render.text(bibliography.entry(article, "chicago"))
    assert f" {apa} Left" in render.text(bibliography.entry(article, "apa"))


def test_three_full_stops_after_a_quotation_stay() -> None:
    page = _one(type="webpage", author=(_SERGE,), title="The “end”...")
    assert render.text(bibliography.entry(page, "apa")) == "Serge, V. (n.d.). The “end”..."
    assert "“end.”" in render.text(oracle.alone([page], "apa")[0].entry)


# --- what no style may do ----------------------------------------------------


def _all_forms(one: Reference) -> list[str]:
    written = [bibliography.entry(one, name) for name in bibliography.STYLES]
    written += [bibliography.in_text([one], name)[0] for name in bibliography.IN_TEXT]
    written += [bibliography.note(one), bibliography.short_note(one)]
    return [render.text(each) for each in written]


def _known_numbers(date: Date | None) -> set[str]:
    points = date.points if date else ()
    days = {str(point.day) for point in points if point.day}
    years = {str(point.year) for point in points if not point.unspecified}
    decades = {f"{point.year}s" for point in points if point.unspecified == 1}
    centuries = {
        str(year)
        for point in points
        if point.unspecified > 1
        for year in (point.year, point.latest.year)
    }
    short = {year[2:] for year in years}
    return days | years | short | decades | centuries


@given(
    st.one_of(st.none(), st.randoms().map(date)),
    st.sampled_from(sorted({kind for kind, *_ in SHAPES})),
)
def test_no_style_prints_a_digit_that_is_not_known(date: Date | None, kind: str) -> None:
    one = _one(
        type=kind, author=(_SERGE,), container_title="Left", url="https://a.org", issued=date
    )
    for said in _all_forms(one):
        assert set(re.findall(r"\d+s?", said)) <= _known_numbers(date), said


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("1928~", {"[ca. 1928]", "(ca. 1928)", "circa 1928"}),
        ("1920?", {"[1920?]", "(ca. 1920)"}),
        ("194X", {"[1940s]", "ca. 1940s"}),
        ("19XX", {"between 1900 and 1999"}),
        ("{1936,1938}", {"1936 and 1938"}),
        ("1926/1929", {"1926–1929", "1926–29"}),
    ],
)
@pytest.mark.parametrize("name", bibliography.STYLES)
def test_a_vague_date_stays_vague(name: str, date: str, said: set[str]) -> None:
    one = _one(type="webpage", author=(_SERGE,), url="https://a.org", issued=edtf.parse(date))
    entry = render.text(bibliography.entry(one, name))
    assert sum(entry.count(words) for words in said) == 1, entry


# --- the interface -----------------------------------------------------------


def test_an_unknown_style_is_a_wrong_usage_that_names_the_known() -> None:
    with pytest.raises(UsageError, match=r"turabian.*choose chicago, chicago-auth"):
        bibliography.entry(_one(), "turabian")
    with pytest.raises(UsageError, match="'x'"):
        bibliography.arranged([], "x")
    with pytest.raises(UsageError, match="'x'"):
        bibliography.in_text([], "x")


def test_chicago_cites_in_notes() -> None:
    with pytest.raises(UsageError, match=r"in notes.*chicago-author-date, mla, apa"):
        bibliography.in_text([_one()], "chicago")


def test_a_letter_that_nobody_keeps_is_cited_but_not_listed() -> None:
    letter = _one(type="personal_communication", author=(_SERGE,), recipient=(_DOE,))
    assert bibliography.entry(letter, "apa") == ()
    assert render.text(bibliography.in_text([letter], "apa")[0]) == (
        "(V. Serge, personal communication, n.d.)"
    )


def test_nothing_gives_nothing() -> None:
    for name in bibliography.STYLES:
        assert bibliography.arranged([], name)[0] == []
    assert bibliography.in_text([], "mla") == []


def test_a_reference_given_twice_is_listed_once() -> None:
    one = _one(author=(_SERGE,), issued=edtf.parse("1936"))
    assert len(bibliography.arranged([one, one], "apa")[0]) == 1
    assert [render.text(each) for each in bibliography.in_text([one, one], "apa")] == [
        "(Serge, 1936)",
        "(Serge, 1936)",
    ]


def test_after_z_come_two_letters() -> None:
    many = [_one(id=f"{i:02}", author=(_SERGE,), title=f"{i:02}") for i in range(28)]
    letters = [render.text(each)[-3:-1].lstrip("-") for each in bibliography.in_text(many, "apa")]
    assert [*letters[:2], *letters[25:]] == ["a", "b", "z", "aa", "ab"]


def test_after_two_letters_come_three() -> None:
    many = [_one(id=f"{i:03}", author=(_SERGE,), title=f"{i:03}") for i in range(703)]
    *_, last_of_two, first_of_three = map(render.text, bibliography.in_text(many, "apa"))
    assert (last_of_two, first_of_three) == ("(Serge, n.d.-zz)", "(Serge, n.d.-aaa)")


def test_a_style_is_loaded_only_when_it_is_asked_for() -> None:
    script = (
        "import sys; from sergecli.citations import bibliography\n"
        "heavy = {'rich', 'typer', 'rapidfuzz', 'tomllib', 'json', 'subprocess'}\n"
        "loaded = set(sys.modules)\n"
        "assert not heavy & loaded, heavy & loaded\n"
        "assert not {f'sergecli.citations.{name}' for name in ('chicago', 'mla', 'apa')} & loaded\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


# --- files that a scholar can read -------------------------------------------

_CASES = {
    "article-in-a-journal": "once-more-kronstadt",
    "article-in-a-newspaper": "november-7-1917",
    "book": "kronstadt-21",
    "chapter-of-an-edited-book": "obituary-leon-sedov",
    "letter": "letter-to-trotsky-1936-08-10",
    "season-and-uncertain-original": "twice-met",
    "two-authors-over-years": "correspondence-with-benjamin-fondane",
    "uncertain-date": "an-honest-gentleman",
    "undated": "the-kibalchich-legend",
}


def _card(one: Reference) -> str:
    lines = ["A record", ""]
    lines += [f"  {field}: {_field(one, field)}" for field in one._fields]
    lines = [line for line in lines if not line.endswith(": ")]
    forms: list[tuple[str, Markup]] = [
        (f"{name}, in a bibliography", bibliography.entry(one, name))
        for name in bibliography.STYLES
    ]
    forms += [
        ("chicago, in a note, page 12", bibliography.note(one, "12")),
        ("chicago, in a later note, page 12", bibliography.short_note(one, "12")),
    ]
    forms += [
        (f"{name}, in the text, page 12", bibliography.in_text([one], name, "12")[0])
        for name in bibliography.IN_TEXT
    ]
    return "\n".join([*lines, *_forms(forms)]) + "\n"


def _forms(forms: Iterable[tuple[str, Markup]]) -> list[str]:
    return [line for name, form in forms for line in ("", name, "", f"  {render.markdown(form)}")]


def _field(one: Reference, name: str) -> str:
    value = getattr(one, name)
    if name in ROLES:
        return "; ".join(f"{person.family}, {person.given}" for person in value)
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    return str(value or "")


def _one_year(found: list[Reference]) -> str:
    lines = ["All records of 1922 in one bibliography, and as the text cites them"]
    for name in bibliography.STYLES:
        entries = bibliography.arranged(found, name)[0]
        lines += ["", name, "", *(f"  {render.markdown(entry)}" for _, entry in entries)]
        if name in bibliography.IN_TEXT:
            cited = bibliography.in_text([one for one, _ in entries], name)
            lines += [
                "",
                f"{name}, in the text",
                "",
                *(f"  {render.markdown(one)}" for one in cited),
            ]
    return "\n".join(lines) + "\n"


def _golden(references: list[Reference]) -> dict[str, str]:
    by_id = {one.id: one for one in references}
    files = {f"{case}.txt": _card(by_id[name]) for case, name in _CASES.items()}
    files["one-year.txt"] = _one_year([one for one in references if "1922" in str(one.issued)])
    return files


def test_golden_files(references: list[Reference]) -> None:
    expected = {path.name: path.read_text(encoding="utf-8") for path in _GOLDEN.glob("*.txt")}
    assert _golden(references) == expected


def refresh() -> None:
    """Write the golden files again."""
    catalogue = store.load(DATA)
    _GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, text in _golden([source.cited(work, catalogue.head) for work in catalogue]).items():
        (_GOLDEN / name).write_text(text, encoding="utf-8")


def test_an_ellipsis_sorts_as_its_three_full_stops() -> None:
    assert sorting.words("in…") == sorting.words("in...")
    assert sorting.words("in") < sorting.words("in…") < sorting.words("in….")
