"""The html export: an interactive page in one file, which asks nothing of any network."""

from .page import render

__all__ = ["render"]
