"""The commands: COMMANDS is the one table. Each is a Click command that returns its Answer; only cli.py prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .adding import add, convert, draft, init
from .asking import cruxes, links, list_, search, show, sources, stats
from .checking import check, explain, gaps, schema
from .exporting import export_, formats
from .following import path, reach, why
from .linking import link
from .verifying import verify_

if TYPE_CHECKING:
    import click

COMMANDS: tuple[click.Command, ...] = (
    add,
    check,
    convert,
    cruxes,
    draft,
    explain,
    export_,
    formats,
    gaps,
    init,
    link,
    links,
    list_,
    path,
    reach,
    schema,
    search,
    show,
    sources,
    stats,
    verify_,
    why,
)
