"""Every regular expression of the program takes time in proportion to the length of a text.

Each is tried on long texts of its own letters, which it nearly matches. A quadratic one takes
sixteen times as long for four times the letters, and would take minutes for a million.
"""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import sergecli
from tests.growth import in_proportion

# Letters that many patterns know as a kind: blanks, digits, words, marks.
_GENERAL = (" ", "a", "A", "1", "a ", ". ", "\n", "\u0301", "é", "“")
# What a text ends with, so that it doesn't match after all.
_ENDS = ("\0", "1x")
# What a module may do with a pattern.
_METHODS = frozenset(
    {"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
)
# Modules that look at so many letters at most, and refuse longer texts before.
_SHORT = {"sergecli.model.date_advice": 40, "sergecli.model.date_reader": 250}
# How a pattern is tried that its module hands on.
_HANDED_ON = frozenset({"match", "fullmatch"})
# At most so many units are made of the letters of one pattern.
_MOST_UNITS = 40
# The most seconds for a thousand letters, and for a million.
_AT_ONCE, _LONG = 0.2, 60


class Used(NamedTuple):
    """A pattern, where it is, and the methods with which its module uses it."""

    name: str
    pattern: re.Pattern[str]
    methods: frozenset[str]


def _patterns() -> Iterator[Used]:
    """Give every pattern that a module has compiled, or gives to `re` as a text."""
    for found in pkgutil.walk_packages(sergecli.__path__, "sergecli."):
        if found.name.endswith("__main__") or found.name in _SHORT:
            continue
        module = importlib.import_module(found.name)
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for name, value in vars(module).items():
            methods = _METHODS & {*re.findall(rf"\b{name}\.(\w+)\(", source)} or _HANDED_ON
            for pattern in _within(value):
                yield Used(f"{found.name}.{name}", pattern, methods)
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=method),
                    args=[ast.Constant(value=str(text)), *_],
                ) if method not in {"compile", "escape"}:
                    name = f"{found.name}:{node.lineno}"
                    yield Used(name, re.compile(text), frozenset({method}))


def _within(value: object) -> Iterator[re.Pattern[str]]:
    """Give the patterns that are a value, or stand in it."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict | list | tuple | frozenset):
        within: Iterable[object] = value.values() if isinstance(value, dict) else value
        for one in within:
            yield from _within(one)


def _units(pattern: re.Pattern[str]) -> list[str]:
    """Give short texts to be repeated, of letters that a pattern names, and general ones."""
    named = dict.fromkeys(re.findall(r"[^\\()\[\]{}|?*+^$]|(?<=\\)[^\w\s]", pattern.pattern))
    letters = [*named, *_GENERAL][:8]
    pairs = map("".join, permutations(letters, 2))
    words = re.findall(r"[A-Za-z]{3,}", pattern.pattern)[:4]
    units = [*named, *_GENERAL, *words, *(f"{word} " for word in words), *pairs]
    return list(dict.fromkeys(units))[:_MOST_UNITS]


def _seconds(used: Used, unit: str, end: str, count: int) -> float:
    """Give how long it takes to use a pattern on a text of so many letters as its module does."""
    text = (unit * count)[:count] + end
    started = time.process_time()
    if "match" in used.methods:
        used.pattern.match(text)
    if "fullmatch" in used.methods:
        used.pattern.fullmatch(text)
    if used.methods - _HANDED_ON:
        for _ in used.pattern.finditer(text):
            pass
    return time.process_time() - started


def _fault(used: Used) -> str:
    """Say with which text a pattern takes more than its time, if there is one."""
    tried: list[tuple[float, str, str]] = []
    # A cubic one is noticed before it is given many letters.
    for count in (200, 1_000):
        tried = [
            (_seconds(used, unit, end, count), unit, end)
            for unit in _units(used.pattern)
            for end in _ENDS
        ]
        seconds, unit, end = max(tried)
        if seconds > _AT_ONCE:
            return f"{used.name}: {seconds:.3f} s for {count} letters of {unit!r} and {end!r}"
    for _, unit, end in sorted(tried)[-3:]:
        if not in_proportion(partial(_seconds, used, unit, end), 20_000):
            return f"{used.name}: takes more than its time for {unit!r} and {end!r}"
    _, unit, end = max(tried)
    seconds = _seconds(used, unit, end, 1_000_000)
    return f"{used.name}: {seconds:.0f} s for a million of {unit!r}" if seconds > _LONG else ""


def test_dates_are_short() -> None:
    for name, longest in _SHORT.items():
        assert longest >= importlib.import_module(name)._LONGEST


def test_every_pattern_takes_time_in_proportion() -> None:
    patterns = list({(used.pattern, used.methods): used for used in _patterns()}.values())
    print(f"{len(patterns)} patterns")
    assert len(patterns) > 200
    assert [fault for used in patterns if (fault := _fault(used))] == []


def test_a_quadratic_pattern_is_noticed() -> None:
    for pattern, method in ((r" +x", "sub"), (r"a+b", "finditer")):
        assert _fault(Used("quadratic", re.compile(pattern), frozenset({method})))
