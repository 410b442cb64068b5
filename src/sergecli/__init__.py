"""A bibliography of Victor Serge (1890–1947); for Python programs, see `sergecli.api`."""

__version__ = "1.0.0"
# Those that the built-in catalogue has in its head: `--version` is answered without reading it.
CATALOGUE_VERSION = "2026.1"
CATALOGUE_DATE = "2026-11-29"
VERSIONS = f"serge {__version__} (catalogue {CATALOGUE_VERSION}, {CATALOGUE_DATE})"
