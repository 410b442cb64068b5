"""The command that lets a reader choose with the eye."""

import gc
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from sergecli.cli.commands.read import opened, shown
from sergecli.cli.options import Display, Filters, Output, Source, with_options
from sergecli.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from sergecli.catalogue.index import Index
    from sergecli.model.work import Catalogue, Work
    from sergecli.search.filters import Query


@with_options
def pick(
    selection: Filters,
    source: Source,
    display: Display,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS…]", help="Words to begin with.")
    ] = None,
    *,
    sure: Annotated[
        bool, typer.Option("--sure", help="Where only one work answers, do not ask.")
    ] = False,
) -> None:
    """Choose a work by typing; Enter prints its id.

    Example: serge pick machine gun --sure
    Example: serge pick unforgiving --kind novel --sure
    """
    find = _finder(source, selection.query())
    said = " ".join(words or ())
    if sure:
        found = find(said)
        if len(found) == 1:
            _do("id", found[0], source, display)
            return
    try:
        from sergecli.terminal import picker
    except ImportError:
        raise UsageError(
            "the picker needs prompt_toolkit; install it: pip install 'sergecli[pick]'; "
            "or try serge search WORDS --ids"
        ) from None
    # Whoever looks around for long should not fill the memory (see cli.main).
    gc.enable()
    try:
        chosen = picker.pick(_finder(source, selection.query()), said, color=display.colored())
    except KeyboardInterrupt:
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    if chosen is None:
        raise typer.Exit(ExitCode.NOTHING_FOUND)
    _do(chosen.action, chosen.work, source, display)


def _finder(source: Source, wanted: "Query") -> "Callable[[str], Sequence[Work]]":
    """Make what finds works as they are typed, in the thread that first asks it."""
    from sergecli.search import filters, fuzzy

    @cache
    def everything() -> "list[Work]":
        return filters.select(source.load(wanted.span), wanted)

    # What is kept of a catalogue can only be read in the thread that opened it.
    index = cache(source.words)

    def find(words: str) -> "Sequence[Work]":
        if not words.strip():
            return everything()
        works = [hit.work for hit in fuzzy.search(index(), words)]
        return filters.select(works or _begun(index(), words), wanted)

    return find


def _begun(index: "Index", words: str) -> "list[Work]":
    """Give the works with a word that begins so: a search asks for three letters."""
    from sergecli.catalogue.index import RANKS
    from sergecli.text.folding import fold

    beginning = fold(words)
    if not beginning or " " in beginning:
        return []
    places = (place for word in index.begun(beginning) for place in index.places(word))
    return [index.work(number) for number in sorted({place // RANKS for place in places})]


def _do(action: str, work: "Work", source: Source, display: Display) -> None:
    """Do with a work what its key stands for."""
    from sergecli.terminal import lines

    if action == "id":
        lines.ids([work])
    elif action == "open":
        opened(work)
    elif action == "show":
        shown(source.load(), [work], Output(), display)
    else:
        _cite(work, source.load(), display)


def _cite(work: "Work", catalogue: "Catalogue", display: Display) -> None:
    from sergecli.cli.commands.cite import shown as cited
    from sergecli.exporters import compose
    from sergecli.terminal import lines

    references, wish = compose.references([work], catalogue.head), compose.CitationOptions()
    if display.facts().terminal:
        cited(references, wish, display)
        return
    written = compose.compose([work], references, catalogue.head, wish)
    lines.write(written.text)
    for loss in written.warnings:
        lines.say(loss)
