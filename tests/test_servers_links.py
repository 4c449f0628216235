"""Files that hold only links, on a server that several libraries share: none is taken for another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cruxmap.sources.library import read_library

if TYPE_CHECKING:
    from pathlib import Path

    from served import At
    from servers import Running


def write_links(home: Path, name: str, *rows: str) -> None:
    """A file with links between the maps m0, m1, …: `0 1` is that the first supports the other."""
    lines = (f"  - {{from: m{row[0]}/first, relation: supports, to: m{row[2]}/first}}\n" for row in rows)
    (home / "maps" / name).write_text("links:\n" + "".join(lines))


def links(path: str | Path) -> list[list[str]]:
    """What each file of links of a library says: the ends of its links."""
    maps = [one for one in read_library([str(path)]).maps if not one.id]
    return sorted([f"{link.from_id[1]} {link.to_id[1]}" for link in one.links] for one in maps)


def test_two_libraries_keep_their_links_apart(there: Running, at: At) -> None:
    one, other = at.library("one"), at.library("other", range(3, 6))
    write_links(one, "links.yaml", "0 1")
    write_links(other, "links.yaml", "3 4")
    for _ in range(2):
        for home in ("one", "other"):
            assert set(at.statuses(there, "-L", home, "push").values()) <= {"sent", "same"}
        write_links(one, "links.yaml", "0 1", "1 2")
        write_links(other, "links.yaml", "3 4", "4 5")
    assert links(f"sparql+{there.url}") == links_of_both(one, other)
    for home in ("one", "other"):
        at.statuses(there, "-L", home, "pull")
    assert links(one) == links(other) == links_of_both(one, other)[:2]


def links_of_both(one: Path, other: Path) -> list[list[str]]:
    """What both say, each once."""
    return sorted(map(list, {tuple(said) for home in (one, other) for said in links(home)}))


def test_links_stay_the_same_graph_when_they_change_and_when_their_file_is_renamed(there: Running, at: At) -> None:
    home = at.library()
    write_links(home, "links.yaml", "0 1")
    write_links(home, "more.yaml", "1 2")
    first = at.statuses(there, "-L", "lib", "push")
    (home / "maps" / "links.yaml").rename(home / "maps" / "bridges.yaml")
    assert at.statuses(there, "-L", "lib", "push") == dict.fromkeys(first, "same")
    write_links(home, "bridges.yaml", "0 1", "0 2")
    write_links(home, "another.yaml", "2 1")
    assert sorted(at.statuses(there, "-L", "lib", "push").values()) == ["same"] * 4 + ["sent"] * 2
    assert links(f"sparql+{there.url}") == links(home)
    (home / "maps" / "more.yaml").unlink()
    assert "removed" in at.statuses(there, "-L", "lib", "push", "--prune").values()
    assert links(f"sparql+{there.url}") == links(home) == [["0 1", "0 2"], ["2 1"]]


def test_links_that_were_pulled_are_the_same_when_the_record_is_lost_or_the_file_renamed(
    there: Running, at: At
) -> None:
    one, other = at.library("one"), at.library("other", range(0))
    write_links(one, "links.yaml", "0 1")
    write_links(one, "twin.yaml", "0 1")
    at.statuses(there, "-L", "one", "push")
    at.statuses(there, "-L", "other", "pull")
    (other / "servers.lock").unlink()
    for number, path in enumerate(sorted((other / "maps").glob("links-*.yaml"))):
        path.rename(path.with_name(f"bridges-{number}.yaml"))
    for command in ("pull", "push"):
        assert set(at.statuses(there, "-L", "other", command).values()) == {"same"}
    write_links(one, "links.yaml", "0 1", "1 2")
    assert "sent" in at.statuses(there, "-L", "one", "push").values()
    assert "fetched" in at.statuses(there, "-L", "other", "pull").values()
    assert links(other) == links(one) == [["0 1"], ["0 1", "1 2"]]
