"""Writes the generated pages of this folder: vocabulary and rules from their tables, commands from their help."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
from cruxmap.cli import cli
from cruxmap.exports.json_ import dumps
from cruxmap.exports.owl import ontology
from cruxmap.exports.shacl import shapes
from cruxmap.graph.rules import RULES
from cruxmap.graph.schema import FIELDS, KIND, KINDS, RELATIONS, Relation
from cruxmap.sources.articles.camps import CAMPS
from cruxmap.sources.articles.patterns import PATTERNS
from cruxmap.sources.map_schema import map_schema
from cruxmap.sources.notes.columns import COLUMNS, SUBJECTS
from cruxmap.sources.notes.connections import TIES
from cruxmap.sources.notes.keys import KEYS
from cruxmap.sources.notes.kinds import GROUP_CUES, OWN_CUES
from cruxmap.sources.notes.parts import PARTS
from reasoning_page import reasoning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cruxmap.graph.rule import Rule
    from cruxmap.sources.notes.kinds import Cue

FOLDER = Path(__file__).parent
POLARITY = {"+": "passes belief on", "-": "takes belief away", "!": "is needed", "": ""}


def vocabulary() -> str:
    """The page on kinds of node, their fields and relations."""
    lines = [
        "# Vocabulary",
        "",
        "Generated from `graph/schema.py` by `make docs`.",
        "",
        "## Kinds of node",
        "",
        "| kind | section of a map | what it is | published term |",
        "|---|---|---|---|",
        *(f"| `{kind.name}` | `{kind.section}` | {kind.meaning} | `{kind.iri}` |" for kind in KINDS),
        "",
        "## Fields",
        "",
        "| field | on | what it holds |",
        "|---|---|---|",
        *(
            f"| `{field.name}` | {_holders(field.shapes)} | {field.meaning}{_choices(field.choices)} |"
            for field in FIELDS
        ),
        "",
        "## Relations",
        "",
        "A link is written at the node it starts from, under the relation's name; the inverse name, written at the",
        "other end, is read too. Symmetric relations read the same both ways.",
        "",
        "| relation | inverse | A … B | from → to | |",
        "|---|---|---|---|---|",
        *(_row(relation) for relation in RELATIONS),
    ]
    return "\n".join(lines) + "\n"


def commands() -> str:
    """The page with the help of every command."""
    context = click.Context(cli, info_name="cruxmap", terminal_width=100, **cli.context_settings)
    pages = ["# Commands", "", "Generated from the commands' own help by `make docs`.", "", _help(context)]
    for inner in _below(context, cli):
        pages += ["", f"## {inner.command_path.partition(' ')[2]}", "", _help(inner)]
    return "\n".join(pages) + "\n"


def _below(context: click.Context, group: click.Group) -> Iterator[click.Context]:
    """A context for each command of a group and, right behind it, for those below it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            inner = click.Context(command, context, name, terminal_width=100)
            yield inner
            if isinstance(command, click.Group):
                yield from _below(inner, command)


def rules() -> str:
    """The page on what `check` finds, a section a rule."""
    pages = [
        "# Rules of `cruxmap check`",
        "",
        "Generated from the tables `graph/rules_*.py` by `make docs`; `cruxmap explain CODE` prints the same.",
        "Errors are broken documents, ids and links; warnings contradictions and circles; infos are hints, mostly at",
        "what is missing, and never make `check` fail.",
        "",
        "| code | name | severity | finds |",
        "|---|---|---|---|",
        *(f"| [{rule.code}](#{_anchor(rule)}) | `{rule.name}` | {rule.severity} | {rule.meaning} |" for rule in RULES),
    ]
    for rule in RULES:
        pages += ["", f"## {rule.code} {rule.name}", "", f"*{rule.severity}.* {rule.meaning} {rule.why}", ""]
        pages += [rule.fix, "", "Found in", "", _example(rule.bad), "", "Not in", "", _example(rule.good)]
    return "\n".join(pages) + "\n"


def articles() -> str:
    """The page on the patterns by which articles are drafted."""
    pages = [
        "# Patterns of articles",
        "",
        "Generated from `sources/articles/` by `make docs`. By these signs, tried in this order, an article is",
        "drafted; the [guide](guide.md#articles-drafted-by-rule) says how.",
        "",
        "| pattern | looked for in | for example | becomes |",
        "|---|---|---|---|",
        *(f"| {row.name} | {row.where} | `{_cell(row.example)}` | {row.becomes} |" for row in PATTERNS),
        "",
        "## Camps",
        "",
        "Nouns that name a side wherever they speak up on a question, in the singular or plural, with words before",
        "them (`AI optimists`) or behind (`critics of the plan`). Other plural subjects are sides too if a question",
        "is followed by what several of them argue, believe, expect, and so on.",
        "",
        "| for | against |",
        "|---|---|",
        *(f"| {', '.join(row.first)} | {', '.join(row.second)} |" for row in CAMPS),
    ]
    return "\n".join(pages) + "\n"


