"""Text in double quotes that JSON, YAML 1.2 and TOML 1.0 read alike.

JSON's strings (RFC 8259, section 7) are YAML's double-quoted scalars (section
7.3.1) and TOML's basic strings, as long as the slash is not escaped.
"""

import json
import re

# Characters that the three allow, but that should not be raw in a file or on a terminal:
# controls, marks that change the direction of writing, and noncharacters.
_UNSEEN = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# Characters that could end a script element, or start a comment in it.
_MARKUP = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>&"})


def quote(text: str) -> str:
    """Put a text in double quotes; all three formats read the same text from it."""
    return unseen(json.dumps(text, ensure_ascii=False))


def json_text(value: object, *, ascii_only: bool = False) -> str:
    """Write JSON with an indent of two spaces, and a newline at the end."""
    return unseen(json.dumps(value, ensure_ascii=ascii_only, indent=2)) + "\n"


def unseen(quoted: str) -> str:
    r"""Write invisible characters of a quoted text as `\uXXXX`."""
    return quoted if quoted.isprintable() else _UNSEEN.sub(_escape, quoted)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def in_script(written: str) -> str:
    r"""Return JSON that is safe in a script element of HTML, with `<`, `>` and `&` as `\uXXXX`."""
    return written.translate(_MARKUP)
