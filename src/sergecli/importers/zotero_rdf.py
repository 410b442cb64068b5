"""Zotero's RDF/XML, as Zotero writes it; other forms that RDF allows are not supported.

The vocabularies are those of its export: Dublin Core, PRISM, FOAF, vCard, the
Bibliographic Ontology of Knouf (biblio) and its own.
"""

from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from sergecli.importers import base, zotero_extra
from sergecli.importers.base import Item, clean, not_this_format
from sergecli.importers.entry import Entry
from sergecli.importers.entry_types import entry_type
from sergecli.importers.person_names import person
from sergecli.importers.to_work import entries
from sergecli.model import date_reader
from sergecli.model.csl import Name, Reference
from sergecli.model.work import Head

_NO_RECORDS = frozenset({"attachment", "note", "annotation"})
_DEEPEST = 40
_PREFIXES = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.zotero.org/namespaces/export#": "z",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/net/biblio#": "bib",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://nwalsh.com/rdf/vCard#": "vcard",
    "http://purl.org/rss/1.0/modules/link/": "link",
}
_PEOPLE = {
    "author": "bib:authors", "editor": "bib:editors", "translator": "z:translators",
    "recipient": "z:recipients",
}  # fmt: skip
# What says nothing of the work.
_PASSED_OVER = frozenset(
    {
        "dcterms:alternative", "dcterms:dateSubmitted", "dcterms:modified", "link:link",
        "z:citationKey", "z:libraryCatalog", "z:shortTitle",
    }
)  # fmt: skip
_DROPPED = {
    "dc:rights": "rights",
    "dcterms:abstract": "abstract", "z:numPages": "number of pages",
    "z:numberOfVolumes": "number of volumes",
}  # fmt: skip


class _Node:
    """An element: its name with a short prefix, its resource, line, text and children.

    `taken` has the names of the children that were asked for.
    """

    def __init__(self, name: str, line: int, attributes: dict[str, str]) -> None:
        self.name, self.line = name, line
        known = {_short(one): value for one, value in attributes.items()}
        self.about, self.resource = known.get("rdf:about", ""), known.get("rdf:resource", "")
        self.texts: list[str] = []
        self.children: list[_Node] = []
        self.taken: set[str] = set()

    def all(self, *path: str) -> Iterator["_Node"]:
        """Yield what is led to by a path of names; `*` is any."""
        first, *rest = path
        self.taken.add(first)
        for child in self.children:
            if first in {child.name, "*"}:
                yield from child.all(*rest) if rest else (child,)

    def text(self, *path: str) -> str:
        """Return the text of the first that a path leads to."""
        return next((_text(one) for one in self.all(*path)), "")


def read(text: str, head: Head | None) -> list[Entry]:
    """Read a .rdf file; raises CatalogueError with the line if it is not one."""
    root = _parsed(text)
    if root.name != "rdf:RDF":
        raise not_this_format("is not RDF: it does not begin with rdf:RDF", root.line)
    named = {node.about: node for node in reversed(root.children) if node.about}
    found = (node for node in root.children if node.text("z:itemType"))
    records = (node for node in found if node.text("z:itemType") not in _NO_RECORDS)
    return entries((_item(node, named, number) for number, node in enumerate(records, 1)), head)


