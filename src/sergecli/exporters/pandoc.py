"""Any other citation style, through pandoc's citeproc.

pandoc is a program of its own, or comes with the extra `csl`, which also brings the
collection of CSL styles.
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

from sergecli.errors import UsageError
from sergecli.exporters import csl_style

# With its extension for citations, Markdown has no bibliography that pandoc has made.
_WRITERS = {"text": "html", "markdown": "markdown-citations", "latex": "latex", "html": "html"}
# Three thousand works take apa 16 seconds and 300 MB.
_SECONDS = 120
_MEMORY = "500m"
_HEAP_EXHAUSTED = 251
_LONGEST_MESSAGE = 500
# The version of pandoc's JSON, which every pandoc since 3.0 reads.
_API = [1, 23]
# Nothing that is read here is to be had from elsewhere; should pandoc try, it fails at once.
_NOWHERE = dict.fromkeys(
    ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"
)


def bibliography(items: str, style: str, form: str) -> str:
    """Write a bibliography as `document` makes it: as text, markdown, latex or html.

    As text it has one entry or note a line.
    """
    made = run(
        document(items, style), "--from=json", f"--to={_WRITERS[form]}", "--wrap=none"
    ).decode()
    return _lines(made) if form == "text" else made


def document(items: str, style: str) -> str:
    """Make a bibliography of CSL-JSON items in a CSL style, or notes if it has none.

    `style` is a file or the name of a style of the collection. Returns pandoc's JSON.
    Raises UsageError where pandoc or the style is missing, or one of the two cannot
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
        # pandoc gets what was looked at, whatever becomes of the file.
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
    """Cite each item in a paragraph of its own."""
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
    """Take what a paragraph's only citation says, out of its footnote if it stands in one."""
    (cite,) = paragraph["c"]
    inside = cite["c"][1]
    if len(inside) == 1 and inside[0]["t"] == "Note":
        return list(inside[0]["c"])
    return [{"t": "Para", "c": inside}]


def run(given: str, *options: str) -> bytes:
    """Run pandoc with what it reads; it has bounded time and memory, and no network.

    Raises UsageError where there is no pandoc, or it fails.
    """
    command = [_program(), "+RTS", f"-M{_MEMORY}", "-RTS", "--sandbox", *options]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no option that a reader chooses
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
        raise UsageError(f"pandoc is not installed; get it, or: {csl_style.INSTALL}") from None


def _lines(html: str) -> str:
    """Return one entry a line, without markup."""
    entries = re.split(r'<div id="ref-[^<>]*>|<p>', html)[1:]
    plain = (" ".join(unescape(re.sub(r"<[^<>]+>", "", entry)).split()) for entry in entries)
    return "".join(f"{entry}\n" for entry in plain if entry)
