"""Turns works into the text of their citations, in any style and format."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sergecli.citations import bibliography
from sergecli.citations.markup import Paragraph
from sergecli.errors import UsageError
from sergecli.exporters import editions, formats, layout
from sergecli.exporters.formats import ExportResult
from sergecli.exporters.layout import Headings
from sergecli.model.csl import LETTER, Reference
from sergecli.model.work import Head, Work
from sergecli.text.english import check_among, joined
from sergecli.text.sanitize import safe_lines

MARKUPS = ("text", "markdown", "latex", "html")
OFFICE = ("docx", "odt", "rtf")
FORMATS = (*MARKUPS, *formats.FORMATS)
ALL_FORMATS = (*FORMATS, *OFFICE)
FORMS = ("bibliography", "note", "short", "notes", "in-text")
# What styles call a list of the works cited, other than a bibliography.
_HEADINGS = {"apa": "References", "chicago-author-date": "References", "mla": "Works Cited"}
_NOTES = frozenset({"note", "short", "notes"})


class CitationOptions(NamedTuple):
    """How to cite: the style, the form (one of FORMS), the page cited, the format.

    `own_order` keeps the given order in a bibliography; `csl` is a CSL style to use
    instead of `style`; `to_file` makes whole documents. `places` are the places
    cited, one for each reference, instead of `page`; `headings` and
    `annotations` are those of the works in a bibliography, by their ids.
    """

    style: str = "chicago"
    form: str = "bibliography"
    page: str = ""
    format: str = "text"
    own_order: bool = False
    csl: str = ""
    to_file: bool = False
    places: tuple[str, ...] = ()
    headings: Mapping[str, Headings] | None = None
    annotations: Mapping[str, str] | None = None


def check(wish: CitationOptions) -> None:
    """Raise UsageError if options are unknown or cannot be combined."""
    check_among("format", wish.format, ALL_FORMATS)
    check_among("form", wish.form, FORMS)
    check_among("style", wish.style, bibliography.STYLES)
    listed, markups = wish.form == "bibliography", ", ".join((*MARKUPS, *OFFICE))
    cited = wish.format not in formats.FORMATS
    if (wish.page or any(wish.places)) and listed:
        options = joined((f"--{form}" for form in FORMS[1:]), "or")
        raise UsageError(
            f"a page or another place needs one of the forms {joined(FORMS[1:])} ({options})"
        )
    if not (listed or cited):
        raise UsageError(f"the form ‘{wish.form}’ needs one of the formats {markups}")
    plain = listed and cited and not wish.csl
    if wish.headings is not None and not plain:
        raise UsageError(f"headings need a bibliography in {markups}")
    if wish.annotations is not None and not (plain or (listed and wish.format == "csl-json")):
        raise UsageError(f"annotations need a bibliography in csl-json, {markups}")
    if wish.form in _NOTES and wish.style != "chicago":
        raise UsageError(f"{wish.style} cites in the text, not in notes; use --in-text")
    if wish.csl and not (listed and cited):
        raise UsageError(f"a CSL style needs a bibliography in one of the formats {markups}")
    if wish.format in OFFICE and not wish.to_file:
        raise UsageError(f"{wish.format} is only written to a file: --output FILE.{wish.format}")


def references(
    works: Sequence[Work], head: Head, edition: str = "", wholes: Mapping[str, Work] | None = None
) -> list[Reference]:
    """Return what the citations of works say, or of the edition that is named, if any.

    Parts name their wholes, if `wholes` has them by their ids. Raises UnknownWorkError if
    a work has no such edition, or several.
    """
    found, missing, _ = editions.cited(works, head, edition, wholes or {})
    for error in missing:
        raise error
    return [reference for _, reference in found]


def paragraphs(references: Sequence[Reference], wish: CitationOptions) -> list[Paragraph]:
    """Write the citations as paragraphs, with headings; raises UsageError for an unknown style."""
    if wish.form == "bibliography":
        return _bibliography(references, wish)
    places = wish.places or (wish.page,) * len(references)
    if wish.form == "notes":
        written = bibliography.notes(references, places)
    elif wish.form == "in-text":
        written = bibliography.in_text(references, wish.style, places)
    else:
        write = bibliography.note if wish.form == "note" else bibliography.short_note
        written = [write(one, place) for one, place in zip(references, places, strict=True)]
    return [Paragraph(each) for each in written]


def _bibliography(references: Sequence[Reference], wish: CitationOptions) -> list[Paragraph]:
    headings, annotations = wish.headings or {}, wish.annotations or {}
    given = {
        each: number for number, each in enumerate(dict.fromkeys(one.id for one in references))
    }
    order = list(dict.fromkeys(headings.values())) or [()]

    def arrange(listed: list[Reference]) -> list[list[Reference]]:
        if wish.own_order:
            listed = sorted(listed, key=lambda one: given[one.id])
        return [[one for one in listed if headings.get(one.id, ()) == each] for each in order]

    sections = bibliography.arranged(references, wish.style, arrange)
    entries = (
        [Paragraph(entry, one.id, annotations.get(one.id, "")) for one, entry in section if entry]
        for section in sections
    )
    return layout.headed(zip(order, entries, strict=True))


def compose(
    works: Sequence[Work], references: Sequence[Reference], head: Head, wish: CitationOptions
) -> ExportResult:
    """Write the citations as text, with warnings about what the format cannot hold.

    Raises UsageError for an unknown style or format.
    """
    if wish.format in formats.FORMATS:
        return formats.dump(works, references, wish.format, head, wish.annotations)
    if wish.format in OFFICE:
        return _office(works, references, head, wish)
    if wish.csl:
        from sergecli.exporters import pandoc  # noqa: PLC0415 - slow, and rarely used

        items = formats.dump(works, references, "csl-json", head)
        written = safe_lines(pandoc.bibliography(items.text, wish.csl, wish.format))
    elif wish.format == "html" and wish.form == "bibliography":
        written = layout.html_list(paragraphs(references, wish), head)
    else:
        written = layout.document(paragraphs(references, wish), wish.format)
    if wish.format == "html" and wish.to_file:
        from sergecli.exporters import documents  # noqa: PLC0415 - rarely used

        if wish.form != "bibliography":
            written = "".join(_noted([f"<p>{note}</p>\n" for note in written.splitlines()], wish))
        written = documents.page(written, _headed(head, wish))
    return ExportResult(written, warnings(references, wish))


def _headed(head: Head, wish: CitationOptions) -> Head:
    """Return the head of a document, whose title is what the style calls such a list."""
    if wish.form == "bibliography":
        return replace(head, title=_HEADINGS.get(wish.csl or wish.style, "Bibliography"))
    return replace(head, title="Notes") if wish.form in _NOTES else head


def _noted(written: list[str], wish: CitationOptions) -> list[str]:
    """Return HTML elements as they are, or as a numbered list if they are the notes of a text."""
    if wish.form != "notes":
        return written
    return ["<ol>\n", *(f"<li>{note}</li>\n" for note in written), "</ol>\n"]


def _office(
    works: Sequence[Work], references: Sequence[Reference], head: Head, wish: CitationOptions
) -> ExportResult:
    """Return a file for a word processor."""
    from sergecli.exporters import documents, pandoc  # noqa: PLC0415 - rarely used

    titled = _headed(head, wish)
    if wish.csl:
        items = formats.dump(works, references, "csl-json", head)
        made = documents.office_of(pandoc.document(items.text, wish.csl), wish.format, titled)
    else:
        cited = _noted(layout.blocks(paragraphs(references, wish), "elements"), wish)
        hanging = wish.form == "bibliography"
        made = documents.office(cited, wish.format, titled, hanging=hanging)
    return ExportResult("", warnings(references, wish), made)


def warnings(references: Sequence[Reference], options: CitationOptions) -> tuple[str, ...]:
    """Return warnings about presumed editions, and about letters that a style leaves out."""
    presumed = tuple(
        f"{each.id}: this edition only presumably contains the work"
        for each in references
        if each.presumed
    )
    letters = (each for each in references if each.type == LETTER)
    listed = options.form == "bibliography" and not options.csl
    left = [each.id for each in letters if listed and not bibliography.entry(each, options.style)]
    if not left:
        return presumed
    message = (
        f"{options.style} does not list letters that readers cannot consult: {', '.join(left)}; "
        "cite them in a note or in the text"
    )
    return (*presumed, message)
