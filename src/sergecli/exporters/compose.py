"""From works to the text of their citations, in any style and format."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sergecli.citations import bibliography, render, source
from sergecli.citations.markup import Markup
from sergecli.errors import UnknownWorkError, UsageError
from sergecli.exporters import formats
from sergecli.exporters.formats import ExportResult
from sergecli.model.csl import LETTER, Reference
from sergecli.model.edtf import Date
from sergecli.model.work import Head, Publication, Work
from sergecli.search import filters
from sergecli.text.english import check_among
from sergecli.text.sanitize import safe

_READERS: dict[str, tuple[Callable[[Markup], str], str]] = {
    "text": (render.text, "\n"),
    "markdown": (render.markdown, "\n\n"),
    "latex": (render.latex, "\n\n"),
    "html": (render.html, "\n"),
}
MARKUPS = tuple(_READERS)
OFFICE = ("docx", "odt", "rtf")
FORMATS = (*MARKUPS, *OFFICE, *formats.FORMATS)
FORMS = ("bibliography", "note", "short", "in-text")


class CitationOptions(NamedTuple):
    """How to cite: the style, the form of FORMS, the page cited, the format.

    `own_order` lets a bibliography keep the order it is given; `csl` is a CSL
    style that takes the place of `style`; `to_file` makes whole documents.
    """

    style: str = "chicago"
    form: str = "bibliography"
    page: str = ""
    format: str = "text"
    own_order: bool = False
    csl: str = ""
    to_file: bool = False


def check(wish: CitationOptions) -> None:
    """Raise UsageError where the parts of a wish do not exist or do not go together."""
    check_among("format", wish.format, FORMATS)
    check_among("form", wish.form, FORMS)
    check_among("style", wish.style, bibliography.STYLES)
    listed, markups = wish.form == "bibliography", ", ".join((*MARKUPS, *OFFICE))
    cited = wish.format not in formats.FORMATS
    if wish.page and listed:
        raise UsageError(f"a page is cited in one of the forms {', '.join(FORMS[1:])}")
    if not (listed or cited):
        raise UsageError(f"the form ‘{wish.form}’ goes with the formats {markups}")
    if wish.form in {"note", "short"} and wish.style != "chicago":
        raise UsageError(f"{wish.style} cites in the text, not in notes; try the form in-text")
    if wish.csl and not (listed and cited):
        raise UsageError(f"a CSL style makes bibliographies, in the formats {markups}")
    if wish.format in OFFICE and not wish.to_file:
        raise UsageError(f"{wish.format} is not text; write a file with --output")


def references(works: Sequence[Work], head: Head, edition: str = "") -> list[Reference]:
    """Decide what the citations say; of the edition that a word or a year means, if given.

    Raises UnknownWorkError where a work has no such edition, or several.
    """
    if not edition:
        return [source.cited(work, head) for work in works]
    return [source.cited(work, head, _edition(work, head, edition)) for work in works]


def _edition(work: Work, head: Head, wanted: str) -> Publication:
    found = filters.edition(work, head, wanted)
    # Of those of a year, one in the catalogue's language, and of a certain date, is meant.
    found = [each for each in found if not head.is_foreign(each)] or found
    found = [each for each in found if not _is_vague(each.date)] or found
    if len(found) == 1:
        return found[0]
    said = "may be any of these editions" if found else "is no edition; there are"
    known = [
        ", ".join(filter(None, (str(one.date or ""), one.publisher or one.container, one.language)))
        for one in found or work.publications_as_printed(head)
    ]
    listed = "".join(f"\n  {one}" for one in known) or " none"
    raise UnknownWorkError(f"{work.id}: ‘{wanted}’ {said}:{listed}")


def _is_vague(date: Date | None) -> bool:
    return date is not None and (date.approximate or date.uncertain)


def entries(references: Sequence[Reference], wish: CitationOptions) -> list[Markup]:
    """Write the citations as markup; raises UsageError for a style that is not known."""
    if wish.form == "in-text":
        return bibliography.in_text(references, wish.style, wish.page)
    if wish.form in {"note", "short"}:
        write = bibliography.note if wish.form == "note" else bibliography.short_note
        return [write(one, wish.page) for one in references]
    return [entry for _, entry in _bibliography(references, wish)]


def _bibliography(
    references: Sequence[Reference], wish: CitationOptions
) -> list[tuple[Reference, Markup]]:
    listed = bibliography.bibliography(references, wish.style)
    if wish.own_order:
        places = {one.id: number for number, one in enumerate(references)}
        listed.sort(key=lambda entry: places[entry[0].id])
    return [(one, entry) for one, entry in listed if entry]


def compose(
    works: Sequence[Work], references: Sequence[Reference], head: Head, wish: CitationOptions
) -> ExportResult:
    """Write the citations as text, with what the format could not carry.

    Raises UsageError for a style or format that is not known.
    """
    if wish.format in formats.FORMATS:
        return formats.dump(works, references, wish.format, head)
    if wish.format in OFFICE:
        return _office(works, references, head, wish)
    if wish.csl:
        from sergecli.exporters import pandoc  # noqa: PLC0415 - only who asks for it waits for it

        items = formats.dump(works, references, "csl-json", head)
        written = _safe(pandoc.bibliography(items.text, wish.csl, wish.format))
    elif wish.format == "html" and wish.form == "bibliography":
        listed = [(one.id, entry) for one, entry in _bibliography(references, wish)]
        written = _safe(render.html_list(listed, head.title, head.language))
    else:
        read, between = _READERS[wish.format]
        cited = between.join(safe(read(one)) for one in entries(references, wish))
        written = f"{cited}\n" if cited else ""
    if wish.format == "html" and wish.to_file:
        from sergecli.exporters import documents  # noqa: PLC0415 - likewise

        if wish.form != "bibliography":
            written = "".join(f"<p>{note}</p>\n" for note in written.splitlines())
        written = documents.page(written, head)
    return ExportResult(written, warnings(references, wish))


def _office(
    works: Sequence[Work], references: Sequence[Reference], head: Head, wish: CitationOptions
) -> ExportResult:
    """Make a file for a word processor."""
    from sergecli.exporters import documents, pandoc  # noqa: PLC0415 - likewise

    if wish.csl:
        items = formats.dump(works, references, "csl-json", head)
        made = documents.office_of(pandoc.document(items.text, wish.csl), wish.format, head)
    else:
        cited = [safe(render.html(entry)) for entry in entries(references, wish)]
        hanging = wish.form == "bibliography"
        made = documents.office(cited, wish.format, head, hanging=hanging)
    return ExportResult("", warnings(references, wish), made)


def warnings(references: Sequence[Reference], options: CitationOptions) -> tuple[str, ...]:
    """Return what a reader should know: presumed editions, and letters that a style leaves out."""
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
        f"{options.style} lists no letter that a reader cannot consult: {', '.join(left)}; "
        "cite it in a note or in the text"
    )
    return (*presumed, message)


def _safe(text: str) -> str:
    return "\n".join(map(safe, text.split("\n")))
