"""The argdown export: statements and arguments that Argdown's own program takes, and the rest beside them as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exporter import Output
from ..heading import documents, heading
from .entries import IN_FRONT, argdowns, expected, fields, in_front, links, order, others
from .plan import by_section, plan_of
from .text import data, has_tags, line, text, written_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...graph.foreign_data import Data
    from ...graph.graph import Graph
    from ...graph.model import Node
    from ..exporter import Options
    from .entries import Fields
    from .plan import Plan, Step


KEY = "cruxmap"
BESIDE = (
    "what Argdown has no word for lies beside it as data, under `cruxmap`, and is read back; --as plain leaves it out"
)


def render(graph: Graph, options: Options) -> Output:
    """Argdown of the graph. Its own reader makes the same graph of the full form; the plain one leaves out what
    Argdown has no word for."""
    text = _Writing(graph, options).run()
    return Output(text=text, notes=(BESIDE,) if f"{KEY}:" in text or f'"{KEY}":' in text else ())


class _Writing:
    """A graph being written."""

    def __init__(self, graph: Graph, options: Options) -> None:
        self.graph = graph
        self.options = options
        self.is_full = options.form != "plain"
        self.sources = documents(graph, options)
        self.front = self._front_of_old()
        model = self.front.get("model")
        self.model: Fields = dict(model) if isinstance(model, dict) else {}
        self.plan: Plan = plan_of(graph, strict=self.model.get("mode") == "strict")
        tagged = list(self._tagged())
        self.has_tags = any(tags for _, tags in tagged)
        self.keeps_tags = self.has_tags and all(has_tags(words, tags) for words, tags in tagged)

    def run(self) -> str:
        """Front matter, then what stands under no heading, then heading by heading."""
        blocks = ["\n".join(("===", *self._front(), "==="))]
        nodes = [node for node in self.graph.nodes.values() if node.id in self.plan.titles]
        for section, inside in by_section(nodes).items():
            if section:
                blocks.append(self._heading(section))
            for node in inside:
                if node.id not in self.plan.merged:
                    blocks += self._argument(node) if node.kind == "argument" else [self._statement(node)]
        if len(blocks) == 1:  # Argdown wants something to be said
            blocks.append(f"# {text(heading(self.graph, self.options))}")
        return "\n\n".join(blocks) + "\n"

    def _front_of_old(self) -> Fields:
        """The front matter that the one document had in Argdown."""
        found = argdowns(self.sources[0]).get("frontMatter") if len(self.sources) == 1 else None
        return found if isinstance(found, dict) else {}

    def _tagged(self) -> Iterator[tuple[str, list[str]]]:
        """What is written with tags: texts and headings."""
        for node in self.graph.nodes.values():
            if node.id in self.plan.titles:
                yield node.text, list(node.tags)
        for section in self._sections():
            yield str(section.get("title")), _words(section.get("tags"))

    def _sections(self) -> Iterator[Fields]:
        """The headings that Argdown had."""
        for source in self.sources:
            told = argdowns(source).get("sections")
            yield from (one for one in told if isinstance(one, dict)) if isinstance(told, list) else ()

    def _front(self) -> Iterator[str]:
        """The lines of the front matter; last, one a line, what the text below does not tell."""
        import json

        front: Fields = {**self.front, "title": line(heading(self.graph, self.options))}
        front["model"] = self._model()
        front.pop(KEY, None)
        group = front.pop("group", {})
        if isinstance(group, dict) and (other := {key: value for key, value in group.items() if key != "regroup"}):
            front["group"] = other  # the headings below are these groups
        for key, value in front.items():
            if key == "model" and not value:
                continue
            name = key if key.isidentifier() else json.dumps(key, ensure_ascii=False)
            shown = data({"": value})[len('{"": ') : -1]
            yield f"{name}: {shown}"
        rows = {name: found for name, found in self._rows().items() if found} if self.is_full else {}
        if rows:
            yield f"{KEY}:"
        for name, found in rows.items():
            yield f"  {name}:"
            yield from (f"    - {data(row)}" for row in found)

    def _model(self) -> Fields:
        """The settings of Argdown's program that what is written wants."""
        done = ("explodeArguments", "removeTagsFromText")
        model: Fields = {key: value for key, value in self.model.items() if key not in done}
        return model | ({"removeTagsFromText": True} if self.has_tags and not self.keeps_tags else {})

    def _marked(self, words: str, tags: Sequence[str]) -> list[str]:
        """A text with its tags, in it or behind it."""
        return [text(words, tags)] if self.keeps_tags else [text(words), *written_tags(tags)[0]]

    def _rows(self) -> dict[str, list[Fields]]:
        """What the text does not tell: nodes, links, what else is said of links that it does tell, the author's order,
        and what the maps expect."""
        missing = [source for source in self.sources if source.id not in self.graph]
        told = [node for node in self.graph.nodes.values() if node.kind in IN_FRONT]
        nodes = [in_front(node, self.graph) for node in (*missing, *told)]
        ours = [source for source in self.sources if not argdowns(source)]  # the others have their order by the text
        return {
            "nodes": nodes,
            "links": links(self.plan.left),
            "noted": links(self.plan.noted),
            "order": [row for source in ours for row in order(source, self.graph)],
            "expect": [{"of": one.id, **expected(entry)} for one in self.options.maps for entry in one.expects],
        }

    def _heading(self, section: str) -> str:
        for one in self._sections():
            if one.get("title") == section:
                level, value = one.get("level"), one.get("data")
                extra = [data(value)] if isinstance(value, dict) and value else []
                sign = "#" * (level if isinstance(level, int) else 1)
                return " ".join([sign, *self._marked(section, _words(one.get("tags"))), *extra])
        return f"# {text(section)}"

    def _data(self, node: Node, told: Fields) -> list[str]:
        """What stands in braces behind a node."""
        kept = argdowns(node).get("data")
        value: Fields = dict(kept) if isinstance(kept, dict) else {}
        value.pop(KEY, None)
        if self.is_full:
            beside: Fields = {"id": node.id, **told, **fields(node)}
            said = {"data", "lines", "rules", "inference"} if node.id in self.plan.steps else {"data"}
            rest: Fields = {key: one for key, one in argdowns(node).items() if key not in said}
            more: Fields = {**others(node), **({"argdown": rest} if rest else {})}
            value[KEY] = beside | ({"data": more} if more else {})
        return [data(value)] if value else []

    def _rest(self, node: Node, title: str) -> list[str]:
        """The text, tags and data of a node whose title is written."""
        left = [] if self.keeps_tags else written_tags(node.tags)[1]
        told: Fields = {} if node.kind in ("claim", "argument") else {"kind": node.kind}
        if node.title != title:
            told["title"] = node.title
        if node.text != line(node.text):
            told["text"] = node.text
        if left or list(node.tags) != list(dict.fromkeys(node.tags)):
            told["tags"] = list(node.tags)
        kept = argdowns(node).get("data")
        if node.section != line(node.section) or (isinstance(kept, dict) and "isInGroup" in kept):
            told["section"] = node.section
        if "lines" in argdowns(node):
            told["lines"] = True
        return [*self._marked(node.text, node.tags), *self._data(node, told)]

    def _statement(self, node: Node) -> str:
        title = self.plan.titles[node.id]
        first = " ".join([f"[{title}]:", *self._rest(node, title)])
        return "\n".join([first, *self._relations(node.id)])

    def _argument(self, node: Node) -> list[str]:
        title = self.plan.titles[node.id]
        first = " ".join([f"<{title}>:", *self._rest(node, title)])
        blocks = ["\n".join([first, *self._relations(node.id)])]
        steps = self.plan.steps.get(node.id)
        return [*blocks, "\n".join(self._structure(steps))] if steps else blocks

    def _structure(self, steps: list[Step]) -> Iterator[str]:
        number = 0
        for step in steps:
            for premise in step.premises:
                number += 1
                yield f"({number}) [{self.plan.titles[premise]}]"
            yield self._inference(step, is_last=step is steps[-1])
            number += 1
            repeated = f" {data({'uses': [*step.repeated]})}" if step.repeated else ""
            end = self._denial(step) if step.denies else repeated
            yield f"({number}) [{self.plan.titles[step.conclusion]}]{end}"

    def _denial(self, step: Step) -> str:
        """What an argument concludes that attacks a statement."""
        beside = " " + data({KEY: {"denies": step.denies}}) if self.is_full else ""
        denied = self.graph.node(step.denies)
        return f": Not so: {text(denied.text)}{beside}\n  -> [{self.plan.titles[denied.id]}]"

    def _inference(self, step: Step, *, is_last: bool) -> str:
        """The line of an inference: its rules, and its data, or what an earlier step is as a node."""
        told = argdowns(step.node)
        rules, kept = told.get("rules"), told.get("inference")
        value: Fields = dict(kept) if isinstance(kept, dict) else {}
        value.pop(KEY, None)
        if step.uses:
            value["uses"] = list(step.uses)
        if self.is_full and not is_last:
            value[KEY] = {"id": step.node.id, "title": "", **fields(step.node, without=("data", "without"))}
        words = [text(str(rule)).replace(",", "\\,") for rule in rules] if isinstance(rules, list) else []
        shown = [", ".join(word.replace("-", "\\-") for word in words), data(value) if value else ""]
        inside = " ".join(part for part in shown if part)
        return f"-- {inside} --" if inside else "----"

    def _relations(self, node_id: str) -> Iterator[str]:
        for sign, other in self.plan.relations.get(node_id, ()):
            title = self.plan.titles[other]
            yield f"  {sign} <{title}>" if self.graph.node(other).kind == "argument" else f"  {sign} [{title}]"


def _words(value: Data) -> list[str]:
    return list(map(str, value)) if isinstance(value, list) else []
