"""The bibliography of Victor Serge (1890–1947)."""

__version__ = "1.0.0"
