"""CSL-YAML, pandoc's form of CSL-JSON: a table with a list of `references`."""

import re

from sergecli.importers import csl_json, yaml_tables
from sergecli.importers.base import not_this_format
from sergecli.importers.entry import Entry
from sergecli.model.work import Head

# The fields that pandoc reads as Markdown and that may contain a title in italics.
_MARKDOWN = ("title", "container-title")
_EMPHASIS = re.compile(r"(?<!\w)([*_])(?=\S)([^*_]{1,300})(?<=\S)\1(?!\w)")


def read(text: str, head: Head | None) -> list[Entry]:
    """Read a .yaml file; raises CatalogueError with the line if it is not one."""
    for line, key, references in yaml_tables.read(text):
        if key == "references" and isinstance(references, list):
            return csl_json.read_items(((line, _in_html(one)) for one in references), head)
    raise not_this_format("is not CSL-YAML: it has no list of references")


def _in_html(item: object) -> object:
    """Return an item with CSL-JSON's tags instead of Markdown."""
    if not isinstance(item, dict):
        return item
    texts = {name: item[name] for name in _MARKDOWN if isinstance(item.get(name), str)}
    return item | {name: _EMPHASIS.sub(r"<i>\2</i>", text) for name, text in texts.items()}
