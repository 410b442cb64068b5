"""Bytes of an HTML page to text, as browsers do it (WHATWG Encoding Standard)."""

import codecs
import re

_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.IGNORECASE)
_ENOUGH = 4096
# What browsers read these as (WHATWG Encoding Standard, 4.2).
_WINDOWS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "latin_1": "cp1252"}
_PYTHONS_OWN = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-7", "utf-32"})


def decoded(raw: bytes) -> str:
    """Turn the bytes of a page into text: by its byte order mark, what it declares, or its bytes.

    Bytes that are sound UTF-8 are that whatever the page declares.
    """
    if raw.startswith(codecs.BOM_UTF8):
        return raw.decode("utf-8-sig", "replace")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        match = _CHARSET.search(raw[:_ENOUGH])
        return raw.decode(_codec(match[1].decode("ascii", "replace") if match else ""), "replace")


def _codec(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
        # Some of Python's codecs are not for text.
        " ".encode(name)
    except (LookupError, TypeError, ValueError):
        return "cp1252"
    return "cp1252" if name in {"utf-8", *_PYTHONS_OWN} else _WINDOWS.get(name, name)
