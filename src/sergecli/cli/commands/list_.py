from contextlib import suppress

from sergecli.cli.declare import argument, flag, options, typed
from sergecli.cli.filter_options import Filters, nothing, select
from sergecli.cli.options import Command, Output, Source
from sergecli.errors import DateError, UsageError


@options
class List(Command, Filters, Output, Source):
    """List works, or their editions.

    Example: serge list --year 1936-1940 --kind letter
    Example: serge list --on 11-07
    """

    words: list[str] | None = argument("", "", hidden=True, default=None)
    editions: bool = flag("--editions", "Editions, not works.")

    def run(self) -> None:
        """Print the works, or the editions, that match; raises NothingFoundError."""
        from sergecli.terminal import output

        if self.words:
            meant = self._meant(" ".join(self.words))
            raise UsageError(f"serge list takes no words. Did you mean: {meant}")
        form, query = self.form(editions=self.editions), self.query("date")
        if self.editions:
            from sergecli.search import filters

            catalogue = self.load()
            found = filters.editions(catalogue, catalogue.head, query)
            if not found:
                raise nothing(self, query, "No editions match.")
            output.editions(form, found, catalogue.head.language)
            return
        catalogue = self.load(query.span)
        works = select(self, catalogue, query)
        output.works(form, works, catalogue.total, catalogue.own)

    def _meant(self, words: str) -> str:
        """Return the command that was probably meant, with the options given."""
        from sergecli.model.date_spans import parse_span
        from sergecli.model.kinds import KIND_NAMES

        command, replaced = "serge search", "editions"
        if words.lower() in KIND_NAMES:
            command, words, replaced = "serge list --kind", words.lower(), "kind"
        with suppress(DateError):
            if " " not in words and parse_span(words):
                command, replaced = "serge list --year", "year"
        return " ".join((command, words, *typed(self, leave_out=("words", replaced))))
