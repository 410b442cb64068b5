"""A program that serge runs has the keys of the terminal."""

import signal

from sergecli.terminal import child


def test_an_interrupt_is_left_to_the_child() -> None:
    before = signal.getsignal(signal.SIGINT)
    with child.has_terminal():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
