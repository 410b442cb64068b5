"""Markup is built by CSL's rules, and every reader shows a text as it is."""

import re
from collections.abc import Callable

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from sergecli.citations import capitals, markup, render
from sergecli.citations.markup import Markup, Span
from tests import oracle
from tests.growth import in_proportion

_HOSTILE = [
    "<script>alert(1)</script> & \"x\" 'y' &amp; &#60;",
    r"\input{/etc/passwd} \write18{rm} \\ {} $x^2$ %c ~ # _a_",
    "*bold* _it_ `code` [link](javascript:x) ![i](x) <http://a> ^sup^ ~sub~ @key #tag |t|",
    "1. one",
    "1917) two",
    "(a) three",
    "- four",
    "+ five",
    "# six",
    "> seven",
    "% eight",
    "=== nine",
    ": ten",
    "--- dash -- dash - dash",
    "dots... and .... more",
    "``quotes'' ,,low,, ?` !`",
    "https://example.org/a_b*c",
    "{#id .class} [x]{.y} {{z}}",
    "“a” ‘b’ \"c\" 'd' don't l'été",
    "[^1] [@doe] [1]: http://x",
    "a\\",
]
_READERS: dict[str, Callable[[Markup], str]] = {
    "markdown": render.markdown,
    "commonmark": render.markdown,
    "html": render.html,
    "latex": render.latex,
}


# --- reading -----------------------------------------------------------------


# Two commands of LaTeX that pandoc does not know; words stand for them here.
_UNKNOWN = {"|": (r"\textbar{}", "BAR"), "`": (r"\textasciigrave{}", "GRAVE")}


def _read_back(texts: list[str], source: str) -> tuple[list[Markup], list[Markup]]:
    """Write texts, let pandoc read them, and give what came back and what should."""
    written = [_READERS[source]((raw,)) for raw in texts]
    expected = texts
    if source == "html":
        written = [f"<p>{one}</p>" for one in written]
    if source == "latex":
        for mark, (command, word) in _UNKNOWN.items():
            written = [one.replace(command, word) for one in written]
            expected = [raw.replace(mark, word) for raw in expected]
    return oracle.read(written, source), [(raw,) for raw in expected]


@pytest.mark.parametrize("source", _READERS)
def test_every_reader_shows_hostile_texts_as_they_are(source: str) -> None:
    came, meant = _read_back(_HOSTILE, source)
    assert came == meant


_marks = st.text("\\`*_{}[]()#+-.!<>$%&~^|@:=\"'“”‘’–…,;?/ ab1é", min_size=1, max_size=30)
# Pandoc leaves out a quotation of nothing when it reads LaTeX.
_raw = _marks.map(lambda raw: re.sub("“+”|‘+’", "“", " ".join(raw.split()))).filter(bool)


@pytest.mark.parametrize("source", _READERS)
@settings(max_examples=4, deadline=None, derandomize=True, phases=[Phase.generate])
@given(texts=st.lists(_raw, min_size=60, max_size=60))
def test_every_reader_shows_any_text_as_it_is(source: str, texts: list[str]) -> None:
    came, meant = _read_back([f"{raw} z" for raw in texts], source)
    assert came == meant


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://www.marxists.org/a_b.htm?x=1&y", True),
        ("javascript:alert(1)", False),
        ("https://a b", False),
        ("//a", False),
    ],
)
def test_only_web_addresses_become_links(address: str, *, linked: bool) -> None:
    entry = markup.link(address)
    assert render.text(entry) == address
    assert ("<a href=" in render.html(entry)) == linked
    assert (render.markdown(entry) == f"<{address}>") == linked


def test_no_address_is_nothing() -> None:
    assert markup.link("") == ()


def test_quotation_marks_change_with_their_depth() -> None:
    nested = markup.quoted(("a ", Span("quoted", ("b ", Span("quoted", ("c",))))))
    assert render.text(nested) == "“a ‘b “c”’”"
    assert markup.unquoted(nested) == "a b c"


# --- from text ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("", ""),
        ("plain", "plain"),
        ('the "end" of', "the “end” of"),
        ("the 'end' of", "the “end” of"),
        ("“a ‘b’ c”", "“a ‘b’ c”"),
        ("don't l'été", "don’t l’été"),
        ('a "b', 'a "b'),
        ("the ’20s and ’30s", "the ’20s and ’30s"),
        ("two  spaces\nand a line", "two spaces and a line"),
        ("Que faire ?", "Que faire\u202f?"),
        ("« Paris »", "«\u202fParis\u202f»"),
        ("a < b > c", "a < b > c"),
    ],
)
def test_quotations_are_found_in_a_text(raw: str, shown: str) -> None:
    assert render.text(markup.parse(raw)) == shown


@pytest.mark.parametrize(
    ("unit", "end"),
    [
        ("a", ""), ("word ", ""), ("“", ""), ("“a ", ""), ('"', ""), ("'a ", ""), ("“‘", "”"),
        ("“a", "”"), ("”", ""), ("a-", ""), (".", ""), ("“é ", ""), ("a. ", ""),
    ],
)  # fmt: skip
def test_long_and_unclosed_texts_take_time_in_proportion(unit: str, end: str) -> None:
    def use(count: int) -> None:
        raw = unit * count + end * count
        title = capitals.headline(markup.parse(raw), capitals.CHICAGO)
        sentence = markup.group(". ", markup.quoted(title), title)
        entry = markup.american(markup.affix("", sentence, "."))
        assert capitals.sentence(title, frozenset())
        for read in (render.text, *_READERS.values()):
            assert read(entry)

    assert in_proportion(use, 10_000)


