"""The commands by what they are for, in a few words each, as `cruxmap --help` lists them."""

from __future__ import annotations

SECTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "Ask",
        {
            "cruxes": "the questions on which camps part, or one with both its sides",
            "show": "one node with all that it says and all its links",
            "search": "nodes by their words, best first",
            "list": "all nodes, by document, kind, tag, side",
            "links": "all links, or those at some nodes",
            "path": "how one node leads to another, step by step",
            "why": "what a node rests on, for it and against it",
            "reach": "what rests on a node",
            "sources": "the documents, each with its thesis",
            "stats": "how many nodes and links of which kinds",
        },
    ),
    (
        "Weigh",
        {
            "weigh": "take sides: what stands, what falls, what is left open, and why",
            "rank": "which crux matters most",
            "change": "the fewest sides that would change how a node stands",
            "believe": "keep how far you believe something, or a side you settled on",
            "compare": "where two readers part, and which cruxes explain it",
            "solve": "extensions of an abstract framework of attacks",
        },
    ),
    (
        "Your own library",
        {
            "init": "make a folder a library, with an example to try all this on",
            "add": "take in notes, articles, maps and documents of other tools",
            "draft": "print a map of an article, to be edited",
            "convert": "freeze a document into a map, which counts in its stead",
            "link": "suggest links between documents, or write one",
        },
    ),
    (
        "Mend",
        {
            "gaps": "what is missing: mitigations, support, a side's reasons, answers",
            "check": "what is inconsistent, with its place and its remedy",
            "explain": "what a rule of `check` means",
            "verify": "whether every passage still stands in its document",
            "schema": "the JSON Schema of map files, for editors",
        },
    ),
    (
        "See and learn",
        {
            "export": "a page, a map, a drawing, cards, data: the graph or a part of it",
            "formats": "all formats that are written and read",
            "study": "notes, what to learn first, a quiz that comes back when it is due",
        },
    ),
    (
        "Exchange",
        {
            "diff": "what changed between two libraries, files or git revisions",
            "merge": "two libraries made one",
            "sparql": "the library asked in SPARQL",
            "push": "send documents to a SPARQL server",
            "pull": "fetch documents from a SPARQL server",
            "cache": "what is kept between runs, and how to be rid of it",
        },
    ),
)
