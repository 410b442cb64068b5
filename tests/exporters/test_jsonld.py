"""JSON-LD, read back by an RDF library."""

import json

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from sergecli.model import edtf
from sergecli.model.work import Catalogue, Head, Publication, Work
from tests.exporters.test_formats import HEAD, sole, written
from tests.exporters.test_formats_hostile import HOSTILE, flat, hostile_work

# Its own parser of JSON-LD uses what rdflib itself calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
SCHEMA = Namespace("https://schema.org/")
BASE = "https://example.org/serge"


def read(works: tuple[Work, ...], head: Head = HEAD) -> Graph:
    text = written("jsonld", works, head).text
    return Graph().parse(data=text, format="json-ld", publicID=BASE)


def node(name: str) -> URIRef:
    return URIRef(f"{BASE}#{name}")


def one(graph: Graph, *path: str, start: str = "x") -> str:
    """Follow properties from a work to the only value there is."""
    at: Node = node(start)
    for each in path:
        (at,) = graph.objects(at, SCHEMA[each])
    return str(at)


def test_every_work_is_a_node_with_its_names(catalogue: Catalogue) -> None:
    graph = read(catalogue.works, catalogue.head)
    for work in catalogue:
        assert len(list(graph.objects(node(work.id), RDF.type))) == 1
        assert one(graph, "genre", start=work.id) == work.kind
        people = {
            str(graph.value(each, SCHEMA.name))
            for each in graph.objects(node(work.id), SCHEMA.author)
        }
        assert people or not work.authors
    parts = [work for work in catalogue if work.part_of]
    assert parts
    for work in parts:
        assert node(work.part_of) in set(graph.objects(node(work.id), SCHEMA.isPartOf))
    author = URIRef("http://www.wikidata.org/entity/Q362009")
    assert (None, SCHEMA.sameAs, author) in graph


def test_an_article_is_part_of_an_issue_of_a_volume_of_a_periodical() -> None:
    paper = Publication(container="J", volume="4", issue="7", date=edtf.parse("1938-07"))
    graph = read((sole(title="Once More", reproduced_from=paper, url="https://a.org/x"),))
    assert one(graph, "name") == "Once More"
    assert one(graph, "datePublished") == "1938-07"
    assert one(graph, "isPartOf", "issueNumber") == "7"
    assert one(graph, "isPartOf", "isPartOf", "volumeNumber") == "4"
    assert one(graph, "isPartOf", "isPartOf", "isPartOf", "name") == "J"
    assert URIRef("https://a.org/x") in set(graph.objects(node("x"), SCHEMA.url))


def test_a_translation_says_of_what() -> None:
    first = Publication(publisher="Rieder", date=edtf.parse("1932"), language="fr")
    here = Publication(
        publisher="Doubleday", place="New York", date=edtf.parse("1975"), isbn="0385018762",
        translators=("Richard Greeman",),
    )  # fmt: skip
    book = sole(
        kind="novel", language="fr", original_title="Ville conquise",
        first_publication=first, reproduced_from=here,
    )  # fmt: skip
    graph = read((book,))
    assert (node("x"), RDF.type, SCHEMA.Book) in graph
    assert one(graph, "translationOfWork", "name") == "Ville conquise"
    assert one(graph, "translationOfWork", "inLanguage") == "fr"
    assert one(graph, "translator", "familyName") == "Greeman"
    assert one(graph, "publisher", "location", "name") == "New York"
    assert one(graph, "isbn") == "0385018762"


def test_a_date_that_is_not_certain_is_in_the_description() -> None:
    paper = Publication(container="J", date=edtf.parse("1928~"))
    result = written("jsonld", [sole(reproduced_from=paper)])
    item = json.loads(result.text)["@graph"][0]
    assert "datePublished" not in item
    assert item["description"] == "Dated c. 1928."
    assert result.warnings == (
        "JSON-LD: no field for such a date in the entries of 1 work; added to the note.",
    )


def test_a_hostile_text_is_the_same() -> None:
    works = tuple(hostile_work(number, text) for number, text in enumerate(HOSTILE))
    graph = read(tuple(works))
    for work in works:
        assert flat(one(graph, "name", start=work.id)) == flat(work.title)


def test_nothing_ends_the_script_that_the_file_is_put_into() -> None:
    title = "</script><!-- & \u2028\u2029"
    text = written("jsonld", [sole(title=title)]).text
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["@graph"][0]["name"].startswith("</Script><!-- &")
