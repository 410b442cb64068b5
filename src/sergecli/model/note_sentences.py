"""How the sentences in a note begin that say what a format has no field for.

The exporters write them and the importers read them back, so they stand here once.
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
    "editor": "Edited by",
    "container_title": "In",
    "collection_title": "Series:",
    "volume": "Vol.",
    "issue": "No.",
    "version": "Version",
    "page": "P.",
    "publisher": "Published by",
    "publisher_place": "Place:",
    "original": "Originally published",
    "original_title": "Original title:",
    "original_date": "Original dated",
    "isbn": "ISBN",
    "url": "Address:",
}
PART_OF, EXTRACT_FROM = "Part of", "Extract from"
# A sentence of its own, with nothing behind it.
PRESUMED = "Only presumed to contain the work."
# What stands where a format requires an author, a publisher or a year.
ANONYMOUS = Name("[Anonymous]")
NO_PUBLISHER, NO_DATE = "n.p.", "n.d."
