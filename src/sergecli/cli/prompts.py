"""The questions of `serge add`, one a field; a wrong answer is explained and asked again."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sergecli.errors import CatalogueError
from sergecli.importers import deduplicate
from sergecli.model.edtf import parse, words
from sergecli.model.identifiers import language_fault
from sergecli.model.kinds import WHOLE_BOOKS
from sergecli.model.work import Catalogue
from sergecli.terminal import lines


class _Question(NamedTuple):
    """What is asked of a field; a field of the first printing has a point in its name."""

    field: str
    said: str
    many: bool = False


_QUESTIONS = (
    _Question("title", "Title"),
    _Question("kind", "Kind (article, book, letter, novel …)"),
    _Question("date", "Date (1938-04-28, 1938-04, 1938, 1928~, 194X, 1926/1929)"),
    _Question("authors", "Authors, if others; with ; between them", many=True),
    _Question("signed_as", "Signed, if by another name"),
    _Question("recipient", "To whom"),
    _Question("written_at", "Where it was written"),
    _Question("language", "Language of the original (en, fr, ru …)"),
    _Question("original_title", "Title of the original"),
    _Question("first_publication.container", "Where it first appeared (periodical, or book)"),
    _Question("first_publication.volume", "Volume"),
    _Question("first_publication.issue", "Number"),
    _Question("first_publication.pages", "Pages (211–212)"),
    _Question("first_publication.publisher", "Publisher, of a book"),
    _Question("first_publication.place", "Place"),
    _Question("first_publication.date", "When"),
    _Question(
        "first_publication.translators", "Translators of that; with ; between them", many=True
    ),
    _Question("first_publication.editors", "Editors, of a book; with ; between them", many=True),
    _Question("first_publication.isbn", "ISBN"),
    _Question(
        "first_publication.language", "Language of that, if it is not the catalogue's (fr, ru …)"
    ),
    _Question("url", "Address of the text (https://…)"),
    _Question("note", "Note (doubts, and what a reader should know)"),
    _Question("sources", "Sources of all this; with ; between them", many=True),
)
_REQUIRED = frozenset({"title", "kind"})
_LETTER = frozenset({"letter", "correspondence"})
# What is asked of a text that stands in something; all else of a printing, once that is known.
_HELD = frozenset({"volume", "issue", "pages"})
_HEAD = (
    _Question("title", "Title of the catalogue (The Writings of …)"),
    _Question("author", "Its author"),
    _Question("language", "Language of the texts (en, fr, ru …)"),
)


def record(given: Mapping[str, Any], present: Catalogue) -> dict[str, Any]:
    """Ask for the fields of a record that were not given; nothing said leaves a field out.

    Raises EOFError or KeyboardInterrupt when the reader has had enough.
    """
    values = dict(given)
    lines.say("Enter leaves a field out; Ctrl-C leaves everything as it is.")
    for question in _QUESTIONS:
        if question.field.split(".")[0] not in given and _applies(question, values):
            _put(values, question.field, _answer(question, present))
    return values


def _applies(question: _Question, values: Mapping[str, Any]) -> bool:
    if question.field == "recipient":
        return values.get("kind") in _LETTER
    _, inside, field = question.field.partition("first_publication.")
    if field in _HELD:
        return "container" in values.get("first_publication", {})
    book = field == "publisher" and values.get("kind") in WHOLE_BOOKS
    return not inside or field == "container" or book or "first_publication" in values


def head() -> dict[str, str]:
    """Ask for the head of a new catalogue; raises EOFError or KeyboardInterrupt likewise."""
    lines.say("This catalogue is not there yet. Ctrl-C leaves everything as it is.")
    return {question.field: _of_head(question) for question in _HEAD}


def _of_head(question: _Question) -> str:
    while True:
        said = lines.ask(f"{question.said}: ").strip()
        wrong = language_fault(said) if said and question.field == "language" else ""
        wrong = wrong or ("" if said else "cannot be left out")
        if not wrong:
            return said
        lines.say(f"  {wrong}")


def _put(values: dict[str, Any], field: str, answer: str | list[str]) -> None:
    outer, _, inner = field.partition(".")
    if answer and inner:
        values.setdefault(outer, {})[inner] = answer
    elif answer:
        values[outer] = answer


def _answer(question: _Question, present: Catalogue) -> str | list[str]:
    while True:
        said = lines.ask(f"{question.said}: ").strip()
        answer = _split(said) if question.many else said
        faults = _faults(question, answer, present)
        for fault in faults:
            lines.say(f"  {fault}")
        if not faults:
            _read_back(question, said)
            return answer


def _split(said: str) -> list[str]:
    return [part.strip() for part in said.split(";") if part.strip()]


def _faults(question: _Question, answer: str | list[str], present: Catalogue) -> list[str]:
    """Say what is wrong with one answer, as the reader of a catalogue would."""
    if not answer:
        return ["cannot be left out"] if question.field in _REQUIRED else []
    values: dict[str, Any] = {"title": "T", "kind": "text"}
    _put(values, question.field, answer)
    try:
        deduplicate.draft(values, present)
    except CatalogueError as error:
        return [fault.message for fault in error.problems]
    return []


def _read_back(question: _Question, said: str) -> None:
    if said and question.field.endswith("date"):
        lines.say(f"  that is: {words(parse(said))}")
