"""The entry point of `serge` and `python -m sergecli`."""

# The part of `signal` that is built into Python: the rest loads a dozen modules.
import _signal  # type: ignore[import-not-found]
import gc
import os
import sys


def main() -> None:
    """Run the program; until a command decides otherwise, Ctrl-C ends it silently.

    This is set before anything else is loaded: an interrupted import would show a
    traceback. The garbage collector is off, since the program ends before reference cycles
    could use much memory.
    """
    gc.disable()
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        from sergecli import VERSIONS  # noqa: PLC0415 - nothing more is needed

        try:
            sys.stdout.write(f"{VERSIONS}\n")
            sys.stdout.flush()
        except OSError:
            # The command line tries again and reports the error.
            pass
        else:
            # The interpreter's clean-up would take longer than the answer.
            os._exit(0)
    from sergecli.cli import app  # noqa: PLC0415 - see above

    app.main()


if __name__ == "__main__":
    main()
