"""What one asks of `serge cite`: places, notes in sequence, editions, headings, annotations."""

import base64
import io
import json

import pytest

from sergecli.cli import cited_names
from sergecli.cli.cited_names import CitedName
from sergecli.errors import UsageError
from sergecli.terminal import clipboard
from tests.conftest import Serge

_PRISON, _POWER, _CITY = "men-in-prison", "birth-of-our-power", "conquered-city"


def test_each_work_has_its_own_place(serge: Serge) -> None:
    lines = serge("cite", f"{_PRISON}:45", f"{_POWER}:chapter 3", _CITY, "--short").out.splitlines()
    assert lines == [
        "Serge, Men in Prison, 45.",
        "Serge, Birth of Our Power, chap. 3.",
        "Serge, Conquered City.",
    ]


def test_the_place_of_all_is_that_of_works_without_their_own(serge: Serge) -> None:
    lines = serge(
        "cite", f"{_PRISON}:45", _CITY, "--locator", "para. 4", "--short"
    ).out.splitlines()
    assert lines == ["Serge, Men in Prison, 45.", "Serge, Conquered City, para. 4."]


@pytest.mark.parametrize(
    ("place", "chicago", "mla", "apa"),
    [
        ("212", "212", " 212", ", p. 212"),
        ("p. 212", "212", " 212", ", p. 212"),
        ("note 2", "n2", ", n2", ", Note 2"),
        ("chapter 3", "chap. 3", ", ch. 3", ", Chapter 3"),
    ],
)
def test_places_are_written_as_each_style_does(
    serge: Serge, place: str, chicago: str, mla: str, apa: str
) -> None:
    asked = f"{_PRISON}:{place}"
    assert serge("cite", asked, "--short").out == f"Serge, Men in Prison, {chicago}.\n"
    assert serge("cite", asked, "--in-text", "--style", "mla").out == f"(Serge{mla})\n"
    assert serge("cite", asked, "--in-text", "--style", "apa").out == f"(Serge, 1930/2014{apa})\n"


def test_a_place_that_cannot_be_read_is_an_error(serge: Serge) -> None:
    assert "is not a place" in serge("cite", f"{_PRISON}:over there", "--note", code=2).err
    assert "(--note, --short, --notes or --in-text)" in serge("cite", f"{_PRISON}:45", code=2).err


def test_a_title_with_a_colon_is_no_place(serge: Serge) -> None:
    assert "“Once More: Kronstadt.”" in serge("cite", "Once More: Kronstadt").out


def test_notes_are_full_at_first_and_short_after(serge: Serge) -> None:
    notes = serge("cite", f"{_PRISON}:12", _CITY, f"{_PRISON}:13", f"{_PRISON}:13", "--notes").out
    first, other, second, third = notes.splitlines()
    assert first.startswith("Victor Serge, Men in Prison, trans. Richard Greeman (PM Press, 2014)")
    assert other.startswith("Victor Serge, Conquered City, trans.")
    # CMOS 13.37: no "ibid.".
    assert second == third == "Serge, Men in Prison, 13."
    assert "not in notes" in serge("cite", _PRISON, "--notes", "--style", "mla", code=2).err


def test_a_bibliography_in_the_order_given(serge: Serge) -> None:
    ids = ("resistance", _PRISON, _POWER)
    given = serge("cite", *ids, "--order", "given", "--style", "mla").out.splitlines()
    assert ["Resistance" in given[0], "Men in Prison" in given[1]] == [True, True]
    # Three hyphens stand for the name of the entry before, whichever that is.
    assert [line[:3] for line in given] == ["Ser", "---", "---"]
    assert "Birth of Our Power" in serge("cite", *ids).out.splitlines()[0]
    assert "--order: 'alphabet' is not valid" in serge("cite", "--order", "alphabet", code=2).err


_LIST = "# Novels\nmen-in-prison\nbirth-of-our-power\n# Other\n## Poems\nresistance\n"


def test_lines_on_standard_input_become_headings(serge: Serge) -> None:
    written = serge("cite", "-", "--style", "mla", "--format", "markdown", stdin=_LIST).out
    blocks = written.split("\n\n")
    assert [block[:24] for block in blocks] == [
        "## Novels",
        "Serge, Victor. *Birth of",
        "\\-\\-\\-. *Men in Prison*.",
        "## Other",
        "### Poems",
        "Serge, Victor. *Resistan",
    ]


def test_headings_in_each_format(serge: Serge) -> None:
    text = serge("cite", "-", stdin=_LIST).out.splitlines()
    assert [text[0], text[1], text[4], text[5]] == ["Novels", "", "", "Other"]
    html = serge("cite", "-", "--format", "html", stdin=_LIST).out
    assert html.startswith("<h2>Novels</h2>\n<ul ")
    assert html.count("<ul ") == html.count("</ul>") == 2
    assert "<h2>Other</h2>\n<h3>Poems</h3>\n" in html
    latex = serge("cite", "-", "--format", "latex", stdin=_LIST).out
    assert "\\section*{Novels}\n\n" in latex
    assert "\\subsection*{Poems}\n\n" in latex
    assert "headings need a bibliography" in serge("cite", "-", "--note", stdin=_LIST, code=2).err


