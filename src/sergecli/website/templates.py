"""Writes HTML, Atom and the sitemap from templates; the only module that loads Jinja.

Every text is escaped, and control characters are removed; only `Markup` is left as it is.
"""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sergecli.model.date_words import in_words
from sergecli.text.sanitize import is_web_address, percent_encoded, safe

_HERE = Path(__file__).parent / "templates"
# Unicode defines these as noncharacters, and XML does not allow them.
_NO_CHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")


def write(template: str, **values: object) -> str:
    """Fill in a template of this package's directory `templates`."""
    return _environment().get_template(template).render(values)


def source(name: str) -> Markup:
    """Return a style sheet or script from the same directory, unchanged."""
    return Markup((_HERE / name).read_text(encoding="utf-8"))  # noqa: S704 - it is our own


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["web"] = _web
    made.filters["words"] = in_words
    return made


def _shown(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """Remove from a text what could control a browser, or is not allowed in a file."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return safe(value).translate(_NO_CHARACTERS)
    return value


def _web(address: str) -> str:
    """Return an address if a link may lead to it; "" for all others, such as `javascript:`."""
    return percent_encoded(address) if is_web_address(address) else ""
