"""Titles in APA, 7th edition, and what follows them in parentheses and brackets.

The numbers in brackets are sections of the manual.
"""

from sergecli.citations import contributors, numbers, titles
from sergecli.citations.contributors import Written
from sergecli.citations.markup import Markup, affix, group, italic, plain
from sergecli.citations.name_forms import Row
from sergecli.model import degrees, edition_statements
from sergecli.model.csl import DATA_SET, LETTER, ONLINE, THESIS, Name, Reference
from sergecli.text.english import capitalized

ROW = Row(least=21, shown=19, conjunction="&", last=True)
_in_full = contributors.written(ROW)
_LABELS = {
    "editor": ("Ed.", "Eds."),
    "translator": ("Trans.", "Trans."),
    contributors.EDITOR_TRANSLATOR: ("Ed. & Trans.", "Eds. & Trans."),
}
_HELPED = frozenset({"book", "webpage"})


def title_and_helpers(reference: Reference, written: Written) -> Markup:
    """Write "Title (P. Sedgwick, Trans.; Vol. 2)"."""
    placed = placed_in(reference) if reference.type == "book" else ()
    helped = _helped(reference, written)
    version = affix("Version ", plain(reference.version))
    thesis = titles.text(reference.archive_location) if reference.type == THESIS else ()
    publication = affix("Publication No. ", thesis)
    translation = affix("[", titles.sentence(reference, "title-translation"), "]")
    return group(
        " ",
        _title(reference),
        translation,
        affix("(", group("; ", version, publication, *helped, placed), ")"),
        _described(reference),
    )


def _title(reference: Reference) -> Markup:
    """Write a title: in italics if the work stands alone, upright if it is part of something."""
    title = titles.sentence(reference)
    if titles.is_only_review(reference):
        return ()
    if titles.is_description(reference):
        return title
    if reference.volume_of:
        number = reference.collection_title.removeprefix(reference.volume_of)
        whole = titles.sentence(reference, "volume-of")
        return italic((*affix("", whole, f": Vol.{number}. "), *title))
    if reference.type in {"book", DATA_SET, THESIS}:
        return italic(group(": ", title, volume_title(reference)))
    alone = reference.type in ONLINE and not (reference.excerpt_from or reference.papers)
    return italic(title) if alone else title


def volume_title(reference: Reference) -> Markup:
    """Return a volume that is not a number, as a part of the title."""
    named = "" if numbers.is_numeric(reference.volume) else reference.volume
    return plain(capitalized(named))


def _helped(reference: Reference, written: Written) -> list[Markup]:
    """List the contributors to the text; the editors of a book are listed with the book."""
    if reference.type == "chapter" and contributors.translates_book(reference):
        return []
    editor = reference.editor if reference.type in _HELPED else ()
    return [
        plain(f"{written(names)}, {label(role, names)}")
        for role, names in contributors.roles(editor, reference.translator)
    ]


def placed_in(reference: Reference) -> Markup:
    """Return the edition, the volume and the pages of a book: "2nd ed., Vol. 2, pp. 211–212"."""
    numeric = numbers.is_numeric(reference.volume)
    pages = numbers.pages(reference.page, numbers.ALL_DIGITS)
    parts = (
        capitalized(edition_statements.written(reference.edition)),
        numbers.labelled(reference.volume, "Vol.", "Vols.") if numeric else "",
        numbers.labelled(reference.issue, "Issue", "Issues"),
        numbers.labelled(pages, "p.", "pp."),
    )
    return group(", ", *map(plain, parts))


def _described(reference: Reference) -> Markup:
    """Write "[Letter to Leon Trotsky]", unless the title says it, or "[Data set]" (APA 9.21)."""
    if reference.type == DATA_SET:
        return plain("[Data set]")
    if reference.type == THESIS:
        return _thesis(reference)
    if reference.reviewed_title:
        return _reviewed(reference)
    if reference.attributed_to:
        return plain(f"[Attributed to {_in_full(reference.attributed_to)}]")
    named = any(who.family in reference.title for who in reference.recipient)
    if reference.type != LETTER or named:
        return ()
    recipient = _in_full(reference.recipient)
    return plain(f"[Letter to {recipient}]" if recipient else "[Letter]")


def _reviewed(reference: Reference) -> Markup:
    """Write "[Review of the book Last times, by V. Serge]" (10.7)."""
    book = italic(titles.sentence(reference, "reviewed-title"))
    authors = contributors.written(ROW, initials=True)(reference.reviewed_author)
    named = group(", ", book, affix("by ", plain(authors)))
    return affix("[Review of the book ", named, "]")


def _thesis(reference: Reference) -> Markup:
    """Write "[Doctoral dissertation, University of Oxford]", or "[Unpublished …]" (10.6)."""
    kind = degrees.names(reference.genre).apa
    if not is_published(reference):
        return plain(f"[Unpublished {kind}]")
    return affix("[", group(", ", plain(capitalized(kind)), titles.text(reference.publisher)), "]")


def is_published(reference: Reference) -> bool:
    """Return whether a thesis is in a database or on the web."""
    return bool(reference.archive or reference.url)


def label(role: str, names: tuple[Name, ...]) -> str:
    """Return "Ed.", "Eds.", "Trans." or "Ed. & Trans." for people in a role (9.10, 9.28)."""
    one, several = _LABELS[role]
    return several if len(names) > 1 else one
