"""The questions of serge add, one for each field; an invalid answer is explained and repeated."""

import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from sergecli.errors import CatalogueError, NothingFoundError, UsageError
from sergecli.importers import deduplicate
from sergecli.model.date_words import in_words
from sergecli.model.edtf import parse
from sergecli.model.identifiers import language_error
from sergecli.model.kinds import WHOLE_BOOKS
from sergecli.model.work import Catalogue
from sergecli.terminal import messages

_Answer = str | list[str]


class _Question(NamedTuple):
    """The question for a field; fields of the first publication have a dot in their names."""

    field: str
    text: str
    many: bool = False


_QUESTIONS = (
    _Question("title", "Title"),
    _Question("kind", "Kind (article, book, letter, novel …)"),
    _Question("date", "Date (1938-04-28, 1938-04, 1938, 1928~, 194X, 1926/1929)"),
    _Question("authors", "Authors, if others (separate with ;)", many=True),
    _Question("signed_as", "Signed, if with another name"),
    _Question("recipient", "Recipient"),
    _Question("written_at", "Written at (place)"),
    _Question("language", "Language of the original (en, fr, ru …)"),
    _Question("original_title", "Title of the original"),
    _Question("first_publication.container", "First published in (periodical, or book)"),
    _Question("first_publication.volume", "Volume"),
    _Question("first_publication.issue", "Number"),
    _Question("first_publication.pages", "Pages (211–212)"),
    _Question("first_publication.publisher", "Publisher of the book"),
    _Question("first_publication.place", "Place of publication"),
    _Question("first_publication.date", "Date of publication"),
    _Question("first_publication.translators", "Its translators (separate with ;)", many=True),
    _Question("first_publication.editors", "Editors of the book (separate with ;)", many=True),
    _Question("first_publication.isbn", "ISBN"),
    _Question("first_publication.language", "Its language, if not the catalogue's (fr, ru …)"),
    _Question("url", "Address of the text (https://…)"),
    _Question("note", "Note (uncertainties, and what a reader should know)"),
    _Question("sources", "Sources of this information (separate with ;)", many=True),
)
_REQUIRED = frozenset({"title", "kind"})
_LETTER = frozenset({"letter", "correspondence"})
# Asked only if the text was published in a periodical or a book.
_OF_A_PART = frozenset({"volume", "issue", "pages"})
_HEAD = (
    _Question("title", "Title of the catalogue (The Writings of …)"),
    _Question("author", "Its author"),
    _Question("language", "Language of the texts (en, fr, ru …)"),
)


def can_ask() -> bool:
    """Return whether there is a terminal on which to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def confirmed(question: str, *, default: bool) -> bool:
    """Ask for yes or no; an empty answer means the default, and the end of input means no."""
    try:
        answer = _ask(question).lower()
    except EOFError:
        messages.write("\n")
        return False
    return answer in {"y", "yes"} or (default and answer not in {"n", "no"})


def agreed(question: str) -> bool:
    """Ask for permission to write; raises UsageError without a terminal."""
    if not can_ask():
        raise UsageError("Can't ask for confirmation without a terminal; use --yes.")
    return confirmed(question, default=False)


def record(given: Mapping[str, Any], present: Catalogue) -> dict[str, Any]:
    """Ask for the fields of a record not yet given; an empty answer leaves a field out.

    Raises NothingFoundError at the end of input, and KeyboardInterrupt.
    """
    values = dict(given)
    messages.say("Press Enter to skip a field, Ctrl-C to stop without changes.")
    for question in _QUESTIONS:
        if question.field.split(".")[0] not in given and _applies(question, values):
            answer = _answer(question, partial(_problems, present))
            _put(values, question.field, answer)
    return values


def head() -> dict[str, str]:
    """Ask for the head of a new catalogue; raises as `record` does."""
    messages.say("This catalogue does not exist yet. Press Ctrl-C to stop without changes.")
    return {question.field: str(_answer(question, _head_problems)) for question in _HEAD}


def _applies(question: _Question, values: Mapping[str, Any]) -> bool:
    if question.field == "recipient":
        return values.get("kind") in _LETTER
    _, inside, field = question.field.partition("first_publication.")
    if field in _OF_A_PART:
        return "container" in values.get("first_publication", {})
    book = field == "publisher" and values.get("kind") in WHOLE_BOOKS
    return not inside or field == "container" or book or "first_publication" in values


def _ask(question: str) -> str:
    """Ask until the answer can be decoded; raises EOFError."""
    while True:
        try:
            return messages.ask(question).strip()
        except UnicodeDecodeError as error:
            messages.say(f"  not valid {error.encoding.upper()}; type it again")


def _answer(question: _Question, check: Callable[[_Question, _Answer], list[str]]) -> _Answer:
    """Ask until `check` finds no problem; raises NothingFoundError at the end of input."""
    while True:
        try:
            typed = _ask(f"{question.text}: ")
        except EOFError:
            messages.write("\n")
            raise NothingFoundError("Nothing was added.") from None
        parts = [part.strip() for part in typed.split(";") if part.strip()]
        answer = parts if question.many else typed
        problems = check(question, answer)
        for problem in problems:
            messages.say(f"  {problem}")
        if not problems:
            if typed and question.field.endswith("date"):
                messages.say(f"  that is: {in_words(parse(typed))}")
            return answer


def _head_problems(question: _Question, answer: _Answer) -> list[str]:
    if not answer:
        return ["is required"]
    wrong = language_error(str(answer)) if question.field == "language" else ""
    return [wrong] if wrong else []


def _put(values: dict[str, Any], field: str, answer: _Answer) -> None:
    outer, _, inner = field.partition(".")
    if answer and inner:
        values.setdefault(outer, {})[inner] = answer
    elif answer:
        values[outer] = answer


def _problems(present: Catalogue, question: _Question, answer: _Answer) -> list[str]:
    """Return what is wrong with an answer, by the rules for catalogues."""
    if not answer:
        return ["is required"] if question.field in _REQUIRED else []
    values: dict[str, Any] = {"title": "T", "kind": "text"}
    _put(values, question.field, answer)
    try:
        deduplicate.draft(values, present)
    except CatalogueError as error:
        return [problem.message for problem in error.problems]
    return []
