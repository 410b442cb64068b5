from sergecli.cli.commands.show import print_each
from sergecli.cli.declare import argument, options
from sergecli.cli.filter_options import anniversary
from sergecli.cli.options import Command, Output, Source
from sergecli.errors import NothingFoundError
from sergecli.terminal import messages


@options
class Today(Command, Output, Source):
    """Show what the author wrote or published on this day, in other years.

    Example: serge today
    Example: serge today 7 November
    """

    day: list[str] | None = argument("[DAY]", "Another day: 11-07, 7 November …", default=None)

    def run(self) -> None:
        """Print the works of the day, or else of the nearest one; raises NothingFoundError."""
        from sergecli.search import filters, suggestions

        catalogue = self.load()
        day = anniversary("serge today", " ".join(self.day or ("today",)))
        works = filters.select(catalogue, filters.Query(on=day, sort="date"))
        if not works:
            near = suggestions.nearest(suggestions.to_read(catalogue.works), day)
            if not near:
                raise NothingFoundError("No work in the catalogue is dated to the day.")
            messages.say(
                f"Nothing is dated {suggestions.in_words(day)}; "
                f"this is from {suggestions.in_words(near[0])}."
            )
            day = near[0]
            works = filters.select(catalogue, filters.Query(on=day, sort="date"))
        works_to_read = suggestions.to_read(works)
        print_each(catalogue, works_to_read, self, lambda work: suggestions.occasion(work, day))
