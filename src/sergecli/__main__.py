"""The way in: `serge`, and `python -m sergecli`."""

# The part of `signal` that is built into Python: the rest loads a dozen modules.
import _signal  # type: ignore[import-not-found]
import sys


def main() -> None:
    """Run the program; until a command does, Ctrl-C ends it silently.

    Nothing else is loaded before that is settled: an interruption in the middle of
    an import would be shown as a traceback.
    """
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        from sergecli import VERSIONS  # noqa: PLC0415 - nothing more is needed

        try:
            sys.stdout.write(f"{VERSIONS}\n")
            sys.stdout.flush()
        except OSError:
            # The command line will try again, and report it.
            pass
        else:
            return
    from sergecli.cli import app  # noqa: PLC0415 - see above

    app.main()


if __name__ == "__main__":
    main()
