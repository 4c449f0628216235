"""The command `study`, which holds the commands for learning what a library says."""

from __future__ import annotations

import click

from . import STUDY
from .options import Group


@click.group(cls=Group, table=STUDY)
def study() -> None:
    """Learn what the documents say: notes, what to learn first, questions that come back when they are due."""
