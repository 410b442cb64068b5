from sergecli.cli.declare import argument, options
from sergecli.cli.options import Command, chosen

_WHAT = ("catalogue", "json")


@options
class Schema(Command):
    """Print a JSON Schema for catalogues, or for the output of --json.

    Example: serge schema
    Example: serge schema json
    """

    what: str = argument(
        "[WHAT]",
        "catalogue (the default), or json: what --json prints of works.",
        _WHAT,
        default="catalogue",
    )

    def run(self) -> None:
        """Print the schema; raises UsageError."""
        from sergecli.model import schema
        from sergecli.terminal import plain

        what = chosen("serge schema", self.what, _WHAT)
        plain.dump(schema.of_json() if what == "json" else schema.of_catalogue())
