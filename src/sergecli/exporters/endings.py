"""File extensions and their formats."""

from pathlib import PurePath

from sergecli.errors import UsageError

# If formats share an extension, it means the first unless another is asked for.
_ENDINGS = {
    "text": (".txt",),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm"),
    "latex": (".tex",),
    "docx": (".docx",),
    "odt": (".odt",),
    "rtf": (".rtf",),
    "biblatex": (".bib",),
    "bibtex": (".bib",),
    "ris": (".ris",),
    "csl-json": (".json",),
    "hayagriva": (".yaml", ".yml"),
    "csv": (".csv",),
    "toml": (".toml",),
    "marcxml": (".xml",),
    "jsonld": (".jsonld", ".json"),
}
EXTENSIONS = tuple(dict.fromkeys(each for endings in _ENDINGS.values() for each in endings))


def format_of(file: str, asked: str) -> str:
    """Return the format of a file to be written: the one asked for, or that of its extension.

    A file without an extension is text, unless another format is asked for. Raises
    UsageError if the extension is unknown, or is that of another format.
    """
    ending = PurePath(file).suffix.lower()
    if not ending:
        return asked or "text"
    meant = [name for name, endings in _ENDINGS.items() if ending in endings]
    if not meant:
        known = ", ".join(EXTENSIONS)
        raise UsageError(f"--output: '{file}' has an unknown extension (choose {known})")
    if asked and asked not in meant:
        fit = " or ".join(_ENDINGS[asked])
        raise UsageError(
            f"--output: '{file}' has the extension of {meant[0]}; --format {asked} writes {fit}"
        )
    return asked or meant[0]
