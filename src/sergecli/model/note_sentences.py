"""The sentences in a note that say what a format has no field for.

The exporters write them and the importers read them back, so both use this module.
"""

from sergecli.model.csl import Name

# How the sentence about a variable begins, and what a format lacks that needs it; in the order
# of a note. Some sentences are in every note, and some have no opening of their own.
_SENTENCES = {
    "signed_as": ("Signed", ""),
    "attribution": ("Wrongly attributed to", ""),
    "written": ("Written", ""),
    "written_at": ("Place of writing:", ""),
    "issued": ("Dated", "field for such a date"),
    "status": ("", "status field"),
    "recipient": ("Addressed to", "recipient field"),
    "translator": ("Translated by", "translator field"),
    "reviser": ("Revised by", "field for who revised the text"),
    "editor": ("Edited by", "editor field"),
    "container_author": ("Book by", "field for the author of a book that contains the work"),
    "container_title": ("In", "container field"),
    "collection_title": ("Series:", "series field"),
    "periodical_series": ("Series:", "field for the series of a periodical"),
    "edition": ("Edition:", "edition field"),
    "volume": ("Vol.", "volume field"),
    "issue": ("No.", "issue field"),
    "version": ("Version", "version field"),
    "page": ("P.", "pages field"),
    "publisher": ("Published by", "publisher field"),
    "publisher_place": ("Place:", "place field"),
    "reviewed_title": ("Review of", "field for the book reviewed"),
    "original": ("Originally published", "field for the original"),
    "original_title": ("Original title:", ""),
    "original_date": ("Original dated", "field for such a date of the original"),
    "original_container": ("Originally in", "field for where the original appeared"),
    "translated_from": ("Translated from", ""),
    "original_publisher": ("Original publisher:", "field for the publisher of the original"),
    "isbn": ("ISBN", "ISBN field"),
    "whole": ("", "field for the whole of a part"),
    "genre": ("Degree:", "field for a degree"),
    "archive": ("Archive:", "archive field"),
    "archive_location": ("Location in the archive:", "field for a location in an archive"),
    "url": ("Address:", "field for such an address"),
}
OPENINGS = {variable: opening for variable, (opening, _) in _SENTENCES.items()}
LACKING = {variable: field for variable, (_, field) in _SENTENCES.items() if field}
PART_OF, EXTRACT_FROM = "Part of", "Extract from"
# Sentences on their own, with nothing after them.
PRESUMED = "Only presumed to contain the work."
FORTHCOMING = "Forthcoming."
# The placeholders for an author, a publisher or a year that a format requires.
ANONYMOUS = Name("[Anonymous]")
NO_PUBLISHER, NO_DATE = "n.p.", "n.d."
