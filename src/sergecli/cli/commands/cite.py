from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sergecli.cli import completion
from sergecli.cli.citation_options import Citation
from sergecli.cli.declare import argument, flag, options
from sergecli.cli.filter_options import Filters, nothing
from sergecli.cli.options import Command, Display, Source
from sergecli.errors import UnknownWorkError, UsageError
from sergecli.terminal import messages

if TYPE_CHECKING:
    from sergecli.cli.cited_names import CitedName
    from sergecli.exporters.compose import CitationOptions
    from sergecli.exporters.formats import ExportResult
    from sergecli.model.csl import Reference
    from sergecli.model.work import Catalogue, Head, Work
    from sergecli.search.filters import Query


class Cited(NamedTuple):
    """What is cited: the catalogue's head, the works, their references, and the options.

    `missing` has an error for each work without the edition asked for, `untitled` a warning
    for each edition whose title is not known.
    """

    head: "Head"
    works: "Sequence[Work]"
    references: "Sequence[Reference]"
    options: "CitationOptions"
    missing: "Sequence[UnknownWorkError]" = ()
    untitled: "Sequence[str]" = ()

    def composed(self) -> "ExportResult":
        """Return the citations as a text or a file, with what could not be carried."""
        from sergecli.exporters import compose

        return compose.compose(self.works, self.references, self.head, self.options)


@options
class Cite(Command, Filters, Citation, Display, Source):
    """Cite works, as one bibliography.

    Example: serge cite once-more-kronstadt --format biblatex
    Example: serge cite --year 1938 --style mla
    """

    names: list[str] | None = argument(
        "[ID…]",
        "Works, as for show; ID:45 also cites a page. All works if none is given.",
        completion.ids,
        default=None,
    )
    catalogue_itself: bool = flag("--catalogue-itself", "Cite the catalogue, not its works.")
    copy: bool = flag("--copy", "Put it on the terminal's clipboard, too (OSC 52).")

    def run(self) -> int | None:
        """Write the citations; raises UnknownWorkError, NothingFoundError."""
        if self.copy:
            from sergecli.terminal import clipboard

            clipboard.terminal()
        query = self.query()
        options = self.citation_options(own_order=bool(query.sort))
        cited = self._itself() if self.catalogue_itself else self._works(query, options)
        self._write(cited)
        for message in (*cited.untitled, *map(str, cited.missing)):
            messages.say(message)
        return UnknownWorkError.exit_code if cited.missing else None

    def _write(self, cited: Cited) -> None:
        from sergecli.catalogue import store

        composed = cited.composed()
        if self.output:
            store.save(self.output, composed.data or composed.text, force=self.force)
        else:
            print_citations(cited, composed, self)
        for warning in composed.warnings:
            messages.say(warning)
        if self.copy:
            from sergecli.terminal import clipboard

            clipboard.copy(composed.text)

    def _works(self, query: "Query", options: "CitationOptions") -> Cited:
        from sergecli.exporters import compose, editions
        from sergecli.search import filters

        catalogue, named = self._named(query)
        once = dict.fromkeys(work for work, _ in named)
        works = filters.select(once, query, catalogue.head.language)
        if not works:
            raise nothing(self, query)
        found, missing, untitled = editions.cited(
            works, catalogue.head, self.edition, self._wholes(catalogue, works)
        )
        if not found:
            raise missing[0]
        references = {work.id: reference for work, reference in found}
        kept = [(work, name) for work, name in named if work.id in references]
        if query.sort or query.reverse:
            places = {work.id: place for place, work in enumerate(works)}
            kept.sort(key=lambda pair: places[pair[0].id])
        options = options._replace(
            places=tuple(name.place or options.page for _, name in kept),
            headings=self._headings(kept),
            annotations={work.id: work.note for work, _ in kept} if self.annotated else None,
        )
        compose.check(options)
        return Cited(
            catalogue.head,
            [work for work, _ in kept],
            [references[work.id] for work, _ in kept],
            options,
            missing,
            untitled,
        )

    def _named(self, query: "Query") -> "tuple[Catalogue, list[tuple[Work, CitedName]]]":
        """Return the catalogue, and the works named in it, or else all.

        Raises UnknownWorkError, or UsageError for a file to write.
        """
        from sergecli.cli import cited_names
        from sergecli.exporters.formats import EXTENSIONS

        names = cited_names.read(self.names or ())
        if not names:
            catalogue = self.load(query.span)
            return catalogue, [(work, cited_names.CitedName(work.id)) for work in catalogue]
        catalogue = self.load_named([each.name for each in names])
        try:
            works = cited_names.find(catalogue, names)
        except UnknownWorkError:
            for each in names:
                if each.name.lower().endswith(EXTENSIONS):
                    raise UsageError(
                        f"{each.name}: to write a file, use --output {each.name}"
                    ) from None
            raise
        if len(works) != len(names):
            names = [cited_names.CitedName(work.id) for work in works]
        return catalogue, list(zip(works, names, strict=True))

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

    def _itself(self) -> Cited:
        from sergecli.citations import source

        if self.names:
            raise UsageError("--catalogue-itself cites no works; leave out the ids")
        head = self.load(()).head
        work, reference = source.catalogue_itself(head)
        return Cited(head, [work], [reference], self.citation_options(own_order=False))


def print_citations(cited: Cited, composed: "ExportResult", display: Display) -> None:
    """Print citations as they were composed; on a terminal, text is laid out for a reader."""
    options, form = cited.options, display.form()
    if options.format != "text" or not form.drawn:
        messages.write(composed.text)
        return
    from sergecli.citations.markup import Paragraph
    from sergecli.exporters import compose
    from sergecli.terminal import output, paragraphs

    if options.csl:
        entries = [Paragraph((line,)) for line in composed.text.splitlines() if line]
    else:
        entries = compose.paragraphs(cited.references, options)
    with output.screen(form) as screen:
        hanging = options.form == "bibliography"
        paragraphs.citations(screen, entries, hanging=hanging)
