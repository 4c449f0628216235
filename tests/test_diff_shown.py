"""Differences as people see them: the real Mermaid draws the map, a real browser the page; hostile words do no harm."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from browsing import watched
from consoles import run
from cruxmap.exports.mermaid.changes import FEW_NODES
from mermaids import Mermaid, bare

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from playwright.sync_api import Browser

HOSTILE = '</script><b>"x"</b> [-a-] `c` | #1 ~~d~~ [l](javascript:x)'
BEFORE = """
source: {id: kiln, title: The kiln, thesis: wood}
claims:
  wood: {text: The potters fire with wood.}
  cheap: {text: Wood costs less than gas., supports: [wood]}
  ash: {text: Ash glazes the pots in ways no recipe repeats., supports: [wood]}
cruxes:
  street:
    text: Will the street put up with the smoke?
    positions:
      no-side: {text: New neighbours will not., attacks: [wood]}
      yes-side: {text: They have for forty years., supports: [wood]}
"""
AFTER = f"""
source: {{id: kiln, title: The kiln, thesis: wood}}
claims:
  wood: {{text: The potters fire with wood.}}
  glaze: {{text: Ash glazes the pots in ways no recipe ever repeats., supports: [{{to: wood, basis: inferred}}]}}
  new: {{text: '{HOSTILE}', attacks: [wood]}}
cruxes:
  street:
    text: Will the street put up with the smoke?
    positions:
      yes-side: {{text: They have for forty years., supports: [wood]}}
