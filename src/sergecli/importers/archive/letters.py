"""Who wrote a letter and to whom, as its title says."""

import re
from typing import NamedTuple

from sergecli.text.folding import fold

_FORMS = (
    re.compile(
        r"(?:(?:an? )?(?:open )?letter )?to (?P<to>.+)"
        r"|(?:brief|lettre|carta|lettera) (?:an|a|à) (?P<other>.+)",
        re.IGNORECASE,
    ),
    re.compile(r"(?:(?:an? )?letter )?from (?P<sender>.+?)(?: to (?P<to>.+))?", re.IGNORECASE),
    re.compile(r"(?P<sender>.+?) to (?P<to>.+)"),
)
_PERSON = re.compile(
    r"(?:[^\W\d_a-z][\w’'-]*\.?|[A-Z]\.-?[A-Z]\.)"
    r"(?: (?:[^\W\d_a-z][\w’'-]*\.?|[A-Z]\.-?[A-Z]\.|van|von|der|den|de|la|du|di|da)){1,4}"
)
# Words of what may be written to like a person, or written like a letter.
_ORGANISATIONS = """
american answer appeal berlin board bolshevik british bureau central committee communist comrade
comrades conference congress council daily editor editorial editors executive farewell federation
foreign french friends german greetings group herald international introduction italian labor
labour league letter letters london message moscow new note notes open paris party polish post
preface press reply review russian secretariat socialist society soviet spanish students times
union unions workers world young youth
"""
_NOT_NAMES = frozenset(_ORGANISATIONS.split())


class Parties(NamedTuple):
    """The sender and the recipient of a letter; "" for one that is not plainly a person."""

    sender: str = ""
    recipient: str = ""


def parties(title: str) -> Parties:
    """Read "Letter to Anna Keller", "From Max Frei", "Max Frei to Anna Keller"."""
    match = next((found for form in _FORMS if (found := form.fullmatch(title))), None)
    said = match.groupdict() if match else {}
    sender = person(said.get("sender"))
    recipient = person(said.get("to") or said.get("other"))
    # In “Introduction to Anna Keller” and “Good Wishes to the Miners” nobody is a sender.
    if said.get("sender") and not (sender and (recipient or not said["to"])):
        return Parties()
    return Parties(sender, recipient)


def person(words: str | None) -> str:
    """Return a text if it is plainly the name of a person, else ""."""
    is_name = words and _PERSON.fullmatch(words) and _NOT_NAMES.isdisjoint(fold(words).split())
    return words if words and is_name else ""
