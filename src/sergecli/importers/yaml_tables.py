"""Reads YAML as a table of texts, lists and tables; the only module that imports PyYAML.

It is read event by event: every scalar is a text, whatever it looks like, and
tags, anchors and aliases are refused, so that a file can't create other objects, or
expand while it is read.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import yaml

from sergecli.importers.base import not_this_format

# Use libyaml's parser if it is available: it is thirty times as fast.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEPEST = 12
_NULL = frozenset({"~", "null", "Null", "NULL"})


def read(text: str) -> Iterator[tuple[int, str, object]]:
    """Yield line, key and value of each entry, of which the file is one table.

    Raises CatalogueError for what is not that, with the line.
    """
    events = _events(text)
    for event in events:
        if isinstance(event, yaml.ScalarEvent) and not event.value:
            continue
        if not isinstance(event, yaml.MappingStartEvent):
            raise not_this_format("is not Hayagriva, which is a table of entries", _line(event))
        for key in events:
            if isinstance(key, yaml.MappingEndEvent):
                break
            yield _line(key), _key(key), _value(next(events), events, 1)


def _events(text: str) -> Iterator[Any]:
    """Yield what the file has, without its frame; raises CatalogueError for what is not read."""
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                raise not_this_format(
                    "has a tag, an anchor or an alias, which are not read", _line(event)
                )
            if isinstance(
                event, yaml.ScalarEvent | yaml.CollectionStartEvent | yaml.CollectionEndEvent
            ):
                yield event
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", "") or "it has a character that YAML does not allow"
        raise not_this_format(f"is not YAML: {said}", mark.line + 1 if mark else 0) from None


def _line(event: Any) -> int:  # noqa: ANN401 - of any sort
    return int(event.start_mark.line) + 1


def _key(event: Any) -> str:  # noqa: ANN401 - of any sort
    if not isinstance(event, yaml.ScalarEvent):
        raise not_this_format("has a key that is not text", _line(event))
    return str(event.value)


def _value(event: Any, events: Iterator[Any], depth: int) -> Any:  # noqa: ANN401 - of any sort
    """Build a text, a list or a table."""
    if depth > _DEEPEST:
        raise not_this_format("is nested too deeply", _line(event))
    if isinstance(event, yaml.ScalarEvent):
        # Without quotation marks these mean nothing (YAML 1.2.2, section 10.2.1.1).
        return "" if event.implicit[0] and event.value in _NULL else event.value
    if isinstance(event, yaml.SequenceStartEvent):
        until = takewhile(lambda one: not isinstance(one, yaml.SequenceEndEvent), events)
        return [_value(one, events, depth + 1) for one in until]
    table: dict[str, Any] = {}
    for key in takewhile(lambda one: not isinstance(one, yaml.MappingEndEvent), events):
        name, value = _key(key), _value(next(events), events, depth + 1)
        # A second one is reported as dropped under this name.
        table[f"{name} (given twice)" if name in table else name] = value
    return table
