"""Text and addresses from files, made harmless for terminals, browsers and file formats."""

# Control characters (C0, DEL, C1), marks that change the direction of writing, and
# invisible separators become U+FFFD; line ends and tabs become spaces.
_UNSAFE = {
    **dict.fromkeys(range(0x20), "\ufffd"),
    **dict.fromkeys(range(0x7F, 0xA0), "\ufffd"),
    **dict.fromkeys((0x61C, 0x200E, 0x200F, 0xFEFF), "\ufffd"),
    **dict.fromkeys(range(0x2028, 0x202F), "\ufffd"),
    **dict.fromkeys(range(0x2066, 0x206A), "\ufffd"),
    **dict.fromkeys(map(ord, "\t\n\r"), " "),
}


def safe(raw: str) -> str:
    """Return the text on one line, without characters that control a terminal."""
    return raw if raw.isprintable() else raw.translate(_UNSAFE)


def safe_lines(raw: str) -> str:
    """Return a text of several lines, without characters that control a terminal."""
    return "\n".join(map(safe, raw.split("\n")))


def is_web_address(url: str) -> bool:
    """Return whether an address may be passed to a browser: http or https, with a host."""
    scheme, separator, rest = url.partition("://")
    return (
        scheme.lower() in {"http", "https"}
        and bool(separator)
        and rest[:1] not in {"", "/"}
        and url.isprintable()
        and " " not in url
    )


# RFC 3986 allows these nowhere in an address (brackets in the host only), and each is syntax
# in some file format.
_SYNTAX = {ord(mark): f"%{ord(mark):02X}" for mark in '"<>[\\]^`{|}'}


def _ascii(letter: str) -> str:
    if letter.isascii():
        return letter
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "surrogatepass"))


def percent_encoded(url: str, *, ascii_only: bool = False) -> str:
    """Write an address so that nothing in it is taken for Markdown, HTML, TeX or an escape.

    `ascii_only` is for terminals, whose links (OSC 8) have no other letters.
    """
    encoded = url.translate(_SYNTAX)
    if ascii_only and not encoded.isascii():
        encoded = "".join(map(_ascii, encoded))
    if "://[" in url:  # the host is an IPv6 address
        return encoded.replace("://%5B", "://[", 1).replace("%5D", "]", 1)
    return encoded
