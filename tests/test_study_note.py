"""Study notes as people meet them: written by the command, drawn by Mermaid, added to by hand, lying beside maps."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from consoles import run
from cruxmap.graph.model import Passage
from cruxmap.graph.study.note_keys import FIELD_KEYS, KEYS, TEXT_KEYS
from cruxmap.sources.written_notes.note import read as read_note
from linked_maps import OWLS, vault
from mermaids import VERSIONS, Mermaid

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

CHARMS = """\
source: {id: charms, title: Do charms work?, form: debate, thesis: none-do}
claims:
  none-do: {text: No charm keeps off rain.}
  dry: {text: It was dry on the day of the fair., title: A dry fair}
concepts:
  charm: {text: A thing worn for luck., title: Charm, complexity: 2, eli: 7}
failure_modes:
  soaked: {text: Who trusts a charm gets wet., title: Soaked}
mitigations:
  coat: {text: Take a coat., mitigates: [soaked]}
cruxes:
  works:
    text: Does the charm work?
    positions:
      hopeful: {text: It does., because: [dry]}
      doubter: {text: It does not., because: [none-do]}
questions:
  why: {text: Why did nobody take a coat?, asks_about: [soaked], answered_by: [none-do]}
"""


@pytest.fixture(scope="module", params=VERSIONS)
def mermaid(browser: Browser, node_modules: Path, request: pytest.FixtureRequest) -> Mermaid:
    return Mermaid(browser, node_modules, request.param)


def test_no_two_keys_sound_alike() -> None:
    words = [*(key.words for key in KEYS), *TEXT_KEYS.values(), *FIELD_KEYS.values()]
    assert len({word.casefold() for word in words}) == len(words)


def note(folder: Path, *words: str) -> str:
    ran = run("study", "note", *words, folder=folder)
    assert (ran.code, ran.stderr) == (0, "")
    return ran.stdout


@pytest.mark.parametrize(
    "words", [["cotra"], ["dragan"], ["--cruxes"], ["crux-goals"], ["saint-model", "--depth", "1"]]
)
def test_the_mind_map_is_drawn_by_mermaid(words: list[str], tmp_path: Path, mermaid: Mermaid) -> None:
    (drawing,) = re.findall(r"```mermaid\n(.*?)```", note(tmp_path, *words), re.DOTALL)
    shown = mermaid.rendered(drawing)
    assert 3 < len(shown.nodes) <= 60
    assert shown.foreign == []


ASKED = ("cruxes --json", "check --output-format json", "stats", "list --json", "links --json", "why none-do")


def test_a_note_lying_beside_its_maps_changes_no_answer(tmp_path: Path) -> None:
    folder = vault(tmp_path, charms=CHARMS, owls=OWLS)
    asked = (
        ["cruxes", "--json"],
        ["check", "--output-format", "json"],
        ["stats"],
        ["list", "--json"],
        ["links", "--json"],
        ["why", "none-do"],
    )
    before = [run(*words, folder=folder)[:3] for words in asked]
    for words in (["charms"], ["--cruxes"], ["owls"], ["works"], ["soaked"]):
        (folder / "maps" / f"{words[0].strip('-')}.md").write_text(note(folder, *words), "utf-8")
    assert [run(*words, folder=folder)[:3] for words in asked] == before


def test_a_note_alone_is_the_document(tmp_path: Path) -> None:
    text = note(vault(tmp_path / "a", charms=CHARMS), "charms")
    folder = vault(tmp_path / "b")
    (folder / "maps" / "anything.md").write_text(text, "utf-8")
    assert run("check", folder=folder).code == 0
    views = [json.loads(run("cruxes", "--json", folder=where).stdout) for where in (tmp_path / "a", folder)]
    assert _without_places(views[0]) == _without_places(views[1])
    assert note(folder, "charms").partition("```mermaid")[0] == text.partition("```mermaid")[0]


def _without_places(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_places(item) for key, item in value.items() if key not in ("file", "line", "column")}
    return [_without_places(item) for item in value] if isinstance(value, list) else value


def test_what_is_written_into_a_note_by_hand_is_read(tmp_path: Path) -> None:
    text = note(vault(tmp_path, charms=CHARMS), "charms")
    text = text.replace("### 1. Charm", "### A new thing\n\n- **How It Works:** By *faith*\n  alone.\n\n### 1. Charm")
    text = text.replace(
        "*   **The Logic**: A thing worn for luck.\n",
        "* **The Logic**: A thing worn for luck.\n* **Concrete Example**: A rabbit's foot\n"
        "* **Because**: My uncle says so; he had one. ^uncle\n* **Moral**: Ask your uncle.\n",
    )
    text = text.replace("*   **Doubter**", "*   **Priest**: Pray.\n*   **Doubter**")
    parsed = read_note(text, "n.md", True)
    assert parsed.source_map
    nodes = {node.slug: (node.kind, node.text, node.title) for node in parsed.source_map.nodes}
    assert nodes["a-new-thing"] == ("mechanism", "By faith alone.", "A new thing")
    assert nodes["a-rabbits-foot"] == ("example", "A rabbit's foot", "")
    assert nodes["uncle"] == ("claim", "My uncle says so; he had one.", "")
    assert nodes["works.priest"] == ("position", "Pray.", "")
    assert nodes["charm-moral"] == ("claim", "Ask your uncle.", "Charm: Moral")
    links = {(link.from_id, link.relation, link.to_id) for link in parsed.source_map.links}
    assert {
        ("charms/a-rabbits-foot", "example_of", "charms/charm"),
        ("charms/uncle", "supports", "charms/charm"),
        ("charms/charm-moral", "about", "charms/charm"),
    } <= links
    assert [(finding.rule, finding.message) for finding in parsed.findings] == [
        ("not-understood", "a key that is not known: 'Moral'")
    ]
    assert text.splitlines()[parsed.findings[0].span.line - 1].startswith("* **Moral**")


KEPT = "**Note**: seen · **twice** · **In the Text**: *“dry … fair”* – The fair #rain"


@pytest.mark.parametrize("place", ["behind", "below", "last"])
def test_what_is_kept_of_a_node_may_stand_with_it_or_in_the_last_part(place: str, tmp_path: Path) -> None:
    text = note(vault(tmp_path, charms=CHARMS), "charms")
    match place:
        case "behind":
            text = text.replace(" ^dry\n", f" · {KEPT} ^dry\n")
        case "below":
            text = text.replace(" ^dry\n", f" ^dry\n        *   {KEPT}\n")
        case _:
            text += f"\n## In the text\n\n- [A dry fair](#^dry): {KEPT}\n"
    parsed = read_note(text, "n.md", True)
    assert parsed.source_map
    (dry,) = (node for node in parsed.source_map.nodes if node.slug == "dry")
    assert parsed.findings == ()
    assert (dry.text, dry.title) == ("It was dry on the day of the fair.", "A dry fair")
    assert (dry.note, dry.section, dry.tags) == ("seen · twice", "The fair", ("rain",))
    assert dry.passage == Passage("dry", "fair")


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("**Asks About**: [Soaked](#^soaked)", "**Asks About**: [Soaked](#^no--such--id)", "bad-id"),
        ("^soaked\n", "^charm\n", "duplicate-id"),
        ("## 🔑", "## My thoughts\n\nThis is good.\n\n## 🔑", "not-understood"),
        ("| [It does not", "| He said no. | [It does not", "not-understood"),
        ("## 🔑", "Somebody wrote this here.\n\n## 🔑", "not-understood"),
        ('form: "debate"', "form: debate: x", "bad-front-matter"),
        ("    *   **Asks About**", "    *   loose words\n    *   **Asks About**", "not-understood"),
        ("| Who trusts a charm gets wet. |", "| Who trusts a charm stays dry. |", "not-understood"),
        ("1.  [Why did nobody take a coat?](#^why)", "1.  Why did nobody take a coat?", "not-understood"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told(old: str, new: str, rule: str, tmp_path: Path) -> None:
    text = note(vault(tmp_path, charms=CHARMS), "charms")
    assert old in text
    parsed = read_note(text.replace(old, new, 1), "n.md", True)
    assert [finding.rule for finding in parsed.findings] == [rule]
    assert parsed.source_map
    assert len(parsed.source_map.nodes) > 8


def test_what_a_note_has_and_the_map_has_not_is_told(tmp_path: Path) -> None:
    folder = vault(tmp_path, charms=CHARMS)
    text = note(folder, "charms") + "\n## 📊 Structural Analysis\n\n### Claims\n\n*   Rain is wet. ^rain\n"
    (folder / "maps" / "n.md").write_text(text, "utf-8")
    ran = run("check", "--output-format", "json", folder=folder)
    (told,) = (row for row in json.loads(ran.stdout) if row["name"] == "document-shadowed")
    assert (ran.code, told["message"]) == (0, "maps/charms.yaml is the map of 'charms', and does not have 'rain'")
    assert text.splitlines()[told["line"] - 1].endswith("^rain")
    assert "Rain is wet" not in run("list", folder=folder).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "name a document or a node, or ask for --cruxes"),
        (["cotra", "--focus", "dragan"], "a note is of one thing"),
        (["cotra", "--cruxes"], "--cruxes are those of all documents"),
        (["--depth", "2", "--cruxes"], "--depth says how far to go from a node"),
        (["nowhere"], "there is no node 'nowhere'"),
        (["--cruxes", "--source", "dragan"], "there are no cruxes here"),
        (["cotra", "-o", ""], "-o names a file or a folder"),
    ],
)
def test_wrong_use(words: list[str], said: str, tmp_path: Path) -> None:
    ran = run("study", "note", *words, folder=tmp_path)
    assert ran.code == 2
    assert said in ran.stderr
    assert ran.stdout == ""


def test_a_note_is_written_to_a_file(tmp_path: Path) -> None:
    ran = run("study", "note", "cotra", "-o", "n.md", folder=tmp_path)
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", "wrote n.md\n")
    assert (tmp_path / "n.md").read_text("utf-8") == note(tmp_path, "cotra")


def test_a_note_can_be_added_and_converted(tmp_path: Path) -> None:
    (tmp_path / "n.md").write_text(note(vault(tmp_path / "a", charms=CHARMS), "charms"), "utf-8")
    (tmp_path / "several.md").write_text(note(tmp_path, "--cruxes"), "utf-8")
    folder = vault(tmp_path / "b")
    assert run("add", "../n.md", folder=folder).code == 0
    assert "works" in run("cruxes", folder=folder).stdout + run("list", folder=folder).stdout
    refused = run("add", "../several.md", folder=folder)
    assert (refused.code, "it is a note of several documents" in refused.stderr + refused.stdout) == (1, True)
    converted = run("convert", "n.md", folder=tmp_path)
    assert converted.code == 0
    assert "text: n.md" not in converted.stdout
    assert run("convert", "several.md", folder=tmp_path).code == 2


def test_what_is_said_comes_before_where_it_is_said(tmp_path: Path) -> None:
    text = note(vault(tmp_path / "a", charms=CHARMS), "charms")
    folder = vault(
        tmp_path / "b", charms=CHARMS.replace("{text: A thing", "{note: seen, passage: thing, text: A thing")
    )
    body, _, last = note(folder, "charms").partition("\n## 🔎 In the Text\n")
    assert "seen" not in body
    assert last == "\n*   [Charm](#^charm): *“thing”* · **Note**: seen\n"
    assert "## 🔎" not in text
    assert text.index("### 1. Charm") < text.index("### Failure Modes in Brief") < text.index("*   **Soaked**: Who")


def test_a_note_as_a_page(tmp_path: Path) -> None:
    ran = run("study", "note", "cotra", "--html", "-o", "n.html", folder=tmp_path)
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", "wrote n.html\n")
    page = (tmp_path / "n.html").read_text("utf-8")
    assert "<title>Why AI alignment could be hard with modern deep learning" in page
    assert "mermaid" in page
    assert '<h4 id="^crux-goals">1. Long-term goals?</h4>' in page
    listed = page.partition("<details open>")[2].partition("</details>")[0]
    assert "<ul><li>Why alignment could be hard<ul><li>The worry<ul>" in listed
