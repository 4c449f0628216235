"""How a graph and the answers about it are shown or carried elsewhere: EXPORTERS is the one table of formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..graph.plugins import failed, load_plugins
from ..graph.problem import CruxmapError, quoted
from ..graph.suggest import did_you_mean
from .escape import one_line
from .exporter import Exporter, Options, Output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.graph import Graph
    from ..graph.problem import Finding
    from .exporter import Render

# fmt: off
EXPORTERS: tuple[Exporter, ...] = (
    Exporter("html", ".html", "an interactive page in one file, to be read offline",
             "cruxmap.exports.html:render", bulky=True, passages=True, weighs=True, takes=("title", "network")),
    Exporter("mermaid", ".mmd", "Mermaid maps for Obsidian, GitHub and GitLab", "cruxmap.exports.mermaid:render",
             forms=("mindmap", "flowchart", "cruxes"), hosts=("obsidian", "github", "gitlab"),
             takes=("title", "whole")),
    Exporter("svg", ".svg", "the two-sided picture of the cruxes, standing alone", "cruxmap.exports.svg:render"),
    Exporter("markdown", ".md", "a nested outline, which markmap reads too", "cruxmap.exports.markdown:render"),
    Exporter("note", ".md", "a study note of the template, which reads back as what it tells",
             "cruxmap.exports.note:render", hosts=("obsidian", "github", "gitlab")),
    Exporter("canvas", ".canvas", "JSON Canvas 1.0, opens in Obsidian", "cruxmap.exports.canvas:render", takes=()),
    Exporter("obsidian", ".md", "a vault for Obsidian: a note for each node, the cruxes as a canvas, tables as a base",
             "cruxmap.exports.obsidian:render", passages=True, vault=True),
    Exporter("dot", ".dot", "Graphviz", "cruxmap.exports.dot:render"),
    Exporter("graphml", ".graphml", "GraphML, for networkx, Gephi, yEd", "cruxmap.exports.graphml:render"),
    Exporter("anki", ".apkg", "a package of cards that Anki imports", "cruxmap.exports.anki:render",
             bulky=True, passages=True, updates=True),
    Exporter("anki-tsv", ".tsv", "the same cards as text that Anki imports", "cruxmap.exports.anki:render_table",
             passages=True),
    Exporter("turtle", ".ttl", "RDF as people read it, the union of the maps", "cruxmap.exports.rdf:turtle",
             maps=True, takes=()),
    Exporter("trig", ".trig", "RDF with a named graph for each map", "cruxmap.exports.rdf:trig",
             maps=True, takes=()),
    Exporter("nquads", ".nq", "RDF, a statement a line", "cruxmap.exports.rdf:nquads",
             maps=True, takes=()),
    Exporter("jsonld", ".jsonld", "RDF as JSON-LD", "cruxmap.exports.rdf:jsonld",
             maps=True, takes=()),
    Exporter("kialo", ".txt", "a discussion as Kialo has it: a numbered outline of theses, pros and cons",
             "cruxmap.exports.kialo:render"),
    Exporter("af", ".af", "the framework of attacks for solvers, as in the competition of 2023, with a file of names",
             "cruxmap.exports.frameworks:render_af", forms=("whole", "attacks"), takes=()),
    Exporter("apx", ".apx", "the same in the format of ASPARTIX", "cruxmap.exports.frameworks:render_apx",
             forms=("whole", "attacks"), takes=()),
    Exporter("tgf", ".tgf", "the same in the trivial graph format", "cruxmap.exports.frameworks:render_tgf",
             forms=("whole", "attacks"), takes=()),
    Exporter("aif", ".json", "the Argument Interchange Format, as JSON of AIFdb or xAIF; what came so goes back so",
             "cruxmap.exports.aif:render", forms=("aif", "xaif"), takes=()),
    Exporter("argdown", ".argdown", "a debate in Argdown, which its own program reads",
             "cruxmap.exports.argdown:render", forms=("full", "plain"), maps=True),
    Exporter("json", ".json", "all nodes and links, in the shapes of --json", "cruxmap.exports.graph_json:render"),
)
# fmt: on


def exporters(findings: list[Finding]) -> tuple[Exporter, ...]:
    """Every format, those of other packages last. What is wrong with a package goes to `findings`."""
    from .foreign import unfit  # only where plugins can matter

    found = list(EXPORTERS)
    for plugin in load_plugins("cruxmap.exports", findings):
        for value in plugin.value if isinstance(plugin.value, (tuple, list)) else (plugin.value,):
            fault = unfit(value, {known.name for known in found})
            if fault:
                findings.append(failed(plugin.package, f"{plugin.name} {fault}"))
            elif isinstance(value, Exporter):
                found.append(replace(value, package=plugin.package))
    return tuple(found)


def exporter(name: str, findings: list[Finding]) -> Exporter:
    """The format of that name, or else the only one whose files have it as their suffix; packages are looked into only
    for an unknown one.

    Raises CruxmapError with the nearest name if there is none.

    >>> exporter("graphml", []).name, exporter("apkg", []).name
    ('graphml', 'anki')
    """
    found = _named(name, EXPORTERS)
    if found:
        return found
    every = {known.name: known for known in exporters(findings)}
    if name not in every:
        hint = did_you_mean(name.lower(), every) or f"there are {', '.join(every)}"
        failing = "; `cruxmap formats` tells what is wrong with those of packages" if findings else ""
        raise CruxmapError(f"there is no format {quoted(name)}: {hint}{failing}")
    return every[name]


def _named(name: str, among: Sequence[Exporter]) -> Exporter | None:
    own = [known for known in among if known.name == name] or [known for known in among if known.suffix == f".{name}"]
    return own[0] if len(own) == 1 else None


def export(graph: Graph, name: str, options: Options | None = None) -> Output:
    """The graph in a format, by its name: one text, or bytes, or several files where it had to be split.

    The same graph and options give the same. Raises CruxmapError for an unknown format, a form or host that
    the format does not have, a missing extra, and what the format cannot hold.

    >>> import cruxmap
    >>> export(cruxmap.load("@shipped"), "json").text[:16]
    '{\\n  "title": nul'
    """
    known = exporter(name, [])
    asked = options or Options()
    _check_choice(known, "form", asked.form, known.forms)
    _check_choice(known, "host", asked.host, known.hosts)
    return _rendered(known, graph, asked)


def _rendered(known: Exporter, graph: Graph, asked: Options) -> Output:
    from pkgutil import resolve_name  # both only where a graph is exported

    from .foreign import sound

    try:
        render: Render = resolve_name(known.render) if isinstance(known.render, str) else known.render
        return sound(render(graph, asked))
    except CruxmapError:
        raise
    except Exception as error:  # a stranger's code may raise anything; its package is named
        if not known.package:
            raise
        said = one_line(str(error)) or type(error).__name__
        raise CruxmapError(f"{known.name} of the package {known.package} broke down: {said}") from error


def _check_choice(known: Exporter, what: str, word: str, choices: tuple[str, ...]) -> None:
    if word and not choices:
        raise CruxmapError(f"{known.name} has no {what}s to choose from, so {quoted(word)} means nothing")
    if word and word not in choices:
        hint = did_you_mean(word.lower(), choices) or f"there are {', '.join(choices)}"
        raise CruxmapError(f"{known.name} has no {what} {quoted(word)}: {hint}")
