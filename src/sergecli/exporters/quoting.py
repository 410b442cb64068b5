"""A text in double quotes, the same in JSON, YAML 1.2 and TOML 1.0.

JSON's strings (RFC 8259, section 7) are YAML's double-quoted scalars (section
7.3.1) and TOML's basic strings, as long as the slash is not escaped.
"""

import json
import re

# What the three allow but nobody should meet raw in a file, or on a terminal:
# controls, marks that turn the direction of writing, and noncharacters.
_UNSEEN = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def quote(text: str) -> str:
    """Put a text in double quotes; every reader gives back the same text."""
    return unseen(json.dumps(text, ensure_ascii=False))


def json_text(value: object) -> str:
    """Write JSON with two blanks a level, and a line end."""
    written = json.dumps(value, ensure_ascii=False, indent=2)
    return "\n".join(map(unseen, written.split("\n"))) + "\n"


def unseen(quoted: str) -> str:
    r"""Write as `\uXXXX` what a quoted text should not show."""
    return quoted if quoted.isprintable() else _UNSEEN.sub(_escape, quoted)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
