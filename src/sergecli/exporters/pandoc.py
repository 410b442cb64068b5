"""Any other citation style, through pandoc's citeproc.

pandoc is a separate program; the extra `csl` installs it, with the collection of CSL
styles.
"""

import json
import os
import re
import subprocess
from html import unescape
from importlib import import_module
from itertools import chain
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

from sergecli.errors import UsageError, extra
from sergecli.exporters import csl_style

# With the extension for citations, pandoc would not write the bibliography in Markdown.
_WRITERS = {"text": "html", "markdown": "markdown-citations", "latex": "latex", "html": "html"}
# The style apa takes 16 seconds and 300 MB for three thousand works.
_SECONDS = 120
_MEMORY = "500m"
_HEAP_EXHAUSTED = 251
_LONGEST_MESSAGE = 500
# The version of pandoc's JSON, which pandoc 3.0 and later read.
_API = [1, 23]
# pandoc should fetch nothing; if it tries, it fails at once.
_NOWHERE = dict.fromkeys(
    ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"
)


def bibliography(items: str, style: str, form: str) -> str:
    """Write the bibliography of `document` as text, markdown, latex or html.

    Text has one entry or note on each line.
    """
    made = run(
        document(items, style), "--from=json", f"--to={_WRITERS[form]}", "--wrap=none"
    ).decode()
    return _lines(made) if form == "text" else made


def document(items: str, style: str) -> str:
    """Return a bibliography of CSL-JSON items, or notes if the style has no bibliography.

    `style` is a file or the name of a style of the collection. Returns pandoc's JSON.
    Raises UsageError if pandoc or the style is missing, or one of the two cannot
    be used.
    """
    read = csl_style.read(style)
    try:
        made = _cited(items, read)
        if '"Str"' in made or items.strip() == "[]":
            return made
    except UsageError as error:
        raise UsageError(f"--csl: pandoc cannot use the style ‘{style}’: {error}") from None
    raise UsageError(f"--csl: the style ‘{style}’ writes nothing about these works")


def _cited(items: str, style: csl_style.Style) -> str:
    """Return the document of the bibliography, or of the notes, as pandoc's JSON."""
    with TemporaryDirectory(prefix="serge-") as directory:
        # pandoc gets the content that was checked, even if the file changes.
        file = Path(directory, "style.csl")
        file.write_bytes(style.content)
        options = ("--to=json", "--citeproc", f"--csl={file}")
        if style.has_bibliography:
            cited = json.loads(run(items, "--from=csljson", *options))
            return json.dumps({**cited, "meta": {}})
        listed = Path(directory, "items.json")
        listed.write_text(items, encoding="utf-8")
        document = {"pandoc-api-version": _API, "meta": {}, "blocks": _citations(items)}
        sources = f"--bibliography={listed}"
        cited = json.loads(run(json.dumps(document), "--from=json", sources, *options))
    return json.dumps({**document, "blocks": [*chain.from_iterable(map(_note, cited["blocks"]))]})


def _citations(items: str) -> list[Any]:
    """Return a document that cites each item in a separate paragraph."""
    citation = {
        "citationPrefix": [], "citationSuffix": [], "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0, "citationHash": 0,
    }  # fmt: skip
    cites = (
        {"t": "Cite", "c": [[{**citation, "citationId": item["id"]}], []]}
        for item in json.loads(items)
    )
    return [{"t": "Para", "c": [cite]} for cite in cites]


def _note(paragraph: dict[str, Any]) -> list[Any]:
    """Return the text of a paragraph's only citation, without the footnote around it, if any."""
    (cite,) = paragraph["c"]
    inside = cite["c"][1]
    if len(inside) == 1 and inside[0]["t"] == "Note":
        return list(inside[0]["c"])
    return [{"t": "Para", "c": inside}]


def run(given: str, *options: str) -> bytes:
    """Run pandoc on its input, with limited time and memory, and no network.

    Raises UsageError if pandoc is not installed, or fails.
    """
    command = [_program(), "+RTS", f"-M{_MEMORY}", "-RTS", "--sandbox", *options]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no option from the user
            command, input=given.encode("utf-8", "replace"), capture_output=True, check=False,
            timeout=_SECONDS, env=os.environ | _NOWHERE,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise UsageError(f"it takes more than {_SECONDS} seconds") from None
    if done.returncode == _HEAP_EXHAUSTED:
        raise UsageError(f"it takes more than {_MEMORY}B of memory")
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip()
        raise UsageError(message[:_LONGEST_MESSAGE])
    return done.stdout


def _program() -> str:
    program = which("pandoc")
    if program:
        return program
    try:
        return str(import_module("pypandoc").get_pandoc_path())
    except (ImportError, OSError):
        raise UsageError(f"pandoc is not installed; get it, or use {extra('csl')}") from None


def _lines(html: str) -> str:
    """Return a line for each entry, without markup."""
    entries = re.split(r'<div id="ref-[^<>]*>|<p>', html)[1:]
    plain = (" ".join(unescape(re.sub(r"<[^<>]+>", "", entry)).split()) for entry in entries)
    return "".join(f"{entry}\n" for entry in plain if entry)
