"""Rules of other packages: they work, and what is wrong with them is reported under their package's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consoles import run_line

if TYPE_CHECKING:
    from pathlib import Path

PLUGIN = """
from cruxmap.graph.rule import Fault, Rule

def shouting(subject):
    for node in subject.graph.nodes.values():
        if node.text.isupper():
            yield Fault(node.span, f"{node.id} shouts", "lower your voice")

def broken(subject):
    yield Fault(next(iter(subject.graph.nodes.values())).span, "half way")
    raise ValueError("out of breath")

RULES = (
    Rule("AB001", "shouting", "warning", "A text is all capitals.", check=shouting),
    Rule("AB002", "breathless", "info", "Never found.", check=broken),
    Rule("CM999", "posing", "info", "Poses as one of ours.", check=shouting),
    "no rule at all",
    Rule("AB003", "wordless", "info", 42),
    Rule("AB004", "faultless", "info", "Yields no faults.", check=lambda subject: ["m.yaml"]),
)
"""


def install_plugin(folder: Path, code: str = PLUGIN) -> None:
    info = folder / "plugins" / "loud_maps-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "plugins" / "loud_maps.py").write_text(code, "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loud-maps\nVersion: 1.0\n", "utf-8")
    entry = "[cruxmap.rules]\nloud = loud_maps:RULES\ngone = loud_maps:NOTHING\n"
    (info / "entry_points.txt").write_text(entry, "utf-8")


def test_rules_of_packages_work_and_their_faults_are_theirs(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(
        "source: {id: m, title: My map, thesis: a}\nclaims: {a: {text: BUY ONE!}}\n", "utf-8"
    )
    install_plugin(tmp_path)
    form = "--output-format concise"
    ran = run_line(f"PYTHONPATH=plugins cruxmap check m.yaml {form}", tmp_path)
    assert ran.stdout.splitlines() == [
        "m.yaml:2:10: warning: AB001 shouting: m/a shouts",
        (
            "package loud-maps:1:1: error: CM007 plugin-failed: gone could not be loaded: "
            "AttributeError: module 'loud_maps' has no attribute 'NOTHING'"
        ),
        (
            "package loud-maps:1:1: error: CM007 plugin-failed: loud has the code 'CM999': "
            "capitals other than CM and three digits"
        ),
        "package loud-maps:1:1: error: CM007 plugin-failed: loud is a Rule with fields of the wrong types",
        "package loud-maps:1:1: error: CM007 plugin-failed: loud is no Rule but of type str",
        (
            "package loud-maps:1:1: error: CM007 plugin-failed: rule AB002 breathless broke down: "
            "ValueError: out of breath"
        ),
        (
            "package loud-maps:1:1: error: CM007 plugin-failed: rule AB004 faultless broke down: "
            "TypeError: it yields ''m.yaml'', which is no Fault(span, message, hint)"
        ),
        "6 errors, 1 warning",
    ]
    quiet = run_line(f"PYTHONPATH=plugins cruxmap check m.yaml {form} --select AB0", tmp_path)
    assert quiet.stdout.splitlines()[0] == "m.yaml:2:10: warning: AB001 shouting: m/a shouts"
    assert "AB001 shouting  warning" in run_line("PYTHONPATH=plugins cruxmap explain AB001", tmp_path).stdout
