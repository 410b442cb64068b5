from collections.abc import Sequence
from contextlib import suppress

from sergecli.cli.declare import argument, flag, options
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
            raise UsageError(f"serge list takes no words. Did you mean: {_meant(self.words)}")
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


def _meant(words: Sequence[str]) -> str:
    """Return the command that words after `serge list` were probably meant for."""
    from sergecli.model.date_spans import parse_span
    from sergecli.model.kinds import KIND_NAMES

    typed = " ".join(words)
    if typed.lower() in KIND_NAMES:
        return f"serge list --kind {typed.lower()}"
    with suppress(DateError):
        if parse_span(typed) and len(words) == 1:
            return f"serge list --year {typed}"
    return f"serge search {typed}"
