"""What the ordinary tests ask of some works and queries, asked of every one."""

from pathlib import Path

import pytest

from sergecli.catalogue import index
from sergecli.model.work import Catalogue
from tests.importers.test_deduplicate import taken_for_another
from tests.search.test_fuzzy import QUERIES, asked, finds_its_own, judge


def test_no_work_is_taken_for_another_when_it_is_imported(catalogue: Catalogue) -> None:
    assert taken_for_another(catalogue, catalogue.works) == []


def test_every_title_finds_its_own_work_first(catalogue: Catalogue) -> None:
    finds_its_own(index.Built(catalogue.works), catalogue)


@pytest.mark.parametrize(
    "path", [path for path in QUERIES if asked("tune", path)], ids=lambda path: path.stem
)
def test_the_queries_that_tuned_the_search_find_what_they_mean(
    catalogue: Catalogue, path: Path
) -> None:
    judge(index.Built(catalogue.works), "tune", path)
