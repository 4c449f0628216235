"""The Anki exports: cards as a package that Anki imports, and as a table of tab-separated values."""

from .package import render
from .table import render as render_table

__all__ = ["render", "render_table"]