"""


def _diff(folder: Path, *words: str) -> str:
    (folder / "a.yaml").write_text(BEFORE)
    (folder / "b.yaml").write_text(AFTER)
    ran = run("diff", "a.yaml", "b.yaml", *words, folder=folder)
    assert ran.code == 0
    return ran.stdout


def test_the_map_is_drawn_by_the_real_mermaid(browser: Browser, node_modules: Path, tmp_path: Path) -> None:
    for host in ("obsidian", "gitlab"):
        code = _diff(tmp_path, "--mermaid", "--for", host)
        shown = Mermaid(browser, node_modules, "mermaid11").rendered(code)
        assert shown.foreign == []
        assert sorted(bare(words)[:7] for words in shown.nodes) == sorted(
            ["Thepott", "~Ashgla", "+</scri", "−Woodco", "−Newnei", "Willthe"]
        )
        assert sorted(map(bare, shown.edges)) == sorted(
            ["+attacks", "−supports", "−attacks", "~supports", "−positionon"]
        )


def test_new_sides_are_drawn_at_their_crux_however_much_came(tmp_path: Path) -> None:
    """Where so much changed that links which did not are left out, those of nesting are not."""
    many = "".join(f"  c{number}: {{text: Claim {number}.}}\n" for number in range(FEW_NODES))
    (tmp_path / "a.yaml").write_text("source: {id: kiln, title: The kiln}\n")
    (tmp_path / "b.yaml").write_text(BEFORE.replace("claims:\n", f"claims:\n{many}"))
    assert run("diff", "a.yaml", "b.yaml", "--mermaid", folder=tmp_path).stdout.count("#43; position on") == 2


def test_the_page_marks_what_changed_and_weighs_what_is_there(browser: Browser, tmp_path: Path) -> None:
    _diff(tmp_path, "--html", "-o", "page.html")
    url = (tmp_path / "page.html").as_uri()
    with watched(browser, url) as shown:
        shown.page.goto(f"{url}#node=kiln/glaze")
        assert shown.page.locator(".was ins").all_inner_texts() == ["kiln/glaze", "ever "]
        assert shown.page.locator(".was del").all_inner_texts() == ["kiln/ash"]
        shown.page.goto(f"{url}#view=map&focus=kiln/wood&change=removed&take=kiln/street.no-side,kiln/street.yes-side")
        marks = shown.page.locator("#main .card .change").all_inner_texts()
        assert sorted(marks) == ["− removed", "− removed"]
        shown.page.goto(f"{url}#node=kiln/wood&take=kiln/street.yes-side")
        now = shown.page.locator("#details .strength strong").inner_text()
        weighed = run("-L", "b.yaml", "weigh", "wood", "--take", "street=yes-side", folder=tmp_path).stdout
        assert f"strength {now}" in weighed
        shown.page.goto(f"{url}#view=cruxes&node=kiln/street.no-side")
        assert shown.page.locator("#main .switch input").count() == 2  # open, and the side that is left


def test_hostile_words_stay_words_in_markdown(tmp_path: Path) -> None:
    from markdown_it import MarkdownIt

    told = MarkdownIt("gfm-like", {"linkify": False}).enable("html_inline").render(_diff(tmp_path, "--markdown"))
    assert HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in told
    assert "<script" not in told
    assert "<b>" not in told


def test_what_cannot_be_asked_together_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _diff(tmp_path)
    ran = run("diff", "a.yaml", "b.yaml", "--html", "--for", "github")
    assert (ran.code, "--mermaid" in ran.stderr) == (2, True)
    assert run("diff", "a.yaml", "b.yaml", "-o", "nowhere/x.md").code == 2
    assert run("diff", "a.yaml", "b.yaml", "-o", "x.md").stderr == "wrote x.md\n"
    assert (tmp_path / "x.md").read_text().startswith("### a.yaml → b.yaml\n")


def test_of_a_long_outline_only_what_is_next_to_a_change_is_told(tmp_path: Path) -> None:
    rows = [f"{{label: Row {number} of many}}" for number in range(100)]
    for name, row in (("a.yaml", "{label: The old row}"), ("b.yaml", "{label: The new row}")):
        outline = ", ".join([*rows[:50], row, *rows[50:]])
        (tmp_path / name).write_text(f"source: {{id: kiln, title: The kiln, outline: [{outline}]}}")
    for form, old in ((), "[-old-] {+new+}"), (("--markdown",), "~~old~~ **new**"):
        text = run("diff", "a.yaml", "b.yaml", *form, folder=tmp_path).stdout
        told = " ".join(text.split())
        assert f"Row 49 of many The {old} row Row 50 of many Row …" in told
        assert "Row 47" not in told
        assert "Row 53" not in told


def test_an_outline_in_which_a_node_only_got_another_id_did_not_change_there(tmp_path: Path) -> None:
    for name, slug, word in (("a.yaml", "wood", "Old"), ("b.yaml", "fire", "New")):
        outline = f"[{{node: {slug}}}, {{label: {word}}}]"
        claim = f"{slug}: {{text: The potters fire with wood.}}"
        (tmp_path / name).write_text(f"source: {{id: kiln, title: The kiln, outline: {outline}}}\nclaims: {{{claim}}}")
    for form, old in ((), "[-Old-] {+New+}"), (("--markdown",), "~~Old~~ **New**"):
        told = " ".join(run("diff", "a.yaml", "b.yaml", *form, folder=tmp_path).stdout.replace("\\", "").split())
        assert f"[kiln/fire] {old}" in told
    page = run("diff", "a.yaml", "b.yaml", "--html", folder=tmp_path).stdout
    assert r'["=","The kiln\n  [kiln/fire]\n  "],["-","Old"],["+","New"]' in page


def test_links_that_leave_the_document_and_those_that_were_others_are_told(tmp_path: Path) -> None:
    """In the order of the second: turned round, two of them between the same nodes, with another start or relation."""
    wood, cheap = "wood: {text: The potters fire with wood.", "cheap: {text: Wood costs less than gas."
    ash, soot = "ash: {text: Ash glazes the pots.", "soot: {text: Soot blackens the roofs."
    first, old = f"{wood}, attacked_by: [well/deep]}}, {ash}", ", related_to: [well/old]"
    rows = (
        f"{soot}, supports: [ash], attacks: [wood]}}, {first}, supports: [wood], refines: [soot]}}, {cheap}{old}}}",
        f"{soot}, refines: [ash], supports: [wood]}}, {wood}}}, {ash}, supports: [soot]}}, {cheap}, supports: [wood]}}",
    )
    for name, row in zip(("a.yaml", "b.yaml"), rows, strict=True):
        (tmp_path / name).write_text(f"source: {{id: kiln, title: The kiln}}\nclaims: {{{row}}}")
    told = json.loads(run("diff", "a.yaml", "b.yaml", "--json", folder=tmp_path).stdout)["links"]
    assert sorted((link["from"], link["to"]) for link in told["removed"]) == [
        ("kiln/cheap", "well/old"),
        ("well/deep", "kiln/wood"),
    ]
    assert [(item["fields"], item["after"]["from"], item["after"]["to"]) for item in told["changed"]] == [
        (["relation"], "kiln/soot", "kiln/wood"),
        (["from", "to"], "kiln/soot", "kiln/ash"),
        (["from", "to"], "kiln/ash", "kiln/soot"),
        (["from"], "kiln/cheap", "kiln/wood"),
    ]


def test_a_crux_that_lost_a_side_is_settled_and_another_matters_more(tmp_path: Path) -> None:
    sides = "{text: %s, positions: {no: {text: It is not so., supports: [wood]}%s}}"
    yes = ", yes: {text: It is so.%s}"
    against = yes % ", attacks: [wood]"
    cruxes = {
        "a.yaml": (sides % ("Will the street bear it?", against), sides % ("Is wood cheap?", yes % "")),
        "b.yaml": (sides % ("Will the street bear it?", ""), sides % ("Is wood cheap?", against)),
    }
    for name, (street, cheap) in cruxes.items():
        thesis = "thesis: wood}\nclaims: {wood: {text: The potters fire with wood.}}"
        text = f"source: {{id: kiln, title: The kiln, {thesis}\ncruxes:\n  street: {street}\n  cheap: {cheap}\n"
        (tmp_path / name).write_text(text)
    for names, told in (
        (("a.yaml", "b.yaml"), [("kiln/street", "settled", 1, 2), ("kiln/cheap", None, 2, 1)]),
        (("b.yaml", "a.yaml"), [("kiln/street", "reopened", 2, 1), ("kiln/cheap", None, 1, 2)]),
    ):
        standing = json.loads(run("diff", *names, "--json", folder=tmp_path).stdout)["standing"]
        keys = ("id", "became", "place_before", "place_after")
        assert [tuple(crux[key] for key in keys) for crux in standing["cruxes"]] == told
        cheap = run("diff", *names, folder=tmp_path).stdout.partition("[kiln/cheap]")[2]
        assert " ".join(cheap.split()).startswith(
            f"(number {told[1][2]} → number {told[1][3]} of what moves the theses)"
        )


def test_what_a_document_expects_and_leaves_unchecked_is_told_too(tmp_path: Path) -> None:
    expects = "expect:\n- {take: {street: yes-side}, stands: [wood], believe: {ash: 0.9},"
    expects += " strength: {cheap: {at_least: 0.2, at_most: 0.8}}, note: For the street.}\n"
    (tmp_path / "a.yaml").write_text(BEFORE + expects)
    ash = "  ash: {text"
    (tmp_path / "b.yaml").write_text(
        (BEFORE + expects).replace(ash, f"  # cruxmap: ignore[CM205] so it is\n{ash}").replace("stands:", "falls:")
    )
    rows = [
        {"source": "kiln", "what": "expects", "change": "added", "text": "falls"},
        {"source": "kiln", "what": "expects", "change": "removed", "text": "stands"},
        {"source": "kiln", "what": "ignores", "change": "added", "text": "CM205 at ash (so it is)"},
    ]
    told = json.loads(run("diff", "a.yaml", "b.yaml", "--json", folder=tmp_path).stdout)
    for row in rows[:2]:
        said = f"{row['text']} kiln/wood; strength kiln/cheap at least 0.2 at most 0.8"
        row["text"] = f"take kiln/street=yes-side; believe kiln/ash=0.9; {said} (For the street.)"
    assert (told["changed"], told["nodes"]["changed"], told["beside"]) == (True, [], rows)
    for words in ((), ("--markdown",)):
        shown = run("diff", "a.yaml", "b.yaml", *words, "--exit-code", folder=tmp_path)
        assert shown.code == 1
        said = " ".join(shown.stdout.split())
        assert "1 expectation added, 1 removed; 1 ignored rule added" in said
        assert "CM205 at ash" in said
    assert run("diff", "a.yaml", "a.yaml", "--exit-code", folder=tmp_path).code == 0
    renamed = (tmp_path / "b.yaml").read_text().replace("wood", "logs").replace("ash:", "cinders:")
    (tmp_path / "a.yaml").write_text(renamed.replace("logs fire", "wood fire"))
    told = json.loads(run("diff", "b.yaml", "a.yaml", "--json", folder=tmp_path).stdout)
    assert (told["names"], told["beside"]) == ({"kiln/ash": "kiln/cinders", "kiln/wood": "kiln/logs"}, [])
