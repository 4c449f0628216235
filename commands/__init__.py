"""The commands: COMMANDS is the one table. Each is a Click command that returns its Answer; only cli.py prints."""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "add": "adding",
    "believe": "believing",
    "cache": "caching:cache_",
    "change": "ranking",
    "check": "checking",
    "compare": "comparing",
    "convert": "adding",
    "cruxes": "asking",
    "diff": "differing",
    "draft": "adding",
    "explain": "checking",
    "export": "exporting:export_",
    "formats": "exporting",
    "gaps": "checking",
    "init": "adding",
    "link": "linking",
    "links": "asking",
    "list": "asking:list_",
    "merge": "merging",
    "path": "following",
    "pull": "exchanging",
    "push": "exchanging",
    "rank": "ranking",
    "reach": "following",
    "schema": "checking",
    "search": "asking",
    "show": "asking",
    "solve": "solving",
    "sources": "asking",
    "sparql": "querying",
    "stats": "asking",
    "study": "studying",
    "verify": "verifying:verify_",
    "weigh": "weighing",
    "why": "following",
}
"""Where each command lies, a module here, and what it is called there if not as on the command line; it is loaded when
it is asked for."""

STUDY: dict[str, str] = {
    "cards": "study_cards",
    "due": "study_reviews",
    "leeches": "study_reviews",
    "note": "study_note",
    "orphans": "study_reviews",
    "path": "study_path",
    "quiz": "study_quiz",
    "stats": "study_reviews",
}
"""The same of the commands below `study`."""

CACHE: dict[str, str] = {"clear": "caching", "info": "caching"}
"""The same of the commands below `cache`."""