def notes() -> str:
    """The page on what the words of a study note's heads, keys and tables mean."""
    pages = [
        "# Words of study notes",
        "",
        "Generated from `sources/notes/` by `make docs`. By these words a study note is read; the",
        "[guide](guide.md#study-notes-as-they-stand) says how.",
        "",
        "## Sections",
        "",
        "A head names a part of the template if it begins with one of these words, whatever stands before (an emoji, a",
        "number) and behind. Two of those in bold make a text a study note.",
        "",
        "| part | heads |",
        "|---|---|",
        *(f"| {_bold(part.name, part.is_telling)} | {_words(part.words)} |" for part in PARTS),
        "",
        "## Bold keys",
        "",
        "A key under a concept (`**Concrete Example**: …`) ends with one of these words; what it leads becomes a node",
        "that is tied to the concept, or to its statement, by the first relation that fits. Another key's words are a",
        "claim about it.",
        "",
        "| keys | become | tied by |",
        "|---|---|---|",
        *(f"| {_words(row.words)} | {_kind(row.kind)} | {_relations(row.relations)} |" for row in KEYS),
        "",
        "## The first column of a table",
        "",
        "| head ends with | its cells become |",
        "|---|---|",
        *(f"| {_words(row.words)} | {_kind(row.kind)} |" for row in SUBJECTS),
        "| anything else | a concept |",
        "",
        "If the other columns are people or camps, each row is a crux with their positions, or a claim that all of",
        "them hold; a first column called a claim or a question makes names of any others too.",
        "",
        "## The other columns",
        "",
        "`→` leads from the cell to what the row is about, `←` back. What no row names becomes a claim about it. Where",
        "something is *required* and the cell says yes, what the note is about `requires` it; an outcome that begins",
        "with *Failed* attacks a mitigation, one that begins with *Success* supports it.",
        "",
        "| head is, or ends with | its cells become | tied by |",
        "|---|---|---|",
        *(f"| {_words(row.words)} | {_kind(row.kind)} | {_relations(row.relations)} |" for row in COLUMNS),
        "",
        "## Connections",
        "",
        "| key | tied to the note by |",
        "|---|---|",
        *(f"| {_words(row.words)} | {'←' if row.outward else '→'} `{row.relation}` |" for row in TIES),
        "",
        "## Names",
        "",
        "The kind of a concept or label is told by the last word of its name, that of what stands below a branch of",
        "the mind map by the branch; what a table says of a thing goes before both.",
        "",
        "| kind | a thing's name ends with | a branch speaks of |",
        "|---|---|---|",
        *(
            f"| {_kind(kind)} | {_cues(OWN_CUES, kind)} | {_cues(GROUP_CUES, kind)} |"
            for kind in dict.fromkeys(cue.kind for cue in (*OWN_CUES, *GROUP_CUES))
        ),
        "",
        "What begins with *how* or *why* is a mechanism.",
    ]
    return "\n".join(pages) + "\n"


def _words(pattern: str) -> str:
    """A pattern as a list of words: of what may vary the first form."""
    words = pattern.replace("\\b", "").replace("s?", "").replace(" ?", "").replace("\\d+", "1").replace(".*", "…")
    while (plain := re.sub(r"\(\?:([^()|]*)(?:\|[^()]*)?\)(\?)?", lambda m: "" if m[2] else m[1], words)) != words:
        words = plain
    words = re.sub(r"\[(.)[^\]]*\]", r"\1", words).replace("?", "")
    return ", ".join(dict.fromkeys(word.strip() for word in words.split("|") if word.strip()))


def _cues(cues: tuple[Cue, ...], kind: str) -> str:
    return _words("|".join(word for cue in cues if cue.kind == kind for word in cue.words.split()))


def _kind(name: str) -> str:
    return KIND[name].label


def _relations(names: tuple[str, ...]) -> str:
    return ", ".join(f"← `{name[1:]}`" if name.startswith("<") else f"→ `{name}`" for name in names)


def _bold(text: str, bold: bool) -> str:
    return f"**{text}**" if bold else text


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _anchor(rule: Rule) -> str:
    return f"{rule.code.lower()}-{rule.name}"


def _example(text: str) -> str:
    return f"```yaml\n{text.strip(chr(10))}\n```"


def _help(context: click.Context) -> str:
    return f"```text\n{context.get_help().strip()}\n```"


def _holders(shapes: tuple[str, ...]) -> str:
    kinds = [kind.name for kind in KINDS if kind.shape in shapes]
    return ", ".join(f"`{kind}`" for kind in kinds) or "every node"


def _choices(choices: tuple[str, ...]) -> str:
    return f": {', '.join(choices)}" if choices else ""


def _row(relation: Relation) -> str:
    ends = "; ".join(f"{_group(first)} → {_group(second)}" for first, second in relation.ends)
    qualifier = f"`{relation.qualifier.name}`: {relation.qualifier.meaning}" if relation.qualifier else ""
    loop = "`loop`: the circle is meant" if relation.acyclic else ""
    said = ", ".join(filter(None, [POLARITY[relation.polarity], qualifier, loop]))
    inverse = "" if relation.symmetric else f"`{relation.inverse}`"
    return f"| `{relation.name}` | {inverse} | {relation.meaning} | {ends} | {said} |"


def _group(kinds: frozenset[str]) -> str:
    return ", ".join(kind.label for kind in KINDS if kind.name in kinds)


def schema() -> str:
    """The JSON Schema that lies beside the shipped maps."""
    return dumps(map_schema()) + "\n"


PAGES = {
    "vocabulary.md": vocabulary,
    "commands.md": commands,
    "rules.md": rules,
    "articles.md": articles,
    "notes.md": notes,
    "reasoning.md": reasoning,
    "../sources/maps/cruxmap.schema.json": schema,
    "ontology.ttl": ontology,
    "shapes.ttl": shapes,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), "utf-8")
