"""The page put together: template, styles, scripts and data in one file, under a policy that allows just them."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from ...graph.problem import CruxmapError
from ..exporter import Output
from ..heading import heading
from ..network.data import network, why_not
from .page_data import page_data
from .reasoning_data import reasoning_data
from .study_data import study_data

if TYPE_CHECKING:
    from jinja2 import Template

    from ...graph.graph import Graph
    from ..exporter import Options
    from ..json_ import Json

STYLES = (
    "base",
    "chrome",
    "cards",
    "cruxes",
    "map",
    "outline",
    "details",
    "weighing",
    "study",
    "path",
    "changes",
    "print",
)
SCRIPTS = (
    "dom",
    "model",
    "state",
    "search",
    "filters",
    "cards",
    "lines",
    "cruxes",
    "paths",
    "map",
    "network",
    "network_view",
    "outline",
    "framework",
    "grounded",
    "components",
    "knots",
    "strength",
    "swings",
    "stance",
    "why",
    "switches",
    "weighing",
    "shelf",
    "learning_order",
    "learning",
    "deck",
    "path",
    "study",
    "details",
    "keyboard",
    "main",
)


def render(graph: Graph, options: Options) -> Output:
    """A page that shows the graph: whole in one file, with a Content-Security-Policy that lets nothing else in."""
    title = heading(graph, options)
    title = title.encode("utf-8", "replace").decode("utf-8")  # a half of a character cannot be written
    styles = _joined("styles", STYLES, "css")
    scripts = f'"use strict";\n(() => {{\n{_joined("scripts", SCRIPTS, "js")}}})();\n'
    data = page_data(graph, options, title)
    reason, vis = _network(graph, options, data)
    page = _template().render(
        title=title,
        policy=policy(scripts=[scripts, vis] if vis else [scripts], styles=[styles]),
        styles=styles,
        scripts=scripts,
        vis=vis,
        data=inline_json(data),
        reasoning=inline_json(reasoning_data(graph, options)),
        study=inline_json(study_data(graph)),
    )
    return Output(text=page + "\n", notes=(f"the page has no network view: {reason}",) if reason else ())


def _network(graph: Graph, options: Options, data: dict[str, Json]) -> tuple[str, str]:
    """Put the network into the data, if it is possible and not unwanted; why it is not possible, and vis-network."""
    if options.network is False or not graph.nodes:
        return "", ""
    reason = why_not(graph)
    if reason and options.network:
        raise CruxmapError(reason)
    if reason:
        return reason, ""
    drawn = network(graph)
    data["network"] = {"nodes": [*drawn.nodes], "edges": [*drawn.edges], "options": drawn.options}
    return "", drawn.script


def policy(*, scripts: list[str], styles: list[str]) -> str:
    """The Content-Security-Policy (CSP Level 3) that lets only these scripts and styles run and nothing be fetched."""
    allowed = {"script-src": scripts, "style-src": styles}
    hashed = (f"{name} {' '.join(map(_source, texts))}" for name, texts in allowed.items())
    return "; ".join(["default-src 'none'", *hashed, "img-src data:", "base-uri 'none'", "form-action 'none'"])


def inline_json(value: Json) -> str:
    """JSON that can stand in a script element: whatever it holds, nothing in it ends the element or opens a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_INLINE)


_INLINE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"} | {
    code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)
}


def _source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"


@cache
def _joined(folder: str, names: tuple[str, ...], suffix: str) -> str:
    here = files(__package__) / folder
    return "".join((here / f"{name}.{suffix}").read_text("utf-8") for name in names)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # only where a page is made

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string((files(__package__) / "page.html.jinja").read_text("utf-8"))
