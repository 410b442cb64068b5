"""The way in: `serge`, and `python -m sergecli`."""

# The part of `signal` that is built into Python: the rest loads a dozen modules.
import _signal  # type: ignore[import-not-found]


def main() -> None:
    """Run the program; until a command does, Ctrl-C ends it without a word.

    Nothing else is loaded before that is settled: an interruption in the middle of
    an import would be shown as a traceback.
    """
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    from sergecli.cli import app  # noqa: PLC0415 - see above

    app.main()


if __name__ == "__main__":
    main()
