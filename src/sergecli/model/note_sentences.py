"""The openings of sentences in a note that express what a format has no field for.

The exporters write them and the importers read them back, so both use this module.
"""

from sergecli.model.csl import Name

OPENINGS = {
    "signed_as": "Signed",
    "attribution": "Wrongly attributed to",
    "written": "Written",
    "written_at": "Place of writing:",
    "issued": "Dated",
    "recipient": "Addressed to",
    "translator": "Translated by",
    "reviser": "Revised by",
    "editor": "Edited by",
    "container_author": "Book by",
    "container_title": "In",
    "collection_title": "Series:",
    "periodical_series": "Series:",
    "edition": "Edition:",
    "volume": "Vol.",
    "issue": "No.",
    "version": "Version",
    "page": "P.",
    "publisher": "Published by",
    "publisher_place": "Place:",
    "reviewed_title": "Review of",
    "original": "Originally published",
    "original_title": "Original title:",
    "original_date": "Original dated",
    "original_container": "Originally in",
    "translated_from": "Translated from",
    "original_publisher": "Original publisher:",
    "genre": "Degree:",
    "archive": "Archive:",
    "archive_location": "Location in the archive:",
    "isbn": "ISBN",
    "url": "Address:",
}
PART_OF, EXTRACT_FROM = "Part of", "Extract from"
# Sentences on their own, with nothing after them.
PRESUMED = "Only presumed to contain the work."
FORTHCOMING = "Forthcoming."
# The placeholders for an author, a publisher or a year that a format requires.
ANONYMOUS = Name("[Anonymous]")
NO_PUBLISHER, NO_DATE = "n.p.", "n.d."
