"""Output in any form: a table on a terminal, whole lines in a pipe, JSON, ids or a template."""

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sergecli.model.work import Publication, Work
from sergecli.terminal import capabilities, messages, plain
from sergecli.terminal.form import Form
from sergecli.text.english import counted

if TYPE_CHECKING:
    from sergecli.catalogue.check import Finding
    from sergecli.catalogue.gaps import Count, Gap
    from sergecli.search.ranking import Hit
    from sergecli.terminal.theme import Screen


@contextmanager
def screen(form: Form) -> "Iterator[Screen]":
    """Yield a console to draw on; at the end it is shown, in a pager if it is long."""
    # Rich is slow to load, so it is imported only when needed.
    from sergecli.terminal import pager, theme  # noqa: PLC0415

    drawing = theme.Screen(form.facts)
    yield drawing
    pager.show(drawing.text(), form.facts)


def works(form: Form, listed: Sequence[Work], total: int, own: Collection[str] = ()) -> None:
    """Print works, out of `total`; those whose ids are in `own` are marked."""
    if form.drawn:
        from sergecli.terminal import tables  # noqa: PLC0415 - see screen

        with screen(form) as drawing:
            tables.works(drawing, listed, own)
        messages.say(f"{len(listed)} of {total} works")
    elif form.ids:
        plain.ids(listed)
    elif form.json or form.template:
        _records(form, (plain.record(work, own, form.fields) for work in listed))
    else:
        plain.rows(plain.cells(work, own) for work in listed)


def hits(form: Form, found: "Sequence[Hit]", total: int, *, scores: bool) -> None:
    """Print the results of a search; a terminal shows what matched, and `scores`."""
    if not form.drawn:
        works(form, [hit.work for hit in found], total, {hit.work.id for hit in found if hit.own})
        return
    from sergecli.terminal import tables  # noqa: PLC0415 - see screen

    with screen(form) as drawing:
        tables.hits(drawing, found, scores=scores)
    messages.say(f"{len(found)} of {total} works")


def editions(form: Form, found: Sequence[tuple[Work, Publication]], usual_language: str) -> None:
    """Print editions, each with its work; most are in the usual language."""
    if form.drawn:
        from sergecli.terminal import tables  # noqa: PLC0415 - see screen

        with screen(form) as drawing:
            tables.editions(drawing, found, usual_language)
        of = counted(len({work.id for work, _ in found}), "work")
        messages.say(f"{counted(len(found), 'edition')} of {of}")
    elif form.ids:
        plain.ids(dict.fromkeys(work for work, _ in found))
    elif form.json or form.template:
        _records(form, (plain.edition_record(*one, form.fields) for one in found))
    else:
        plain.rows(plain.edition_cells(*one) for one in found)


def _records(form: Form, records: Iterable[dict[str, Any]]) -> None:
    """Print records as JSON, or each as a line by a template."""
    if form.template:
        messages.write("".join(f"{form.template.line(one)}\n" for one in records))
    else:
        plain.dump(list(records))


def gaps(form: Form, counts: "Sequence[Count]", found: "Sequence[Gap]", *, whole: bool) -> None:
    """Print gaps; a terminal shows their number, and lists them unless they are the `whole`."""
    if form.drawn:
        from sergecli.terminal import tables  # noqa: PLC0415 - see screen

        with screen(form) as drawing:
            tables.gaps(drawing, counts, () if whole else found)
        if whole:
            messages.say("serge check --gaps --select NAME lists the works.")
        return
    rows = [(one.work.id, one.name, one.field, one.work.title) for one in found]
    if form.json:
        plain.dump([dict(zip(("id", "gap", "field", "title"), row, strict=True)) for row in rows])
    else:
        plain.rows(rows)


def findings(found: "Mapping[str, Sequence[Finding]]") -> None:
    """Count the errors and warnings of each file on standard error, if that is a terminal."""
    facts = capabilities.facts(sys.stderr)
    if not facts.terminal:
        return
    from sergecli.terminal import findings as drawn  # noqa: PLC0415 - see screen
    from sergecli.terminal import theme  # noqa: PLC0415 - see screen

    screen = theme.Screen(facts)
    drawn.counts(screen, found)
    sys.stderr.write(capabilities.softened(screen.text(), facts.encoding))
