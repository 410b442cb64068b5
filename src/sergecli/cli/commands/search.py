from dataclasses import replace

from sergecli.cli.declare import argument, flag, option, options
from sergecli.cli.filter_options import PLACES, Filters, nothing
from sergecli.cli.options import Command, Output, Source, chosen
from sergecli.text.english import joined

_TITLE = "title"


@options
class Search(Command, Filters, Output, Source):
    """Search for works in any spelling; the best match comes first.

    Example: serge search cronstadt
    Example: serge search open letter --in title
    """

    words: list[str] = argument("WORDS…", "Words of a title, or a name.")
    in_: str = option(
        "WHERE",
        "title, to search only titles; or index, beyond or all (as for list).",
        (*PLACES, _TITLE),
        panel="Filters",
        name="--in",
        default="all",
    )
    score: bool = flag("--score", "Show how well each result matched.")

    def run(self) -> None:
        """Print the works found; raises NothingFoundError."""
        from sergecli.search import filters, fuzzy, lookup
        from sergecli.terminal import messages, output

        form = self.form()
        titles_only = chosen("--in", self.in_, (*PLACES, _TITLE)) == _TITLE
        query = (replace(self, in_="all") if titles_only else self).query()
        index, words = self.index(), " ".join(self.words)
        hits = {hit.work.id: hit for hit in fuzzy.search(index, words, titles_only=titles_only)}
        found = [hit.work for hit in hits.values()]
        works = filters.select(found, query, self.language_of_texts())
        if not hits:
            raise lookup.nothing(self.load().works, words)
        if not works:
            raise nothing(self, query, f"No works match both '{words}' and the filters.")
        left_out = dict.fromkeys(hits[work.id].missing for work in works)
        if any(left_out):
            missing = joined((f"'{word}'" for word in left_out if word), "or")
            begun = "No work matches" if all(left_out) else "Not all works match"
            messages.say(f"{begun} every word; left out: {missing}.")
        output.hits(form, [hits[work.id] for work in works], len(index), scores=self.score)
