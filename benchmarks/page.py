"""The interactive page: drawn in Chromium, beyond a blank page of the same run; and written, against pyvis's."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from made_up import generate
from paired import compare, cruxmap

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BLANK = '<!doctype html><html lang="en"><meta charset="utf-8"><title>blank</title><p>blank</p></html>\n'
TIMES = """async () => {
  const painted = await new Promise((done) => {
    const named = (list) => list.getEntriesByName("first-contentful-paint");
    const observer = new PerformanceObserver((list) => named(list).forEach((entry) => done(entry.startTime)));
    observer.observe({ type: "paint", buffered: true });
  });
  return Math.max(painted, performance.getEntriesByType("navigation")[0].loadEventEnd);
}"""
ROUNDS = 7


def drawn(browser: Browser, path: str) -> float:
    """Milliseconds from asking for a page until it is loaded, its scripts have run and it is painted."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"file://{path}")
    time: float = page.evaluate(TIMES)
    page.close()
    return time


def compare_drawing(folder: str, nodes: int, maps: int, *, most_seconds: float) -> bool:
    """Print the median time by which the page of a made-up library is painted later than a blank one."""
    library, page, blank = (os.path.join(folder, f"{nodes}{name}") for name in ("", ".html", "-blank.html"))
    generate(library, nodes, maps)
    subprocess.run([*cruxmap("-L", library, "export", "html", "-o", page)], check=True, stderr=subprocess.DEVNULL)
    with open(blank, "w", encoding="utf-8") as file:
        file.write(BLANK)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        drawn(browser, page)
        pairs = [(drawn(browser, blank), drawn(browser, page)) for _ in range(ROUNDS)]
        browser.close()
    seconds = sorted((there - bare) / 1000 for bare, there in pairs)
    median = statistics.median(seconds)
    good = median < most_seconds
    print(
        f"{nodes:,} nodes, painted {median:.2f} s after a blank page (from {seconds[0]:.2f} to {seconds[-1]:.2f}, "
        f"{ROUNDS} pairs), less than {most_seconds:g} s wanted" + ("" if good else "   MISSED")
    )
    return good


def chromium() -> str:
    """The browser on this machine."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    return path or sys.exit("no Chromium here (Debian: apt install chromium)")


def by_pyvis(folder: str, path: str) -> None:
    """Write pyvis's own page of the same nodes and links."""
    import cruxmap as package
    from pyvis.network import Network  # type: ignore[import-untyped]

    graph = package.load(folder)
    network = Network(directed=True, cdn_resources="in_line")
    for node in graph.nodes.values():
        network.add_node(node.id, label=node.title or node.text, title=node.text, group=node.kind)
    for link in graph.links:
        network.add_edge(link.from_id, link.to_id, title=link.relation)
    with open(path, "w", encoding="utf-8") as file:
        file.write(network.generate_html(notebook=False))


def compare_writing(folder: str) -> bool:
    """Print how long writing the page of 10,000 nodes takes, against pyvis."""
    library, page, other = (os.path.join(folder, name) for name in ("library", "page.html", "pyvis.html"))
    generate(library)
    return compare(
        "10,000 nodes, export html",
        ("sh", "-c", '"$0" "$@" 2> /dev/null', *cruxmap("-L", library, "export", "html", "-o", page)),
        pairs=7,
        most_ratio=1,
        against=(sys.executable, os.path.abspath(__file__), library, other),
        called="pyvis's own page",
    )


if __name__ == "__main__":
    if sys.argv[1:]:
        by_pyvis(*sys.argv[1:])
        sys.exit()
    with tempfile.TemporaryDirectory() as place:
        results = [
            compare_drawing(place, 1_000, 10, most_seconds=1),
            compare_drawing(place, 10_000, 100, most_seconds=2),
            compare_writing(place),
        ]
    sys.exit(not all(results))
