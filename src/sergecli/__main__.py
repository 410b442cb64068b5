"""The entry point of `serge` and `python -m sergecli`; each step loads only what it needs."""

import gc
import os
import sys


def main() -> None:
    """Run the program; until a command decides otherwise, Ctrl-C ends it silently.

    This is set before the program is loaded: an interrupted import would show a traceback.
    The garbage collector is off, since the program ends before reference cycles could use
    much memory.
    """
    gc.disable()
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        from sergecli import VERSIONS  # noqa: PLC0415 - the version is answered without the rest

        try:
            sys.stdout.write(f"{VERSIONS}\n")
            sys.stdout.flush()
        except OSError:
            # The command line tries again and reports the error.
            pass
        else:
            # The interpreter's clean-up would take longer than the answer.
            os._exit(0)
    try:
        import signal  # noqa: PLC0415 - --version is answered without it
    except KeyboardInterrupt:
        os._exit(130)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from sergecli.cli import process  # noqa: PLC0415 - only after Ctrl-C is settled

    process.main()


if __name__ == "__main__":
    main()
