"""What the types of entries in other programs' files become in a catalogue."""

from typing import NamedTuple

# The reference's type and, if it is known, the catalogue's kind; with it the names of such
# entries in BibTeX and BibLaTeX, CSL, Crossref (api.crossref.org), Hayagriva and Zotero, and
# in capitals those of RIS.
_NAMES = {
    "article-journal": (
        "article article-journal article-magazine journal-article journalarticle magazine-article "
        "magazinearticle posted-content suppperiodical ABST EJOUR INPR JOUR MGZN"
    ),
    "article-journal review": "book-review review review-book",
    "article-newspaper": "article-newspaper newspaper-article newspaperarticle NEWS",
    "book": (
        "book classic manual monograph mvbook mvreference reference reference-book report "
        "techreport BOOK EBOOK RPRT SER"
    ),
    "book collection": (
        "anthology collection edited-book mvcollection mvproceedings proceedings CONF EDBOOK"
    ),
    "book pamphlet": "booklet pamphlet PAMP",
    "book text": "newspaper periodical",
    "chapter": (
        "anthos book-chapter book-part book-section bookinbook booksection chapter conference "
        "conferencepaper inbook incollection inproceedings paper-conference proceedings-article "
        "suppbook suppcollection CHAP CPAPER ECHAP"
    ),
    "chapter entry": (
        "dictionaryentry encyclopediaarticle entry entry-dictionary entry-encyclopedia inreference "
        "reference-entry DICT ENCYC"
    ),
    "personal_communication letter": "letter personal_communication ICOMM PCOMM",
    "thesis thesis": "dissertation mastersthesis phdthesis thesis THES",
    "webpage": (
        "blog blogpost electronic forumpost manuscript online post post-weblog thread unpublished "
        "web webpage www BLOG ELEC MANSCPT UNPB"
    ),
    "webpage speech": "presentation speech",
}
# Types without a kind of their own, and those that say nothing.
_INEXACT = frozenset({"manual", "report", "techreport", "RPRT"})
_NO_TYPES = frozenset({"", "document", "misc", "GEN"})


class EntryType(NamedTuple):
    """What an entry becomes: a reference's type and a catalogue's kind, "" if not known.

    `unknown` is the entry's own word for its type, if no kind corresponds to it exactly.
    """

    type: str = ""
    kind: str = ""
    unknown: str = ""


TYPES = {
    name: EntryType(*becoming.split())
    for becoming, names in _NAMES.items()
    for name in names.split()
}


def entry_type(name: str) -> EntryType:
    """Return what entries of a type become."""
    known = TYPES.get(name, EntryType())
    is_exact = known.type and name not in _INEXACT
    return known if is_exact or name in _NO_TYPES else known._replace(unknown=name)
