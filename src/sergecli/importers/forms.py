"""The names of the formats that can be imported, and the modules that read them.

They have a module of their own so that the help, which lists them, loads no reader.
"""

MODULES = {
    "bibtex": "bib",
    "biblatex": "bib",
    "ris": "ris",
    "csl-json": "csl_json",
    "csl-yaml": "csl_yaml",
    "hayagriva": "hayagriva",
    "zotero-rdf": "zotero_rdf",
    "toml": "serge_toml",
    "csv": "csv",
    "archive-page": "archive.page",
}
FORMS: tuple[str, ...] = tuple(MODULES)
