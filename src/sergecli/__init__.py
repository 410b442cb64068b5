"""The bibliography of Victor Serge (1890–1947); for Python programs, see `sergecli.api`."""

__version__ = "1.0.0"
