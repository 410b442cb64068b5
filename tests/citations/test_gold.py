"""Every citation that was written by hand after the manuals is what serge writes."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sergecli.catalogue import store
from sergecli.citations.markup import Markup
from sergecli.exporters import compose
from sergecli.exporters.compose import CitationOptions
from sergecli.model.work import Catalogue
from tests.conftest import DATA

_GOLD = Path(__file__).parents[1] / "golden" / "citations"
_CATALOGUES = {"situations": DATA, "made_up": _GOLD / "made_up_works.toml"}
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


def _situations(name: str) -> list[Any]:
    situations = tomllib.loads((_GOLD / f"{name}.toml").read_text(encoding="utf-8"))["situation"]
    return [
        pytest.param(each, id=each.get("work") or "+".join(each["works"])) for each in situations
    ]


@pytest.fixture(scope="module")
def made_up() -> Catalogue:
    return store.load(_CATALOGUES["made_up"], alone=True)


@pytest.mark.parametrize("situation", _situations("situations"))
def test_citations_are_what_the_manuals_say(
    catalogue: Catalogue, situation: dict[str, Any]
) -> None:
    _check(catalogue, situation)


@pytest.mark.parametrize("situation", _situations("made_up"))
def test_citations_of_works_made_up_are_what_the_manuals_say(
    made_up: Catalogue, situation: dict[str, Any]
) -> None:
    _check(made_up, situation)


def _check(catalogue: Catalogue, situation: dict[str, Any]) -> None:
    works = [catalogue.work(each) for each in situation.get("works") or [situation["work"]]]
    wholes = {each.id: each for each in catalogue}
    references = compose.references(works, catalogue.head, situation.get("edition", ""), wholes)
    expected = {form: situation[form] for form in _FORMS if form in situation}
    assert expected
    written: dict[str, str | list[str]] = {}
    for form in expected:
        style, kind = _FORMS[form]
        place = situation["place"] if kind != "bibliography" else ""
        options = CitationOptions(style=style, form=kind, page=place)
        several = [_marked(each.markup) for each in compose.paragraphs(references, options)]
        written[form] = several if isinstance(situation[form], list) else "".join(several)
    assert written == expected


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
