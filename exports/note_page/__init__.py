"""A note as a page: Markdown to one HTML file with its maps drawn, to be read offline and printed."""

from .page import render_page

__all__ = ["render_page"]
