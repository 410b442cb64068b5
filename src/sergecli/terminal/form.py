"""The form of an answer, and what shows it."""

from typing import TYPE_CHECKING, NamedTuple

from sergecli.terminal import capabilities
from sergecli.terminal.capabilities import Facts

if TYPE_CHECKING:
    from sergecli.terminal.template import Template


class Form(NamedTuple):
    """What standard output can show, and the form asked for.

    `fields` are the fields of `json` or of the template; an empty tuple means all.
    """

    facts: Facts
    json: bool = False
    fields: tuple[str, ...] = ()
    ids: bool = False
    template: "Template | None" = None

    @property
    def drawn(self) -> bool:
        """Whether the output is laid out for a person."""
        return self.facts.terminal and not (self.json or self.ids or self.template)

    def on_paper(self) -> "Form":
        """Return the form for the layout of a terminal in plain text."""
        return self._replace(facts=capabilities.on_paper(self.facts))