# A capital of the second is two letters, a small letter of the first, too.
@example("İstanbul: ﬁnding “bread”")
@given(st.text(max_size=40))
def test_any_text_can_be_parsed_and_capitalized(raw: str) -> None:
    title = markup.parse(raw)
    headline = capitals.headline(title, capitals.CHICAGO)
    for set_in_style in (headline, capitals.sentence(title, frozenset())):
        letters = re.sub(r"[\W_]+", "", render.text(set_in_style).casefold())
        assert letters == re.sub(r"[\W_]+", "", raw.casefold())


def test_a_ligature_becomes_a_capital_and_a_small_letter() -> None:
    title = markup.parse("on trial: ﬁnding “bread”")
    assert render.text(capitals.headline(title, capitals.MLA)) == "On Trial: Finding “Bread”"
    assert render.text(capitals.sentence(title, frozenset())) == "On trial: Finding “bread”"


# --- building ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (["a", "", "b"], "a. b"),
        ([], ""),
        (["a?", "b"], "a? b"),
        (["a.", "b"], "a. b"),
        (["a", ", b"], "a, b"),
        (["a…", "b"], "a…. b"),
    ],
)
def test_parts_are_joined_without_doubled_marks(parts: list[str], joined: str) -> None:
    given_parts: list[Markup] = [(part,) if part else () for part in parts]
    assert render.text(markup.group(". ", *given_parts)) == joined


def test_affixes_stand_only_around_something() -> None:
    assert markup.affix("(", (), ")") == ()
    assert render.text(markup.affix("(", ("a",), ")")) == "(a)"
    assert markup.italic(()) == markup.quoted(()) == ()


@pytest.mark.parametrize(
    ("inside", "after", "shown"),
    [
        ("a", ", b", "“a,” b"),
        ("a", ".", "“a.”"),
        ("a?", ", b", "“a?” b"),
        ("a", "; b", "“a”; b"),
        ("a", "... b", "“a”... b"),
        ("a", " b", "“a” b"),
    ],
)
def test_commas_and_full_stops_move_into_a_quotation(inside: str, after: str, shown: str) -> None:
    assert render.text(markup.american((Span("quoted", (inside,)), after))) == shown


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("the end of the road", "The End of the Road"),
        ("what is it for", "What Is It For"),
        ("self-criticism: a reply", "Self-Criticism: A Reply"),
        ("the iron: d’acier", "The Iron: D’acier"),
        ("on the USSR and McDonald", "On the USSR and McDonald"),
        ("coup d’état (été)", "Coup d’état (Été)"),
        ("a", "A"),
        ("“the end” of it", "“The End” of It"),
        (
            "on “The ‘inner’ life” and “a day” In The life",
            "On “The ‘Inner’ Life” and “a Day” In the Life",
        ),
    ],
)
def test_english_titles_have_headline_capitals(raw: str, expected: str) -> None:
    assert render.text(capitals.headline(markup.parse(raw), capitals.CHICAGO)) == expected


def test_the_last_word_may_be_like_any_other() -> None:
    assert capitals.headline(("what is it for",), capitals.CHICAGO, last=False) == (
        "What Is It for",
    )


@pytest.mark.parametrize(
    ("raw", "first"),
    [("the end", "The end"), ("McD", "McD"), ("l’été", "L’été"), ("", ""), ("“a”", "“A”")],
)
def test_the_first_word_can_have_a_capital(raw: str, first: str) -> None:
    assert render.text(capitals.capital_first(markup.parse(raw))) == first


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("https://a.org", r"https\://a.org"),
        ("www.a.org", r"www\.a.org"),
        ("javascript:x", r"javascript\:x"),
        (":boom:", r"\:boom:"),
        ("12:30, Russia: Twenty", "12:30, Russia: Twenty"),
        ("<b> &lt; & R&D", r"&lt;b\> &amp;lt; & R&D"),
    ],
)
def test_markdown_of_any_dialect_makes_no_link_and_no_tag(raw: str, written: str) -> None:
    assert render.escape_markdown(raw) == written


def test_emphasis_begins_and_ends_with_a_letter() -> None:
    assert render.markdown(("in", Span("italic", (" A\t",)), "of")) == "in *A*\tof"
    assert render.html(("in", Span("italic", ("  ",)))) == "in  "


def test_emphasis_right_behind_a_word_begins_with_a_letter() -> None:
    assert render.markdown(("said in", Span("italic", (". A",)))) == "said in. *A*"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Comrade T.", "“Comrade T.,” Left."),
        ("The U.S.S.R.", "“The U.S.S.R.,” Left."),
        ("And Then...", "“And Then...,” Left."),
        ("Why?", "“Why?,” Left."),
        # A full stop that a library's catalogue put after a title.
        ("The Strike in Barcelona.", "“The Strike in Barcelona.” Left."),
    ],
)
def test_a_comma_follows_the_full_stop_of_an_abbreviation(title: str, shown: str) -> None:
    note = markup.affix("", markup.group(", ", markup.quoted((title,)), ("Left",)), ".")
    assert render.text(markup.american(note, comma=True)) == shown
