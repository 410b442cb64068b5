"""Every citation that was written by hand after the manuals is what serge writes."""

import tomllib
from pathlib import Path

import pytest

from sergecli.citations.markup import Markup
from sergecli.exporters import compose
from sergecli.exporters.compose import CitationOptions
from sergecli.model.work import Catalogue

_GOLD = Path(__file__).parents[1] / "golden" / "citations" / "situations.toml"
_SITUATIONS = tomllib.loads(_GOLD.read_text(encoding="utf-8"))["situation"]
_FORMS = {
    "chicago": ("chicago", "bibliography"),
    "note": ("chicago", "note"),
    "short": ("chicago", "short"),
    "chicago-author-date": ("chicago-author-date", "bibliography"),
    "chicago-author-date-in-text": ("chicago-author-date", "in-text"),
    "mla": ("mla", "bibliography"),
    "mla-in-text": ("mla", "in-text"),
    "apa": ("apa", "bibliography"),
    "apa-in-text": ("apa", "in-text"),
}
_CASES = [
    pytest.param(each, form, id=f"{each['work']}-{form}")
    for each in _SITUATIONS
    for form in each
    if form in _FORMS
]


@pytest.mark.parametrize(("situation", "form"), _CASES)
def test_a_citation_is_what_the_manual_says(
    catalogue: Catalogue, situation: dict[str, str], form: str
) -> None:
    style, kind = _FORMS[form]
    place = situation["place"] if kind != "bibliography" else ""
    options = CitationOptions(style=style, form=kind, page=place)
    work = catalogue.work(situation["work"])
    wholes = {each.id: each for each in catalogue}
    references = compose.references([work], catalogue.head, situation.get("edition", ""), wholes)
    (written,) = compose.entries(references, options)
    assert _marked(written) == situation[form]


def _marked(markup: Markup, depth: int = 0) -> str:
    """Write italics between low lines, as the situations have them."""
    written = ""
    for piece in markup:
        if isinstance(piece, str):
            written += piece
        elif piece.kind == "italic":
            written += f"_{_marked(piece.inside, depth)}_"
        elif piece.kind == "quoted":
            left, right = ("“", "”") if depth % 2 == 0 else ("‘", "’")
            written += left + _marked(piece.inside, depth + 1) + right
        else:
            written += _marked(piece.inside, depth)
    return written
