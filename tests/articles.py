"""What tests ask of a drafted article: its cruxes, sides and reasons, in plain lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cruxmap.graph.model import Crux, Node, Position, Source, SourceMap
from cruxmap.sources import read

if TYPE_CHECKING:
    from pathlib import Path

Sides = dict[str, list[str]]


class Drafted:
    """The draft of a document, read through the public door."""

    def __init__(self, path: Path) -> None:
        parsed = read(str(path))
        assert parsed.source_map is not None
        self.map: SourceMap = parsed.source_map
        self.findings = [finding.rule for finding in parsed.findings]
        self.node: dict[str, Node] = {node.id: node for node in self.map.nodes}

    def of_kind(self, kind: str) -> list[Node]:
        """The nodes of a kind, in the order of the draft."""
        return [node for node in self.map.nodes if node.kind == kind]

    def cruxes(self) -> dict[str, Sides]:
        """By the question of each crux, by side, the texts of the reasons."""
        return {node.text: self.sides(node.id) for node in self.map.nodes if isinstance(node, Crux)}

    def sides(self, crux: str) -> Sides:
        """By side of a crux, the texts of the reasons."""
        return {node.side: self.reasons(node.id) for node in self.positions(crux)}

    def positions(self, crux: str) -> list[Position]:
        """The positions on a crux."""
        return [node for node in self.map.nodes if isinstance(node, Position) and node.crux == crux]

    def reasons(self, node_id: str) -> list[str]:
        """The texts of what supports a node."""
        return [self.node[one].text for one, relation, to in self.links() if (relation, to) == ("supports", node_id)]

    def links(self) -> list[tuple[str, str, str]]:
        """All links, in the order of the draft."""
        return [(link.from_id, link.relation, link.to_id) for link in self.map.links]

    def linked(self, relation: str) -> list[tuple[str, str]]:
        """The texts at both ends of the links of a relation, titles where there are some."""
        return [(self._called(one), self._called(to)) for one, name, to in self.links() if name == relation]

    def _called(self, node_id: str) -> str:
        node = self.node[node_id]
        return node.title or node.text


def drafted(folder: Path, text: str, name: str = "article.md") -> Drafted:
    """The draft of a text."""
    path = folder / name
    path.write_text(text, "utf-8")
    return Drafted(path)


def source_of(draft: Drafted) -> Source:
    """The document's own node."""
    (own,) = (node for node in draft.map.nodes if isinstance(node, Source))
    return own
