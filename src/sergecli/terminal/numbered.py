"""A numbered list of works to choose from, for terminals that can only print."""

import sys
from collections.abc import Sequence

from sergecli.model.date_words import in_words
from sergecli.model.work import Work
from sergecli.terminal import messages


def pick(found: Sequence[Work]) -> Work | None:
    """List works and ask for a number; return that work, or None if the user chooses none."""
    for number, work in enumerate(found, 1):
        date = in_words(work.date, work.index_date)
        messages.say(f"{number}. {work.title}, {date}, {work.kind}")
    while found:
        # Standard output may be a pipe that gets only the id.
        sys.stderr.write("Number (Enter to leave): ")
        sys.stderr.flush()
        answer = input().strip()
        if not answer:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= len(found):
            return found[int(answer) - 1]
        messages.say(f"'{answer}' is not a number from 1 to {len(found)}")
    messages.say("No works match.")
    return None
