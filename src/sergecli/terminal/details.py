"""Everything known about a work, laid out for a reader."""

from collections.abc import Iterator, Sequence
from itertools import chain

from rich.cells import cell_len
from rich.text import Text

from sergecli.model import description
from sergecli.model.description import Relations, Value
from sergecli.model.work import Catalogue, Work
from sergecli.terminal import theme
from sergecli.terminal.paragraphs import READABLE, paragraph, print_lines, wrapped
from sergecli.terminal.theme import Screen, linked, text

_GAP = 2
# The lines of a note that `brief` shows.
_FEW_LINES = 3
# On a narrower screen, labels are above their values, not beside them.
_BESIDE_LABEL = 50
_STYLES = {"id": theme.ID, "title": theme.CONTAINER, "container": theme.CONTAINER}


def show(screen: Screen, work: Work, catalogue: Catalogue) -> None:
    """Print everything known about a work, and how Chicago cites it."""
    from sergecli.citations import bibliography, source  # noqa: PLC0415 - `brief` cites nothing

    width = min(screen.width, READABLE)
    facts = description.facts(work, catalogue, Relations(catalogue))
    known = [(label, [_drawn(value) for value in values]) for label, values in facts]
    label = max(len(name) for name, _ in known) + _GAP if width >= _BESIDE_LABEL else 0
    if screen.accessible:
        label = 0
    whole = next((one for one in catalogue if one.id == work.part_of), None)
    citation = bibliography.entry(source.cited(work, catalogue.head, whole=whole), "chicago")
    print_lines(
        screen,
        (
            *wrapped(linked(work.title, work.url, theme.HEADER), width),
            *wrapped(text(description.summary(work, catalogue)), width),
            Text(),
            *(line for row in known for line in _labelled(*row, label, screen)),
            Text(),
            *paragraph(screen, citation),
        ),
    )


def lines(work: Work, catalogue: Catalogue, width: int) -> list[str]:
    """Return what `show` prints as lines of plain text, wrapped to `width` except addresses."""
    screen = Screen.of_text(width)
    show(screen, work, catalogue)
    return screen.text().splitlines()


def brief(screen: Screen, work: Work, catalogue: Catalogue, occasion: str) -> None:
    """Print a short description: title, summary, the beginning of the note, address.

    `occasion` says why the work was chosen, or is "".
    """
    width = min(screen.width, READABLE)
    container = f"in {work.container}" if work.container else ""
    wholes = (f"from {one.title}" for one in catalogue if one.id == work.extract_of)
    where = text(", ".join(filter(None, (*wholes, container, occasion))))
    noted = wrapped(text(work.note), width)
    if len(noted) > _FEW_LINES:
        noted = [*noted[: _FEW_LINES - 1], noted[_FEW_LINES - 1].append(" …")]
    more = Text.assemble("serge show ", (work.id, theme.ID))
    print_lines(
        screen,
        (
            *wrapped(linked(work.title, work.url, theme.HEADER), width),
            *wrapped(text(description.summary(work, catalogue)), width),
            *(wrapped(where, width) if where else ()),
            *((Text(), *noted) if work.note else ()),
            Text(),
            linked(work.url, work.url) if work.url else text("not available online"),
            more,
        ),
    )


def _labelled(name: str, values: Sequence[Text], label: int, screen: Screen) -> Iterator[Text]:
    """Return a label and the lines beside it; addresses stay whole.

    A line that is too long for the screen starts at its edge.
    """
    margin, width = label or _GAP, min(screen.width, READABLE)
    hang = _GAP if len(values) > 1 else 0
    broken = (wrapped(one, width - margin, whole=True, hang=hang) for one in values)
    lines = list(chain.from_iterable(broken))
    starts = [margin if margin + cell_len(one.plain) <= screen.width else 0 for one in lines]
    beside = bool(label and starts[0])
    if not beside:
        yield Text(name, theme.LABEL)
    for number, (line, start) in enumerate(zip(lines, starts, strict=True)):
        before = name if beside and not number else ""
        yield Text.assemble((before.ljust(start), theme.LABEL), line)


def _drawn(value: Value) -> Text:
    return Text.assemble(
        *(linked(part.text, part.url, _STYLES.get(part.role, "")) for part in value)
    )