def test_groups_are_headings_in_their_order(serge: Serge) -> None:
    works = ("resistance", _CITY, _PRISON, "vie-des-revolutionnaires")
    written = serge("cite", *works, "--group", "year,kind", "--format", "markdown").out
    headings = [line for line in written.splitlines() if line.startswith("#")]
    assert headings == [
        "## 1930", "### Book", "### Novel", "## 1932", "### Novel", "## 1938", "### Poetry",
    ]  # fmt: skip
    assert "--group: 'shelf' is not valid" in serge("cite", "--group", "shelf", code=2).err
    assert "names a field twice" in serge("cite", "--group", "year,year", code=2).err


def test_letters_after_the_year_are_those_of_the_whole_list(serge: Serge) -> None:
    ids = ("the-nobel-case", "face-to-face-with-the-famine")
    plain = serge("cite", *ids, "--style", "apa").out.splitlines()
    grouped = serge("cite", *ids, "--style", "apa", "--group", "kind").out.splitlines()
    assert grouped[2:] == plain
    assert "(1922a, February 21)" in plain[0]


def test_annotations_are_the_notes_of_the_catalogue(serge: Serge) -> None:
    plain = serge("cite", "soviets-1929").out
    text = serge("cite", "soviets-1929", "--annotated").out
    assert text.startswith(f"{plain}    The second of the three volumes")
    html = serge("cite", "soviets-1929", "--annotated", "--format", "html").out
    assert '<div class="csl-annote">The second of the three' in html
    latex = serge("cite", "soviets-1929", "--annotated", "--format", "latex").out
    assert "\\begin{quote}\nThe second" in latex
    assert (
        "annotations need a bibliography in csl-json"
        in serge("cite", "soviets-1929", "--annotated", "--format", "ris", code=2).err
    )


def test_csl_json_has_annotations_where_they_are_asked_for(serge: Serge) -> None:
    command = ("cite", "soviets-1929", "the-nobel-case", "--format", "csl-json")
    plain, annotated = (json.loads(serge(*command, *more).out) for more in ((), ("--annotated",)))
    notes = [item.pop("annote", None) for item in annotated]
    assert annotated == plain
    assert notes[0].startswith("The second of the three volumes")
    assert "headings need" in serge(*command, "--group", "year", code=2).err


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("first", "Ville conquise. Éditions Rieder, 1932."),
        (
            "newest en",
            "Conquered City. Translated by Richard Greeman. New York Review Books, 2011.",
        ),
        ("fr first", "Ville conquise. Éditions Rieder, 1932."),
        ("1975", "Conquered City. Translated by Richard Greeman. Doubleday, 1975."),
        ("nyrb", "Conquered City. Translated by Richard Greeman. New York Review Books, 2011."),
        ("seuil 1967", "Ville conquise. 1932; Éditions du Seuil, 1967."),
    ],
)
def test_an_edition_is_chosen_by_words(serge: Serge, edition: str, expected: str) -> None:
    assert expected in serge("cite", _CITY, "--edition", edition).out


def test_an_edition_in_a_language_has_its_title_or_a_warning(serge: Serge) -> None:
    memoirs = "memoirs-of-a-revolutionary"
    known = serge("cite", memoirs, "--edition", "de", "--style", "apa")
    assert "Erinnerungen eines Revolutionärs" in known.out
    assert known.err == ""
    unknown = serge("cite", memoirs, "--edition", "de 1977")
    assert unknown.err == f"{memoirs}: the German title of this edition is not known\n"


def test_a_work_without_the_edition_is_named_and_the_others_cited(serge: Serge) -> None:
    answer = serge("cite", "voline", _CITY, "--edition", "1975", code=3)
    assert answer.out.startswith("Serge, Victor. Conquered City.")
    assert answer.err.startswith("voline: ‘1975’ is not an edition")
    for italian in ("it", "Italian"):
        said = serge("cite", "conquered-city", "--edition", italian, code=3).err
        assert said.startswith("conquered-city: no edition in Italian is known; the editions are:")
    assert serge("cite", "voline", "--edition", "1975", code=3).out == ""


def test_a_part_names_the_whole_it_appeared_with(serge: Serge) -> None:
    written = serge("cite", "alexis-tolstoy").out
    # CMOS 14.79.
    assert "“Alexis Tolstoy.” In “In a Time of Duplicity.” Translated by" in written
    assert "In “" not in serge("cite", "mannerheim-and-kuusinen").out


def test_names_are_read_with_places_and_headings() -> None:
    assert cited_names.read(["a:12", "b", "Once More: K", "a: b"]) == [
        CitedName("a", "12"), CitedName("b"), CitedName("Once More: K"), CitedName("a: b"),
    ]  # fmt: skip


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_copy_goes_to_the_terminal_as_osc_52(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    clipboard.copy("Serge, “Voline.”\n")
    begin, _, rest = screen.getvalue().partition("\x1b]52;c;")
    encoded, _, end = rest.partition("\x07")
    assert (begin, end) == ("", "")
    assert base64.b64decode(encoded).decode() == "Serge, “Voline.”"
    with pytest.raises(UsageError, match="too long"):
        clipboard.copy("x" * 60_000)


def test_a_copy_needs_a_terminal(serge: Serge) -> None:
    answer = serge("cite", "voline", "--copy", code=2)
    assert answer.err == "--copy: needs a terminal\n"
    assert answer.out == ""


@pytest.mark.parametrize("form", [(), ("--color", "always"), ("--format", "markdown")])
def test_a_warning_is_printed_once(serge: Serge, form: tuple[str, ...]) -> None:
    answer = serge("cite", "the-tragedy-of-the-soviet-writers", *form)
    assert answer.err.count("this edition only presumably contains the work") == 1
