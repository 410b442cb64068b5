"""Every record, and printings of every record, as `serge cite --edition` gives it."""

import os

import pytest

from sergecli.citations import source
from sergecli.exporters import formats
from sergecli.model.csl import Reference
from sergecli.model.work import (
    Catalogue,
    Work,
)
from tests.exporters.comparing import Dump, printings


@pytest.fixture(scope="module", params=["works", "printings"])
def cited(request: pytest.FixtureRequest, catalogue: Catalogue) -> list[tuple[Work, Reference]]:
    """Each work as it is cited, or every third printing (with SERGE_ORACLES=all every one)."""
    head = catalogue.head
    step = 1 if os.environ.get("SERGE_ORACLES") == "all" else 3
    if request.param == "works":
        return [(work, formats.dated(source.cited(work, head))) for work in catalogue]
    return [pair for work in catalogue for pair in printings(work, head)][::step]


@pytest.fixture(scope="module")
def references(cited: list[tuple[Work, Reference]]) -> list[Reference]:
    return [one for _, one in cited]


@pytest.fixture(scope="module")
def dump(cited: list[tuple[Work, Reference]], catalogue: Catalogue) -> Dump:
    works, references = zip(*cited, strict=True)
    return lambda name: formats.dump(works, references, name, catalogue.head)
