"""SPARQL servers that hold libraries: maps put there and fetched, each as a named graph, and read where they lie."""

from __future__ import annotations


class Fault(Exception):  # noqa: N818 - what goes wrong on the way is no error of ours
    """Why a server could not be asked, in words."""
