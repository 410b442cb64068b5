"""Lists of citations in HTML."""

from html.parser import HTMLParser

from sergecli.citations.markup import Paragraph, Span
from sergecli.exporters import layout
from sergecli.model.work import Head


class _Checker(HTMLParser):
    """Collects the tags of a fragment and fails if they are not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_an_html_list_has_a_name_a_language_and_an_id_for_each_entry() -> None:
    entries = [
        Paragraph((Span("italic", ("<b>",)), " 1936."), "a"),
        Paragraph(("It is ", Span("quoted", ("x",)), "."), '"b'),
    ]
    head = Head(title='Works "cited"', author="", language="en")
    fragment = layout.html_list(entries, head)
    checker = _Checker()
    checker.feed(fragment)
    assert checker.open == []
    assert [tag for tag, _ in checker.tags] == ["ul", "li", "em", "li"]
    (_, list_), (_, first), _, (_, second) = checker.tags
    assert list_ == {
        "class": "csl-bib-body", "role": "list", "aria-label": 'Works "cited"', "lang": "en",
    }  # fmt: skip
    assert (first["id"], second["id"]) == ("ref-a", 'ref-"b')
    assert "<em>&lt;b&gt;</em> 1936." in fragment
