"""Notes as pages in a real browser: maps drawn, anchors reached, day and night, phone and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import NARROW, WIDE, Scheme, Watched, watched
from cruxmap.commands.note_pages import note_page
from hostile import HOSTILE
from playwright.sync_api import expect
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

NOTE = """---
cruxmap: note
---
# How ponds freeze ^source

## 🧠 Core Thesis
Ponds freeze from the top, and that keeps fish alive. ^thesis

## 🗺️ Visual Concept Map
```mermaid
mindmap
  root((Ponds))
    Ice
      It floats
    Fish
      They stay below
    Spring
      It melts from the rim
```

```mermaid
flowchart LR
  a["Cold"] -->|causes| b["Ice"]
```

## 🔑 Key Concepts & Mechanisms
### 1. Ice (Complexity: 2 → ELI8) ^ice
*   **The Logic**: Ice is [lighter than water](#^density), see [the book](https://example.org/a/long/address/of/a/book).
*   Density falls below four degrees. ^density

## 📊 Structural Analysis
| Failure | How it shows in the pond | What to do about it | Who says so |
|---|---|---|---|
| [Dead fish](#^ice) | They float up when the ice melts in spring | Keep a hole open | Fishermen and owners |
"""
AXE = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160))])"""
SEEN = "selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).length"


def opened(shown: Watched) -> Page:
    shown.page.goto(shown.url)
    shown.page.wait_for_function("document.documentElement.dataset.maps === 'done'")
    return shown.page


def written(folder: Path, markdown: str) -> str:
    path = folder / "note.html"
    path.write_text(note_page(markdown, "A note"), "utf-8")
    return path.as_uri()


def seen(page: Page, selector: str) -> int:
    """How many elements are shown."""
    found: int = page.evaluate(SEEN, selector)
    return found


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_maps_are_drawn_for_day_and_night(
    browser: Browser, node_modules: Path, tmp_path: Path, scheme: Scheme, size: tuple[int, int]
) -> None:
    with watched(browser, written(tmp_path, NOTE), scheme=scheme, size=size, bypass_csp=True) as shown:
        page = opened(shown)
        assert seen(page, ".by-day svg") == (2 if scheme == "light" else 0)
        assert seen(page, ".by-night svg") == (2 if scheme == "dark" else 0)
        assert seen(page, "details[open]") == 0
        assert "They stay below" in str(page.locator(".map svg").first.text_content())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.evaluate((node_modules / "axe-core" / "axe.min.js").read_text("utf-8"))
        assert page.evaluate(AXE) == []


def test_links_lead_to_blocks(browser: Browser, tmp_path: Path) -> None:
    with watched(browser, written(tmp_path, NOTE)) as shown:
        page = opened(shown)
        for words, there in (
            ("lighter than water", "Density falls below four degrees."),
            ("Dead fish", "1. Ice (Complexity: 2 → ELI8)"),
            ("📊 Structural Analysis", "📊 Structural Analysis"),
        ):
            page.get_by_role("link", name=words, exact=True).click()
            expect(page.locator(":target")).to_have_text(there, use_inner_text=True)


def test_without_scripts_the_words_are_there(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written(tmp_path, NOTE))
    assert page.get_by_role("listitem").get_by_text("It melts from the rim", exact=True).is_visible()
    assert not page.locator(".drawn").first.is_visible()
    context.close()


def test_a_map_that_cannot_be_drawn_says_so_and_shows_its_words(browser: Browser, tmp_path: Path) -> None:
    note = "```mermaid\nmindmap\n  root((a\n```\n\n```mermaid\nmindmap\n  b\n```\n"
    with watched(browser, written(tmp_path, note)) as shown:
        page = opened(shown)
        assert (
            page.locator(".map").first.inner_text().split("\n")[0] == "The map in words, since Mermaid cannot draw it"
        )
        assert seen(page, ".map svg") == 1
        assert page.locator("body > *:not(main, script)").count() == 0


@pytest.mark.parametrize("form", ["mindmap\n  root\n    {}\n", 'flowchart LR\n  a["{}"] --> b\n'])
def test_nothing_in_a_map_runs(browser: Browser, tmp_path: Path, form: str) -> None:
    maps = (f"```mermaid\n{form.replace('{}', text)}```\n\n" for text in HOSTILE if "```" not in text)
    with watched(browser, written(tmp_path, "".join(maps)), bypass_csp=True) as shown:
        page = opened(shown)
        assert page.evaluate("window.ran") is None
        assert page.locator("main script, main iframe, main img").count() == 0


def test_on_paper_maps_are_light_links_tell_addresses_and_rows_stay_whole(browser: Browser, tmp_path: Path) -> None:
    rows = "".join(f"| {number} | {'A long story. ' * 30} |\n" for number in range(60))
    passage = "[a passage](https://example.org/text#:~:text=first%20words)"
    note = f"{NOTE}\n{passage}\n\n| n | story |\n|---|---|\n{rows}"
    with watched(browser, written(tmp_path, note), scheme="dark") as shown:
        page = opened(shown)
        page.emulate_media(media="print", color_scheme="dark")
        assert (seen(page, ".by-day svg"), seen(page, ".by-night svg"), seen(page, "nav, details")) == (2, 0, 0)
        assert page.evaluate("getComputedStyle(document.querySelector('tr')).breakInside") == "avoid"
        pdf = page.pdf(format="A4")
    texts = pages(pdf)
    assert len(texts) > 4
    assert "https://example.org/a/long/address/of/a/book" in "".join("".join(texts).split())
    assert "first%20words" not in "".join("".join(texts).split())
    body = texts[-1].split()
    assert body[0] == "n", "the head of a table stands on every page"


def pages(pdf: bytes) -> list[str]:
    """The words of each page of a PDF."""
    document = PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def test_the_documents_at_hand(browser: Browser, shared: Path, tmp_path: Path) -> None:
    notes = sorted((shared / "notes").glob("*.md"))
    assert notes
    for note in notes:
        with watched(browser, written(tmp_path, note.read_text("utf-8")), size=NARROW) as shown:
            page = opened(shown)
            assert seen(page, ".by-day svg") >= 1
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
