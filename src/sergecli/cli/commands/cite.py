"""The command cite."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sergecli.cli import completion
from sergecli.cli.citation_options import Citation
from sergecli.cli.declare import argument, flag, options
from sergecli.cli.filter_options import Filters, nothing
from sergecli.cli.options import Command, Display, Source
from sergecli.errors import ExitCode, UnknownWorkError, UsageError

if TYPE_CHECKING:
    from sergecli.cli.cited_names import CitedName
    from sergecli.exporters.compose import CitationOptions
    from sergecli.model.csl import Reference
    from sergecli.model.work import Catalogue, Head, Work
    from sergecli.search.filters import Query


class _Cited(NamedTuple):
    """What is cited: the catalogue's head, the works, their references, and the options.

    `missing` has an error for each work without the edition asked for.
    """

    head: "Head"
    works: "Sequence[Work]"
    references: "Sequence[Reference]"
    options: "CitationOptions"
    missing: "Sequence[UnknownWorkError]"


@options
class Cite(Command, Filters, Citation, Display, Source):
    """Cite works, as one bibliography.

    Example: serge cite once-more-kronstadt --format biblatex
    Example: serge cite --year 1938 --style mla
    """

    names: list[str] | None = argument(
        "[ID…]",
        "As for show, with a place in an id: ID:45; without any, all works.",
        completion.ids,
        default=None,
    )
    catalogue_itself: bool = flag("--catalogue-itself", "Cite the catalogue, not its works.")
    copy: bool = flag("--copy", "Put it on the terminal's clipboard, too (OSC 52).")

    def run(self) -> int:
        """Write the citations; raises UnknownWorkError, NothingFoundError."""
        from sergecli.terminal import messages

        if self.copy:
            from sergecli.terminal import clipboard

            clipboard.terminal()
        query = self.query()
        options = self.citation_options(own_order=bool(query.sort))
        cited = self._itself() if self.catalogue_itself else self._works(query, options)
        self._write(cited)
        for error in cited.missing:
            messages.say(str(error))
        return UnknownWorkError.exit_code if cited.missing else ExitCode.FOUND

    def _write(self, cited: "_Cited") -> None:
        from sergecli.catalogue import store
        from sergecli.exporters import compose
        from sergecli.terminal import messages

        options, references = cited.options, cited.references
        to_read = options.format == "text" and self.form().drawn and not self.output
        composed = None
        if self.copy or not to_read or options.csl:
            composed = compose.compose(cited.works, references, cited.head, options)
        if to_read and not options.csl:
            _show_entries(references, options, self)
        elif composed and to_read:
            _show_paragraphs(composed.text, self)
        elif composed and self.output:
            store.save(self.output, composed.data or composed.text, force=self.force)
        elif composed:
            messages.write(composed.text)
        for warning in composed.warnings if composed else compose.warnings(references, options):
            messages.say(warning)
        if composed and self.copy:
            from sergecli.terminal import clipboard

            clipboard.copy(composed.text)

    def _works(self, query: "Query", options: "CitationOptions") -> "_Cited":
        from sergecli.cli import cited_names
        from sergecli.exporters import compose, editions
        from sergecli.search import filters, lookup

        names = cited_names.read(self.names or ())
        typed = [each.name for each in names]
        catalogue = self.load_named(typed) if names else self.load(query.span)
        named = lookup.find(catalogue, typed) if names else list(catalogue)
        if len(named) != len(names):
            names = [cited_names.CitedName(work.id) for work in named]
        works = filters.select(dict.fromkeys(named), query, catalogue.head.language)
        if not works:
            raise nothing(self, query)
        found, missing = editions.cited(
            works, catalogue.head, self.edition, self._wholes(catalogue, works)
        )
        if not found:
            raise missing[0]
        references = {work.id: reference for work, reference in found}
        kept = [
            (work, name) for work, name in zip(named, names, strict=True) if work.id in references
        ]
        if query.sort or query.reverse:
            places = {work.id: place for place, work in enumerate(works)}
            kept.sort(key=lambda pair: places[pair[0].id])
        options = options._replace(
            places=tuple(name.place or options.page for _, name in kept),
            headings=self._headings(kept),
            annotations={work.id: work.note for work, _ in kept} if self.annotated else None,
        )
        compose.check(options)
        return _Cited(
            catalogue.head,
            [work for work, _ in kept],
            [references[work.id] for work, _ in kept],
            options,
            missing,
        )

    def _wholes(self, catalogue: "Catalogue", works: "Sequence[Work]") -> "dict[str, Work]":
        """Return the works of which others are parts, by id."""
        ids = {work.part_of for work in works} - {""}
        whole = catalogue if catalogue.has(ids) else self.load(list(ids))
        return {work.id: work for work in whole if work.id in ids}

    def _headings(
        self, cited: "Sequence[tuple[Work, CitedName]]"
    ) -> "dict[str, tuple[str, ...]] | None":
        if self.group:
            from sergecli.cli import groups

            return groups.headings(self.group, [work for work, _ in cited])
        if any(name.headings for _, name in cited):
            headings: dict[str, tuple[str, ...]] = {}
            for work, name in cited:
                headings.setdefault(work.id, name.headings)
            return headings
        return None

    def _itself(self) -> "_Cited":
        from sergecli.citations import source

        if self.names:
            raise UsageError("--catalogue-itself cites no works; leave out the ids")
        head = self.load(()).head
        work, reference = source.catalogue_itself(head)
        return _Cited(head, [work], [reference], self.citation_options(own_order=False), [])


def print_citations(catalogue: "Catalogue", works: "Sequence[Work]", display: Display) -> None:
    """Print citations of works in the default style."""
    from sergecli.exporters import compose
    from sergecli.terminal import messages

    references, options = compose.references(works, catalogue.head), compose.CitationOptions()
    if display.form().drawn:
        _show_entries(references, options, display)
        return
    composed = compose.compose(works, references, catalogue.head, options)
    messages.write(composed.text)
    for warning in composed.warnings:
        messages.say(warning)


def _show_paragraphs(text: str, display: Display) -> None:
    """Show entries, one per line of the text, on a terminal."""
    from sergecli.terminal import output, paragraphs

    with output.screen(display.form()) as screen:
        lines = [(line,) for line in text.splitlines() if line]
        paragraphs.citations(screen, [paragraphs.Entry(line) for line in lines])


def _show_entries(
    references: "Sequence[Reference]", options: "CitationOptions", display: Display
) -> None:
    """Show citations on a terminal."""
    from sergecli.exporters import compose
    from sergecli.terminal import messages, output, paragraphs

    with output.screen(display.form()) as screen:
        hanging = options.form == "bibliography"
        written = compose.paragraphs(references, options)
        entries = [paragraphs.Entry(one.markup, one.annotation, one.level) for one in written]
        paragraphs.citations(screen, entries, hanging=hanging)
    for warning in compose.warnings(references, options):
        messages.say(warning)
