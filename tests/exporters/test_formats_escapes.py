"""What each format's quoting holds for any text at all."""

import csv
import io
import json
import re
import tomllib
from unicodedata import normalize

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from sergecli.citations import source
from sergecli.exporters import bib, formats
from sergecli.model import edtf
from sergecli.model.csl import Name
from sergecli.model.work import Head, Work
from sergecli.text import latex
from sergecli.text.quoting import quote
from sergecli.text.sanitize import safe

HEAD = Head(title="T", author="Victor Serge", language="en")
# Every letter that means something somewhere comes up often.
MARKS = st.sampled_from(
    "\\{}$&#%_^~`'\",-–—‘’“”…<>|:!?=+@*[]()\r\n\t\x00\x1b\x85\u2028\u202e éïßœłжİſ"
)
TEXTS = st.text(st.one_of(MARKS, st.characters(exclude_categories=["Cs"])), max_size=40)
LATIN = st.text(st.one_of(MARKS, st.sampled_from("aeiouyjéèêëàçñöüøåæœßłžšąőĭÉÀÇŒŁ")), max_size=30)

# TeX as its manual has it, read by hand: what a command sets, and where it may stand.
COMMANDS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^",
    "textasciitilde": "~", "textasciigrave": "`", "textless": "<", "textgreater": ">",
    "ldots": "…", "guillemotleft": "«", "guillemotright": "»", "ss": "ß", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ",
    "quotedblbase": "„", "quotesinglbase": "‚", "guilsinglleft": "‹", "guilsinglright": "›",
    "ng": "ŋ", "NG": "Ŋ", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "dh": "ð", "DH": "Ð", "S": "§", "P": "¶",
    "copyright": "©", "pounds": "£", "texteuro": "€", "textdegree": "°",
    "textperiodcentered": "·", "textnumero": "№", "texttimes": "×",
}  # fmt: skip
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
TOKEN = re.compile(
    r"\{\\(?P<accent>[`'^~=.\"]|[uvrHdckb](?= ))(?: ?)(?:\\(?P<dotless>[ij])|(?P<base>[A-Za-z]))\}"
    r"|\{(?P<reversed>[!?])`\}"
    r"|\{\\(?P<braced>[A-Za-z]+)\}"
    r"|\\(?P<command>[A-Za-z]+)\{\}"
    r"|\\(?P<mark>[$&#%_])"
    r"|(?P<thin>\\,)"
    r"|(?P<ligature>---|--|``|'')"
    r"|(?P<empty>\{\})"
    r"|(?P<plain>[^\\{}$&#%_^])",
    re.DOTALL,
)
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”"}


def set_by_tex(source: str) -> str:
    """Set a text as TeX does; anything that is not plainly harmless fails."""
    out, at = [], 0
    while at < len(source):
        found = TOKEN.match(source, at)
        assert found, source[at:]
        kind, text = found.lastgroup, found[0]
        if kind in {"base", "dotless"}:
            out.append((found["base"] or found["dotless"]) + ACCENTS[found["accent"]])
        elif kind in {"command", "braced"}:
            out.append(COMMANDS[found[kind]])
        elif kind == "ligature":
            out.append(LIGATURES[text])
        elif kind == "reversed":
            out.append({"!": "¡", "?": "¿"}[found["reversed"]])
        else:
            out.append({"empty": "", "thin": "\u202f"}.get(kind or "", text[-1]))
        at = found.end()
    return normalize("NFC", "".join(out))


def squeezed(text: str) -> str:
    return re.sub(" +", " ", safe(text)).strip()


def typed(text: str) -> str:
    """Forget the difference between marks that TeX types alike."""
    text = re.sub("[’‘]", "'", normalize("NFC", text)).replace("`", "'")
    return text.replace("“", "''").replace("”", "''").replace("\xa0", "~").replace("\u2011", "-")


@given(TEXTS)
def test_latex_sets_any_text_as_it_is(text: str) -> None:
    source = latex.write(text)
    assert source.count("{") == source.count("}")
    assert set_by_tex(source) == normalize("NFC", squeezed(text))


@given(st.one_of(LATIN, TEXTS))
def test_old_tex_sets_any_text_as_it_is(text: str) -> None:
    source = latex.write_ascii(text)
    assert source.count("{") == source.count("}")
    plain = squeezed(normalize("NFC", text))
    assert typed(set_by_tex(source)) == typed(plain)


