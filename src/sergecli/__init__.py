"""The bibliography of Victor Serge (1890–1947).

`from sergecli import load, search, cite` is the whole of serge for notebooks
and sites; `docs/python.md` shows it.
"""

__version__ = "1.0.0"
__all__ = ["__version__", "cite", "load", "search"]

# Type checkers take this for true; `typing` has one too, but takes time to load.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from sergecli.door import cite, load, search
else:

    def __getattr__(name: str) -> object:
        """Open the door when it is asked for: the command line never does."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from sergecli import door  # noqa: PLC0415 - see above

        return getattr(door, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
