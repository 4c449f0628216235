"""What a text in Argdown includes: read in its place, told where it cannot be, and never from outside."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import cruxmap
import pytest
from cruxmap.graph.problem import Span
from cruxmap.sources.cache_folder import Cache
from cruxmap.sources.library import read_library
from msgspec.structs import replace

if TYPE_CHECKING:
    from pathlib import Path

    from cruxmap.sources.library import Library

NOWHERE = Span()
PARTS = {
    "main.argdown": """@include(_terms.argdown)

[Go]: We go.
  + <Sun>

@include(more/_sun.argdown)

[End]: e
""",
    "_terms.argdown": "\ufeff[Picnic]: A picnic.\r\n",
    "more/_sun.argdown": """<Sun>: It shines.

@include(../_terms.argdown)

@include(../main.argdown)

  - [Rain]
""",
    "cruxmap.toml": "",
}


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    (tmp_path / "more").mkdir()
    for name, text in PARTS.items():
        (tmp_path / name).write_text(text, "utf-8", newline="")
    return tmp_path


def told(library: Library, folder: Path) -> list[str]:
    return [f"{one.span} {one.message}".removeprefix(f"{folder}/") for one in library.findings]


def test_what_a_text_includes_is_read_in_its_place(parts: Path) -> None:
    library = read_library([str(parts)])
    nodes = [node for node in library.graph.nodes.values() if node.kind != "source"]
    assert [(node.title, node.span.line) for node in nodes] == [
        *(("Picnic", 1), ("Go", 3), ("Sun", 4), ("Rain", 6), ("End", 8))
    ]
    assert {node.span.file for node in nodes} == {f"{parts}/main.argdown"}
    assert told(library, parts) == [
        "more/_sun.argdown:5:1 the included file '../main.argdown' includes this text in turn",
        "more/_sun.argdown:7:1 a relation has nothing above it here to relate to",
    ]


def test_what_is_included_is_what_the_program_includes(parts: Path, node_modules: Path) -> None:
    (parts / "more" / "_sun.argdown").write_text("<Sun>: It shines.\n  - [Rain]\n\n@include(../_terms.argdown)")
    (parts / "_terms.argdown").write_text("[Picnic]: A picnic.\n")  # the program takes no byte order mark
    program = node_modules / ".bin" / "argdown"
    subprocess.run([program, "json", "main.argdown", "out", "--silent"], cwd=parts, check=True)
    direct, found = cruxmap.load(parts / "main.argdown"), cruxmap.load(parts / "out" / "main.json")
    assert [node.id for node in found.nodes.values()] == [node.id for node in direct.nodes.values()]
    assert [replace(link, span=NOWHERE) for link in found.links] == [
        replace(link, span=NOWHERE) for link in direct.links
    ]


def test_nothing_from_outside_is_included(parts: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other") / "secret.argdown"
    other.write_text("[Secret]: s\n")
    (parts / "more" / "link.argdown").symlink_to(other)
    ways = [str(other), f"../{other.parent.name}/secret.argdown", "more/link.argdown", "gone.argdown", "more"]
    (parts / "main.argdown").write_text("".join(f"@include({way})\n\n" for way in ways) + "[A]: a\n")
    library = read_library([str(parts / "main.argdown")])
    assert [node.title for node in library.graph.nodes.values()][1:] == ["A"]
    assert [message.split("' ")[1] for message in told(library, parts)] == [
        *["lies outside of the library and is not read"] * 3,
        "is not there",
        "is no regular file",
    ]
    (parts / "cruxmap.toml").unlink()
    (parts / "more" / "main.argdown").write_text("@include(../_terms.argdown)\n\n[B]: b\n")
    assert "outside" in told(read_library([str(parts / "more" / "main.argdown")]), parts)[0]


def test_a_library_that_includes_is_read_anew(parts: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = Cache(str(tmp_path_factory.mktemp("cache")), str(tmp_path_factory.mktemp("secret") / "secret"))

    def titles() -> list[str]:
        return [node.title for node in read_library([str(parts)], cache=kept).graph.nodes.values()][1:]

    for name, text in PARTS.items():
        (parts / name).write_text(text.replace("@include(", "// "), "utf-8", newline="")
    assert titles() == titles() == ["Go", "Sun", "End"]
    (parts / "main.argdown").write_text(PARTS["main.argdown"])
    assert titles() == titles() == ["Picnic", "Go", "Sun", "Rain", "End"]
    (parts / "_terms.argdown").write_text("[Trip]: A trip.\n")
    assert titles() == ["Trip", "Go", "Sun", "Rain", "End"]