@given(LATIN)
def test_old_tex_is_ascii_wherever_tex_has_a_command(text: str) -> None:
    assert latex.write_ascii(re.sub("[жİſ\ufffd\x00-\x1f\x85\u2028\u202e]", "", text)).isascii()


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Émile", r"{\'E}mile"),
        ("naïve", r"na{\"i}ve"),
        ("íìîĩǰ", r"{\'i}{\`i}{\^i}{\~\i}{\v \j}"),
        ("façade", r"fa{\c c}ade"),
        ("Łódź", r"{\L}{\'o}d{\'z}"),
        ("‘a’ “b”", "`a' ``b''"),
        ("‘a “b”’", "`a ``b''{}'"),
        ("1908–1938 — x…", r"1908--1938 --- x{\ldots}"),
        ("a–-b--c", "a--{}-b-{}-c"),
        ("Что", "Что"),
        ("e\u0301", r"{\'e}"),
        ("100% & #1_$", r"100\% \& \#1\_\$"),
        (r"\input{x}", r"\textbackslash{}input{\textbraceleft}x{\textbraceright}"),
    ],
)
def test_accents_and_marks_are_tex(text: str, source: str) -> None:
    assert latex.write_ascii(text) == source


@pytest.mark.parametrize(
    ("name", "source"),
    [
        (Name("Serge", "Victor"), "Serge, Victor"),
        (Name("Spartacus League"), "{Spartacus League}"),
        (Name("van Gogh", "Vincent"), "{van Gogh}, Vincent"),
        (Name("Holt", "Rinehart and Winston"), "Holt, {Rinehart and Winston}"),
        (Name("King", "Martin Luther, Jr."), "King, {Martin Luther, Jr.}"),
        (Name("given=x", "y"), "{given=x}, {y}"),
        (Name("Serge", "-"), "Serge, {-}"),
    ],
)
def test_a_name_is_one_name(name: Name, source: str) -> None:
    assert bib.names((name,), latex.write) == source


@given(TEXTS)
def test_json_yaml_and_toml_strings_are_the_same_text(text: str) -> None:
    quoted = quote(text)
    assert json.loads(quoted) == text
    assert tomllib.loads(f"x = {quoted}")["x"] == text
    assert quoted.isprintable() or not re.search(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e]", quoted)


@given(TEXTS, TEXTS)
def test_ris_keeps_a_text_in_its_line(title: str, note: str) -> None:
    work = Work(id="x", title=title, kind="text", authors=("A B",), signed_as=note)
    text = formats.dump([work], [source.cited(work, HEAD)], "ris", HEAD).text
    assert re.fullmatch(r"(?:[A-Z][A-Z0-9]  - [^\r\n]*\r\n)+", text)
    (read,) = rispy.loads(text)
    # Programs that cite choose the capitals themselves; several spaces are one, and where a
    # capital is two letters, ß, quotation marks become typographic.
    found, expected = (
        re.sub('[’‘“”"]', "'", re.sub(" +", " ", text).strip().casefold())
        for text in (read.get("title", ""), safe(title))
    )
    assert found == expected


@given(TEXTS, TEXTS)
def test_csv_keeps_a_text_in_its_cell(title: str, note: str) -> None:
    work = Work(id="x", title=title, kind="text", note=note, date=edtf.parse("1938"))
    text = formats.dump([work], [], "csv", HEAD).text
    header, row = csv.reader(io.StringIO(text, newline=""))
    for name, value in (("title", title), ("note", note)):
        cell = row[header.index(name)]
        # What looks like a formula has an apostrophe, after a semicolon too.
        unguarded = (re.sub("(?:^|(?<=;))'", "", one) for one in (cell, safe(value)))
        assert len(set(unguarded)) == 1
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))


@given(st.text(max_size=60))
def test_an_address_never_closes_a_brace(url: str) -> None:
    work = Work(id="x", title="T", kind="text", url=url.encode("utf-8", "replace").decode())
    for name in ("biblatex", "bibtex"):
        text = formats.dump([work], [source.cited(work, HEAD)], name, HEAD).text
        written = re.search(r"  url           = \{(.*)\},\n", text)
        assert (written is not None) is bool(work.url)
        assert not written or re.fullmatch(r"[A-Za-z0-9!#$%&'()*+,./:;=?@_~\[\]-]*", written[1])
