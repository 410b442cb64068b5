"""Thousands of references, real and made up, agree with pandoc's citeproc.

`SERGE_SEEDS` says how often references are made up.
"""

import os

import pytest

from sergecli.citations import bibliography, date_forms, source
from sergecli.model.csl import Reference
from sergecli.model.publications import as_printed
from sergecli.model.work import Catalogue
from tests import oracle
from tests.differences import SHORTENED, TOGETHER, agreed
from tests.made_references import with_titles_of_their_own, works

SEEDS = int(os.environ.get("SERGE_SEEDS", "4"))

# --- the catalogue -----------------------------------------------------------


@pytest.fixture(scope="module", params=bibliography.STYLES)
def style(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def seen(references: list[Reference], style: str) -> list[Reference]:
    more = SHORTENED if style == "chicago" else ()
    return [agreed(one, style, more) for one in references]


def test_every_record_alone(seen: list[Reference], style: str) -> None:
    """Beside others each is cited below, and in the ordinary tests."""
    apart = oracle.alone(seen, style, oracle.PAGE)
    ours = [bibliography.entry(one, style) for one in seen]
    assert oracle.differences(seen, ours, [cited.entry for cited in apart]) == []
    first = [cited.first[0] for cited in apart]
    if style == "chicago":
        ours = [bibliography.note(one, oracle.PAGE) for one in seen]
        short = [bibliography.short_note(one, oracle.PAGE) for one in seen]
        assert oracle.differences(seen, short, [cited.again[0] for cited in apart]) == []
    else:
        ours = [bibliography.in_text([one], style, oracle.PAGE)[0] for one in seen]
    assert oracle.differences(seen, ours, first) == []
    print(f"{style}: {len(ours)} records alone, 0 differences")


@pytest.fixture(scope="module")
def editions(catalogue: Catalogue) -> list[Reference]:
    """Every publication of every work, under an id of its own."""
    return [
        source.cited(work, catalogue.head, one)._replace(id=f"{work.id}--{number:02}")
        for work in catalogue
        for number, one in enumerate(as_printed(work, catalogue.head))
    ]


def test_every_edition_is_cited_as_the_oracle_cites_it(
    style: str, editions: list[Reference]
) -> None:
    seen = [*with_titles_of_their_own(agreed(one, style, TOGETHER) for one in editions)]
    theirs = oracle.together(seen, style, oracle.PAGE)
    listed = [(one, entry) for one, entry in bibliography.arranged(seen, style)[0] if entry]
    assert [one.id for one, _ in listed] == [name for name, _ in theirs.entries]
    entries = [entry for _, entry in theirs.entries]
    assert (
        oracle.differences([one for one, _ in listed], [entry for _, entry in listed], entries)
        == []
    )
    if style == "chicago":
        cited = [bibliography.note(one, oracle.PAGE) for one in seen]
    else:
        cited = bibliography.in_text(seen, style, oracle.PAGE)
    assert oracle.differences(editions, cited, theirs.first) == []
    # A catalogue without editions would agree with any oracle.
    assert len(editions) > 300
    works = len({one.id.rpartition("--")[0] for one in editions})
    print(f"{style}: {len(editions)} editions of {works} works, 0 differences")


# --- made-up references -----------------------------------------------------


@pytest.fixture(autouse=True)
def _words_twice(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Repeat a date in words as the oracle does, where the two are compared.

    The oracle prints the whole words ("1940s") again where only month and day
    belong; see `test_a_date_in_words_is_said_once`.
    """
    if "oracle" in request.node.name:
        for form in ("WITHIN_YEAR", "MONTH"):
            whole = getattr(date_forms, form)._replace(whole=None)
            monkeypatch.setattr(date_forms, form, whole)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_any_bibliography_agrees_with_the_oracle(style: str, seed: int) -> None:
    seen = [agreed(one, style, TOGETHER) for one in works(200, f"together {seed}")]
    theirs = oracle.together(seen, style, oracle.PAGE)
    ours = bibliography.arranged(seen, style)[0]
    listed = [one for one, entry in ours if entry]
    assert [one.id for one in listed] == [name for name, _ in theirs.entries]
    entries = [entry for _, entry in ours if entry]
    expected = [entry for _, entry in theirs.entries]
    assert oracle.differences(listed, entries, expected) == []
    if style in bibliography.IN_TEXT:
        cited = bibliography.in_text(seen, style, oracle.PAGE)
        assert oracle.differences(seen, cited, theirs.first) == []


@pytest.mark.parametrize("seed", range(SEEDS))
def test_any_reference_alone_agrees_with_the_oracle(style: str, seed: int) -> None:
    references = works(60, f"alone {seed}")
    more = SHORTENED if style == "chicago" else ()
    seen = [agreed(one, style, more) for one in references]
    theirs = oracle.alone(seen, style, oracle.PAGE)
    first = [cited.first[0] for cited in theirs]
    entries = [bibliography.entry(one, style) for one in seen]
    assert oracle.differences(references, entries, [cited.entry for cited in theirs]) == []
    if style == "chicago":
        assert (
            oracle.differences(
                references, [bibliography.note(one, oracle.PAGE) for one in seen], first
            )
            == []
        )
        short = [bibliography.short_note(one, oracle.PAGE) for one in seen]
        assert oracle.differences(references, short, [cited.again[0] for cited in theirs]) == []
    else:
        cited = [bibliography.in_text([one], style, oracle.PAGE)[0] for one in seen]
        assert oracle.differences(seen, cited, first) == []
