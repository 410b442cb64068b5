"""No work of the catalogue is taken for another when it is imported."""

from sergecli.model.work import Catalogue
from tests.importers.test_deduplicate import taken_for_another


def test_no_work_of_the_catalogue_is_taken_for_another(catalogue: Catalogue) -> None:
    assert taken_for_another(catalogue, catalogue.works) == []