def _parsed(text: str) -> _Node:
    """Build the tree of a document, without document types, so that nothing is expanded."""
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    root = _Node("", 0, {})
    opened = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(opened) > _DEEPEST:
            raise not_this_format("is nested too deeply", parser.CurrentLineNumber)
        node = _Node(_short(name), parser.CurrentLineNumber, attributes)
        opened[-1].children.append(node)
        opened.append(node)

    def said(text: str) -> None:
        opened[-1].texts.append(text)

    def refuse(*_: object) -> None:
        raise not_this_format("has a document type, which is not read", parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: opened.pop()
    parser.CharacterDataHandler = said
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003 - expat's "is final"
    except expat.ExpatError as error:
        raise not_this_format(
            f"is not XML: {expat.ErrorString(error.code)}", error.lineno
        ) from None
    return root.children[0]


def _short(name: str) -> str:
    """Return an element's name with the usual prefix of its namespace."""
    space, _, local = name.rpartition(" ")
    return f"{_PREFIXES.get(space, '')}:{local}".lstrip(":")


def _text(node: _Node) -> str:
    return clean(base.plain(_raw(node))) or node.text("*", "rdf:value")


def _raw(node: _Node) -> str:
    return "".join(node.texts)


def _item(node: _Node, named: dict[str, _Node], number: int) -> Item:
    parts = [_target(one, named) for one in node.all("dcterms:isPartOf")]
    series = next((one for one in parts if one.name == "bib:Series"), _Node("", 0, {}))
    holder = next((one for one in parts if one.name != "bib:Series"), _Node("", 0, {}))
    series = next((_target(one, named) for one in holder.all("dcterms:isPartOf")), series)
    becoming = entry_type(node.text("z:itemType").lower())
    issued = date_reader.read(node.text("dc:date"))
    numbers = [*_identifiers(holder), *_identifiers(node)]
    subjects = node.all("dc:subject")
    notes = (_target(one, named) for one in node.all("dcterms:isReferencedBy"))
    reference = _reference(node, holder)._replace(
        id=node.text("z:citationKey") or f"record {number}",
        type=becoming.type or ("chapter" if holder.children else "webpage"),
        issued=issued.date,
        collection_title=series.text("dc:title"),
        isbn=_identified(numbers, "ISBN"),
        note=" ".join(one.text("rdf:value") for one in notes),
    )
    extra = "".join(map(_raw, node.all("dc:description")))
    item = Item(
        node.line,
        reference,
        becoming,
        issued.words,
        next(iter(_identifiers(series)), ""),
        doi=_identified(numbers, "DOI"),
        # Tags that Zotero added itself are in elements of their own.
        tags=tuple(_text(one) for one in subjects if not any(one.all("dcterms:LCC"))),
        shelfmark=node.text("dc:subject", "dcterms:LCC", "rdf:value"),
        dropped=(*_dropped(node), *(f"{one} of the whole" for one in _dropped(holder))),
    )
    return zotero_extra.added(item, extra)


def _reference(node: _Node, holder: _Node) -> Reference:
    """Return what an item and its container say, but for its type and the series."""
    people: dict[str, Any] = {role: _people(node, tag) for role, tag in _PEOPLE.items()}
    publisher = next(
        (one for each in (node, holder) for one in each.all("dc:publisher", "*")), None
    )
    return Reference(
        id="",
        type="",
        title=node.text("dc:title"),
        inner_titles=base.in_italics("".join(map(_raw, node.all("dc:title")))),
        **people,
        container_title=holder.text("dc:title"),
        edition=node.text("prism:edition"),
        volume=node.text("prism:volume") or holder.text("prism:volume"),
        issue=node.text("prism:number") or holder.text("prism:number"),
        page=node.text("bib:pages"),
        publisher=publisher.text("foaf:name") if publisher else "",
        publisher_place=publisher.text("vcard:adr", "*", "vcard:locality") if publisher else "",
        genre=node.text("z:type"),
        archive=node.text("dc:source"),
        archive_location=node.text("dc:coverage"),
        url=next((one.text("rdf:value") for one in node.all("dc:identifier", "dcterms:URI")), ""),
        language=node.text("z:language"),
    )


def _target(link: _Node, named: dict[str, _Node]) -> _Node:
    """Return what a link leads to, within it or elsewhere in the file."""
    return next(iter(link.children), None) or named.get(link.resource) or _Node("", 0, {})


def _identifiers(node: _Node) -> list[str]:
    return [_text(one) for one in node.all("dc:identifier")]


def _identified(numbers: list[str], name: str) -> str:
    """Return the number after a name: "ISBN 978-1-59017-451-7"."""
    found = (one.removeprefix(name).strip() for one in numbers if one.startswith(name))
    return next(found, "")


def _people(node: _Node, tag: str) -> tuple[Name, ...]:
    found = node.all(tag, "rdf:Seq", "rdf:li", "foaf:Person")
    names = (
        person(one.text("foaf:surname"), one.text("foaf:givenName") or one.text("foaf:givenname"))
        for one in found
    )
    return tuple(name for name in names if name.family)


def _dropped(node: _Node) -> Iterator[str]:
    for name in dict.fromkeys(child.name for child in node.children):
        if name not in node.taken | _PASSED_OVER:
            yield _DROPPED.get(name) or base.field_name(name.rpartition(":")[2])
    for number in _identifiers(node):
        if not number.startswith(("ISBN", "DOI", "http")) and node.name != "bib:Series":
            yield number.partition(" ")[0][:20]
