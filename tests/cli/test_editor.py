"""A signal that is to end serge while it edits always ends it."""

import gc
import os
import signal
import time
import weakref

import pytest

from sergecli.cli.editor import EndedError, signals_raised


class _Held:
    """Something that Python calls back about when it is gone."""


def _struck_in_a_callback() -> None:
    held = _Held()
    watched = weakref.ref(held, lambda _: signal.raise_signal(signal.SIGTERM))
    with signals_raised():
        del held
        gc.collect()
        assert watched() is None
        time.sleep(5)


@pytest.mark.skipif(os.name != "posix", reason="the signals are those of POSIX")
def test_a_signal_in_a_callback_of_python_s_own_is_not_dropped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(EndedError) as ended:
        _struck_in_a_callback()
    assert ended.value.number == signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert capsys.readouterr().err == ""
