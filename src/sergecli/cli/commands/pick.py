import gc
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from sergecli.cli.commands.cite import Cited, print_citations
from sergecli.cli.commands.open_ import open_text
from sergecli.cli.declare import argument, flag, options
from sergecli.cli.filter_options import Filters
from sergecli.cli.options import Command, Display, Source
from sergecli.errors import ExitCode, UsageError, extra

if TYPE_CHECKING:
    from sergecli.model.work import Work


@options
class Pick(Command, Filters, Display, Source):
    """Choose a work while you type; Enter prints its id.

    Example: serge pick machine gun --sure
    Example: serge pick unforgiving --kind novel --sure
    """

    words: list[str] | None = argument("[WORDS…]", "Words to begin with.", default=None)
    sure: bool = flag("--sure", "If only one work matches, don't ask.")

    def run(self) -> int | None:
        """Let the user choose a work, and carry out the action of the key pressed."""
        words = " ".join(self.words or ())
        if self.sure and len(found := self._finder()(words)) == 1:
            self._do("id", found[0])
            return None
        try:
            from sergecli.terminal import picker
        except ImportError:
            raise UsageError(
                f"serge pick needs {extra('pick')}\nor try serge search WORDS --ids"
            ) from None
        # A long session must not fill the memory; __main__ turns the collector off.
        gc.enable()
        try:
            chosen = picker.pick(self._finder(), self._describer(), words, color=self.colored())
        except KeyboardInterrupt:
            return ExitCode.INTERRUPTED
        if chosen is None:
            return ExitCode.NOTHING_FOUND
        self._do(chosen.action, chosen.work)
        return None

    def _finder(self) -> "Callable[[str], Sequence[Work]]":
        """Return a function that finds works; it must always be called in the same thread."""
        from sergecli.search import filters, fuzzy

        query, by_date = self.query(), self.query("date")
        language = self.language_of_texts()

        @cache
        def everything() -> "list[Work]":
            return filters.select(self.load(query.span), by_date, language)

        # The cached index can only be read in the thread that opened it.
        index = cache(self.index)

        def find(words: str) -> "Sequence[Work]":
            if not words.strip():
                return everything()
            works = [hit.work for hit in fuzzy.search(index(), words, typing=True)]
            return filters.select(works, query, language)

        return find

    def _describer(self) -> "Callable[[Work, int], Sequence[str]]":
        """Return a function that describes a work; the first call loads the catalogue."""
        catalogue = cache(self.load)

        def describe(work: "Work", width: int) -> "Sequence[str]":
            from sergecli.terminal import details

            return details.lines(work, catalogue(), width)

        return describe

    def _do(self, action: str, work: "Work") -> None:
        """Carry out an action on a work."""
        from sergecli.terminal import messages, plain

        if action == "id":
            plain.ids([work])
        elif action == "open":
            open_text(work, self)
        else:
            from sergecli.exporters import compose

            head = self.load(()).head
            references = compose.references([work], head)
            cited = Cited(head, [work], references, compose.CitationOptions())
            composed = cited.composed()
            print_citations(cited, composed, self)
            for warning in composed.warnings:
                messages.say(warning)
