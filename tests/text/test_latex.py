"""LaTeX is read as it would print, in linear time, and written so that it reads back."""

import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.text import latex
from sergecli.text.sanitize import safe
from tests.growth import in_proportion

PRINTED = [
    # commands without an argument
    (r"\TeX{} and \LaTeX's \& \% \$ \# \_", "TeX and LaTeX’s & % $ # _"),
    (r"{\OE}uvres, na{\"\i}vet{\'e} {\ss} {\dag} {\guillemotleft}mot{\guillemotright}",
     "Œuvres, naïveté ß † «mot»"),
    (r"today: \today", "today: "),
    (r"\alpha-rays and \Omega", "α-rays and Ω"),
    # arguments that are not printed
    (r"A \textcolor{red}{Warning} for All", "A Warning for All"),
    (r"\textcolor[rgb]{1,0,0}{red} \fcolorbox{red}{blue}{text}", "red text"),
    (r"Reading \foreignlanguage{french}{Le Monde} in 1950", "Reading Le Monde in 1950"),
    (r"\href{https://example.org/j}{Journal of Things}", "Journal of Things"),
    (r"{\noopsort{dictionary}}A Dictionary", "A Dictionary"),
    (r"{\noopsort{1973c}}1981", "1981"),
    # biblatex
    (r"\bibstring{volume} 1\addsemicolon\ 2\bibrangedash 3", "volume 1; 2–3"),
    (r"\enquote{War} and \mkbibemph{Peace}", "“War” and Peace"),
    # accents: over groups, over one another, from packages
    (r"Nguy{\~{\^e}}n, Tr{\`{\^a}}n, {\DJ}{\'u}c Th{\h{a}}o", "Nguyễn, Trần, Đúc Thảo"),
    (r"Vi{\d{\^e}}t, V{\u a}n, \'\^e, \'{\^{e}}, \`{\horn{o}}", "Việt, Văn, ế, ế, ờ"),
    (r"Erd{\H o}s, Dvo{\v{r}}{\'a}k, Anton{\'\i}n, Jos\'e, {\.I}smail, \c{S}ahin",
     "Erdős, Dvořák, Antonín, José, İsmail, Şahin"),
    (r"\~{} \^{} \'{}", "~ ^ "),
    # mathematics
    (r"Cu$_2$O and Cu$_{2}$O", "Cu₂O and Cu₂O"),
    (r"$^{14}$C, 10$^6$", "¹⁴C, 10⁶"),
    (r"$\frac{1}{2}$, $\frac12$, $5 \times 3$", "1/2, 1/2, 5 ×3"),
    (r"$x^{n+1}_{ij}$", "xⁿ⁺¹ij"),
    ("a_b^c costs $5", "a_b^c costs $5"),
    # capitals, type and marks
    (r"{d}e {G}aulle's {\it in vitro} {{NATO}}", "de Gaulle’s in vitro NATO"),
    ("``one'' -- two---three ?`cuatro? 5~nm", "“one” – two—three ¿cuatro? 5\u00a0nm"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "printed"), PRINTED)
def test_a_text_is_read_as_it_would_print(source: str, printed: str) -> None:
    assert latex.read(source) == printed


@pytest.mark.parametrize(
    "source", ["{", "}", "\\", r"\'", r"\textcolor", r"\textcolor{", r"\frac", r"\enquote{", "$_"]
)
def test_what_is_cut_off_is_read_without_an_error(source: str) -> None:
    assert latex.read(source) in {"", "\\", "“", "$_"}


@given(st.text(st.sampled_from("\\{}$_^'`~\"- abcHhiv123[]")) | st.text())
def test_any_text_is_read(text: str) -> None:
    assert isinstance(latex.read(text), str)


@given(st.text(st.sampled_from("\\{}$&#%_^~`'\",-–—‘’“”…<>|!? eéïßœłžế«„")))
def test_what_is_written_reads_back(text: str) -> None:
    plain = re.sub(" +", " ", safe(normalize("NFC", text))).strip()
    read = latex.read(latex.write(text))
    typed = str.maketrans("‘’", "''")
    assert read.translate(typed) == plain.translate(typed)


UNITS = [
    "{", "}", "$", "\\", "\\'", "\\'{", "{\\'", "\\frac{", "$^{", "$_", "\\textcolor[",
    "\\textcolor{a}", "\\noopsort{", "\\enquote{", "``", "[", "x", " ", "\\AE{}", "\\'{a",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_reading_takes_linear_time(unit: str) -> None:
    def read(length: int) -> None:
        latex.read(unit * (length // len(unit)) + "x" * (length // 4) + "}" * (length // 4))

    assert in_proportion(read, 20_000)


def test_a_very_long_text_is_read() -> None:
    assert latex.read(r"{\'e}" * 50_000) == "é" * 50_000
