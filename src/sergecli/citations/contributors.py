"""Authors, editors and translators, and how a style writes their names."""

from collections.abc import Callable

from sergecli.citations import name_forms
from sergecli.citations.base import NO_HINT, Hint
from sergecli.citations.name_forms import Row
from sergecli.model.csl import SERIALS, Name, Reference

Written = Callable[[tuple[Name, ...]], str]
EDITOR_TRANSLATOR = "editor-translator"
_VERBS = {
    "editor": "edited by",
    "translator": "translated by",
    EDITOR_TRANSLATOR: "edited and translated by",
    "reviser": "translation revised by",
}


def lead_names(reference: Reference) -> tuple[tuple[Name, ...], str]:
    """Return the names that come first, authors or editors of a whole book, and the role label."""
    if reference.author:
        return reference.author, ""
    if reference.type != "book":
        return (), ""
    return reference.editor, ", eds." if len(reference.editor) > 1 else ", ed."


def without_lead(reference: Reference) -> Reference:
    """Return the reference without the people who come first."""
    if reference.author:
        return reference._replace(author=())
    return reference._replace(editor=()) if reference.type == "book" else reference


def roles(
    editor: tuple[Name, ...], translator: tuple[Name, ...]
) -> list[tuple[str, tuple[Name, ...]]]:
    """List editors and translators; the same people in both roles are listed once."""
    if editor and editor == translator:
        return [(EDITOR_TRANSLATOR, editor)]
    both = (("editor", editor), ("translator", translator))
    return [(role, names) for role, names in both if names]


def helpers(reference: Reference) -> list[tuple[str, tuple[Name, ...]]]:
    """List editors, translators and revisers, but not the editors of a periodical."""
    editor = () if reference.type in SERIALS else reference.editor
    found = roles(editor, reference.translator)
    return [*found, ("reviser", reference.reviser)] if reference.reviser else found


def split(reference: Reference) -> tuple[Reference, Reference]:
    """Return a chapter with its own translators, and with the editors of the book it is in.

    People who are both editors and translators are taken to be those of the whole book.
    """
    if reference.editor == reference.translator:
        return reference._replace(editor=(), translator=(), reviser=()), reference
    return reference._replace(editor=()), reference._replace(translator=(), reviser=())


def helped(reference: Reference, written: Written) -> list[str]:
    """Return "edited by …", "translated by …", or both in one phrase."""
    return [f"{_VERBS[role]} {written(names)}" for role, names in helpers(reference)]


def written(row: Row, hint: Hint = NO_HINT, *, initials: bool = False) -> Written:
    """Return a function that writes names in spoken order: "Peter Sedgwick and Ian Birchall"."""

    def write(names: tuple[Name, ...]) -> str:
        given_first = (
            name_forms.given_first(name_forms.person(one), initials=initials) for one in names
        )
        return row.write([*given_first], hint.shown)

    return write


def sortable(names: tuple[Name, ...], row: Row, *, demote: bool = False) -> str:
    """Write names for sorting: each with the family name first, with nothing between them.

    The reference implementation compares them in this form.
    """
    compared = names if len(names) < row.least else names[: row.shown]
    return "".join(
        name_forms.family_first(name_forms.person(one), demote=demote) for one in compared
    )
