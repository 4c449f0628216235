"""Mermaid maps and their hosts: settings, limits, several files, and what the person is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from consoles import run
from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Crux, Link, Node, Position, Source
from cruxmap.graph.problem import CruxmapError
from mermaids import boxes, chart, flat, maps, plain

if TYPE_CHECKING:
    from pathlib import Path


def test_hosts_are_asked_for_what_they_take() -> None:
    heads = {
        (form, host): export(flat(3), "mermaid", Options(form=form, host=host)).text.partition("\n---\n")[0]
        for form in ("mindmap", "flowchart")
        for host in ("obsidian", "github", "gitlab")
    }
    assert {form: heads[form, "github"].splitlines()[2] for form in ("mindmap", "flowchart")} == {
        "mindmap": "  layout: cose-bilkent",
        "flowchart": "  layout: dagre",
    }
    assert [host for (_, host), head in heads.items() if "htmlLabels" not in head] == ["gitlab", "gitlab"]


def test_what_no_host_draws_is_refused_with_the_number() -> None:
    pairs = [(f"s/n{one}", f"s/n{two}") for one in range(30) for two in range(one)]
    links = [Link(from_id=one, relation="supports", to_id=two) for one, two in pairs]
    nodes = flat(30).nodes.values()
    flowchart = Options(form="flowchart")
    assert export(Graph(nodes, links[:425]), "mermaid", flowchart).text.count('|"supports"|') == 425
    doubled = [Link(from_id=link.from_id, relation="attacks", to_id=link.to_id) for link in links]
    with pytest.raises(CruxmapError) as refused:
        export(Graph(nodes, [*links, *doubled[:66]]), "mermaid", flowchart)
    assert str(refused.value) == (
        "as one map this has 501 links, and obsidian draws at most 500: "
        "-o FOLDER splits it by branch, --focus or --source narrow it"
    )
    said = (
        r"^as one map this has \d+ characters, and gitlab draws at most 50000: without --whole it is split by branch, "
    )
    with pytest.raises(CruxmapError, match=said):
        export(flat(2500), "mermaid", Options(host="gitlab", whole=True, in_folder=True))


def test_of_forty_nodes_one_file_is_made_and_of_more_several() -> None:
    folder = Options(in_folder=True, form="flowchart")
    assert export(flat(40), "mermaid", folder).files == {}
    output = export(flat(41, section="A section"), "mermaid", folder)
    assert (output.text, output.notes) == ("", ())
    assert list(output.files) == ["overview.mmd", "01-claim-0-claim-35.mmd", "02-claim-36-claim-40.mmd"]
    whole = export(flat(41), "mermaid", Options(form="flowchart", in_folder=True, whole=True))
    assert (whole.files, whole.notes) == ({}, ())
    printed = export(flat(41), "mermaid", Options(form="flowchart"))
    assert printed.text == whole.text
    assert printed.notes == ("41 nodes in one map: -o FOLDER splits it by branch",)


@pytest.mark.parametrize("form", ["mindmap", "flowchart", "cruxes"])
def test_files_are_small_named_in_an_overview_and_hold_every_node(shipped: Graph, form: str) -> None:
    files = maps(export(shipped, "mermaid", Options(form=form, in_folder=True)))
    assert next(iter(files)) == "overview.mmd"
    overviews = plain("".join(text for text in files.values() if "→" in text).replace("\n", ""))
    assert [name for name in files if name != "overview.mmd" and f"→ {name}" not in overviews] == []
    assert [name for name, text in files.items() if len(boxes(text)) > 40] == []
    whole = set(boxes(export(shipped, "mermaid", Options(form=form)).text))
    assert whole - {box for text in files.values() for box in boxes(text)} <= {"2 documents"}


def test_a_large_graph_is_split_until_each_file_is_drawn() -> None:
    graph = flat(3000)
    reasons = [Link(from_id=node, relation="supports", to_id="s/c.zeal") for node in graph.nodes]
    crux = [
        Crux(id="s/c", kind="crux", text="Will it?"),
        Position(id="s/c.zeal", kind="position", text="It will", crux="s/c", side="zeal"),
    ]
    links = [*graph.links, *reasons, Link(from_id="s/c.zeal", relation="position_on", to_id="s/c")]
    for form in ("mindmap", "flowchart", "cruxes"):
        whole = Graph([*graph.nodes.values(), *crux], links)
        files = maps(export(whole, "mermaid", Options(form=form, in_folder=True)))
        assert 80 < len(files) < 120
        assert max(len(boxes(text)) for text in files.values()) <= 40
        assert max(map(len, files.values())) < 50_000


def test_a_mind_map_has_no_files_of_a_single_node() -> None:
    lone = [Node(id=f"s/lone-{place}", kind="claim", text=f"Lone {place}", section=f"L{place}") for place in range(5)]
    thesis = Source(id="s/source", kind="source", text="", title="Lone and many", thesis="s/lone-0")
    graph = Graph([thesis, *lone, *flat(60, section="Many").nodes.values()], [])
    files = maps(export(graph, "mermaid", Options(in_folder=True)))
    assert list(files) == [
        "overview.mmd",
        *(f"{place:02}-l{place - 1}.mmd" for place in (2, 3, 4, 5)),
        "06-many.mmd",
        "06-01-claim-0-claim-35.mmd",
        "06-02-claim-36-claim-59.mmd",
    ]
    assert boxes(files["overview.mmd"])[1] == "Lone 0"


def test_links_that_leave_a_file_point_to_where_they_lead() -> None:
    first, second = flat(30, section="One"), flat(60, section="Two")
    both = Graph({**second.nodes, **first.nodes}.values(), second.links)
    files = maps(export(both, "mermaid", Options(form="flowchart", in_folder=True)))
    assert list(files) == ["overview.mmd", "01-one.mmd", "02-two.mmd"]
    assert chart(files["01-one.mmd"])[-1] == '  n29 -->|"supports"| a0'
    assert '  a0("Two")' in chart(files["01-one.mmd"])
    assert chart(files["02-two.mmd"])[-1] == '  a0 -->|"supports"| n0'


def test_a_person_is_told_what_gitlab_does_with_long_maps(shipped: Graph) -> None:
    output = export(shipped, "mermaid", Options(host="gitlab"))
    assert output.notes == (
        "109 nodes in one map: -o FOLDER splits it by branch",
        "gitlab draws more than 2000 characters at once in files and wikis, in comments and descriptions after a click",
    )


def test_from_the_command_line(tmp_path: Path) -> None:
    ran = run("export", "mermaid", "--as", "cruxes", "-o", "maps", folder=tmp_path)
    assert (ran.stdout, ran.stderr, ran.code) == ("", "wrote 6 files to maps\n", 0)
    assert max(path.name for path in (tmp_path / "maps").iterdir()) == "overview.mmd"
    ran = run("export", "mermaid", "--as", "flowchart", "--focus", "crux-deploy", "--depth", "1", folder=tmp_path)
    assert (ran.stderr, ran.code) == ("", 0)
    assert "Will people really put" not in ran.stdout
    assert "Deploy dangerous models?" in ran.stdout
    ran = run("export", "mermaid", "--as", "mindmp", folder=tmp_path)
    assert ran.code == 2
