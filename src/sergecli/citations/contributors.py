"""Authors, editors and translators, and how a style writes their names."""

from collections.abc import Callable, Mapping

from sergecli.citations import name_forms, titles
from sergecli.citations.base import NO_HINT, Hint
from sergecli.citations.markup import Markup, plain
from sergecli.citations.name_forms import Row
from sergecli.model.csl import SERIALS, Name, Reference

Written = Callable[[tuple[Name, ...]], str]
EDITOR_TRANSLATOR = "editor-translator"
TRANSLATION_REVISER = "translation-reviser"
_VERBS = {
    "editor": "edited by",
    "translator": "translated by",
    EDITOR_TRANSLATOR: "edited and translated by",
    "reviser": "revised by",
    TRANSLATION_REVISER: "translation revised by",
}


def leads(reference: Reference) -> tuple[Name, ...]:
    """Return the names that come first: the authors, or the editors of a whole book."""
    return reference.author or (reference.editor if reference.type == "book" else ())


def people(reference: Reference) -> tuple[tuple[Name, ...], ...]:
    """Return the names in a citation, list by list; most citations have one list."""
    return (leads(reference),)


def editor_label(reference: Reference, one: str, several: str) -> str:
    """Return what a style puts after editors who come first; nothing after authors."""
    if reference.author:
        return ""
    return several if len(reference.editor) > 1 else one


def pseudonym(reference: Reference, form: str, row: Row) -> str:
    """Write the signature in brackets, in a style's `form`, or the author behind another's name."""
    if reference.pseudonym:
        return f" [{form.format(reference.pseudonym)}]"
    real = written(row)(reference.original_author)
    return f" [{real}]" if real else ""


def without_lead(reference: Reference) -> Reference:
    """Return the reference without the people who come first."""
    if reference.author:
        return reference._replace(author=())
    return reference._replace(editor=()) if reference.type == "book" else reference


def roles(
    editor: tuple[Name, ...], translator: tuple[Name, ...]
) -> list[tuple[str, tuple[Name, ...]]]:
    """List translators and editors; the same people in both roles are listed once.

    Who edits a translation comes after the translator, as on title pages (CMOS 14.6).
    """
    if editor and editor == translator:
        return [(EDITOR_TRANSLATOR, editor)]
    both = (("translator", translator), ("editor", editor))
    return [(role, names) for role, names in both if names]


def helpers(reference: Reference) -> list[tuple[str, tuple[Name, ...]]]:
    """List editors, translators and revisers, but not the editors of a periodical."""
    editor = () if reference.type in SERIALS else reference.editor
    found = roles(editor, reference.translator)
    revised = TRANSLATION_REVISER if reference.translator else "reviser"
    return [*found, (revised, reference.reviser)] if reference.reviser else found


def split(reference: Reference) -> tuple[Reference, Reference]:
    """Return a chapter with its own translators, and with the people of the book it is in."""
    if translates_book(reference):
        return reference._replace(editor=(), translator=(), reviser=()), reference
    return reference._replace(editor=()), reference._replace(translator=(), reviser=())


def translates_book(reference: Reference) -> bool:
    """Return whether the translators of a chapter are taken to be those of the whole book.

    They are if they are also its editors, or if the author of the chapter wrote all of it.
    """
    if reference.reference_work:
        return False
    own_book = not (reference.editor or reference.container_author)
    return own_book or reference.editor == reference.translator


def helped(
    reference: Reference, written: Written, verbs: Mapping[str, str] = _VERBS
) -> list[Markup]:
    """Return "edited by …", "translated by …", or both in one phrase."""
    return [plain(f"{verbs[role]} {written(names)}") for role, names in helpers(reference)]


def written(row: Row, hint: Hint = NO_HINT, *, initials: bool = False) -> Written:
    """Return a function that writes names in spoken order: "Peter Sedgwick and Ian Birchall"."""

    def write(names: tuple[Name, ...]) -> str:
        people = map(name_forms.person, names)
        given_first = [name_forms.given_first(one, initials=initials) for one in people]
        return row.write(given_first, hint.shown)

    return write


def inverted(names: tuple[Name, ...], row: Row, hint: Hint, *, demote: bool = False) -> str:
    """Write "Serge, Victor, and Benjamin Fondane" (CMOS 13.76)."""
    first, *others = map(name_forms.person, names)
    written = [name_forms.family_first(first, demote=demote), *map(name_forms.given_first, others)]
    return row.write(written, hint.shown)


def families(names: tuple[Name, ...], row: Row, hint: Hint = NO_HINT) -> str:
    """Write family names: "Serge and Fondane", with more of those that would be ambiguous."""

    def family(name: Name) -> str:
        who = name_forms.person(name)
        if name in hint.spelled or name in hint.initials:
            return name_forms.given_first(who, initials=name in hint.initials)
        return name_forms.family_only(who)

    return row.write([*map(family, names)], hint.shown)


def sort_lead(reference: Reference, row: Row, *, demote: bool = False) -> str:
    """Return a sort key of what an entry begins with: the names, or else the title.

    Each name has the family name first, with nothing between them: the reference
    implementation compares them in this form. One person comes before the same person
    et al. (CMOS 13.71, MLA 5.126, APA 9.46).
    """
    names = leads(reference)
    cut = row.is_cut(names)
    people = map(name_forms.person, names[: row.shown] if cut else names)
    written = "".join(name_forms.family_first(one, demote=demote) for one in people)
    return f"{written} et al" if cut else written or titles.sortable(reference)
