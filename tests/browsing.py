"""The interactive page in a real browser: written to a file, opened, and watched for what it must never do."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    import cruxmap
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

VIEWS = ("cruxes", "map", "network", "outline", "study")
WIDE, MIDDLE, NARROW = (1440, 900), (1024, 768), (360, 740)
Scheme = Literal["light", "dark"]
PATIENCE = 60_000  # milliseconds: a busy machine is no fault of the page
expect.set_options(timeout=PATIENCE)

HAS_STORED = "() => { try { return localStorage.length > 0 } catch { return true } }"


class Watched(NamedTuple):
    """A page at work: where its file is, what it asked the network for, and all it wrote to the console."""

    page: Page
    url: str
    requests: list[str]
    said: list[str]


def written(graph: cruxmap.Graph, folder: Path, **options: Any) -> str:
    """The address of the page of a graph, written to a folder."""
    path = folder / "page.html"
    path.write_text(export(graph, "html", Options(**options)).text, "utf-8")
    return path.as_uri()


@contextmanager
def watched(
    browser: Browser,
    url: str,
    *,
    size: tuple[int, int] = WIDE,
    scheme: Scheme = "light",
    bypass_csp: bool = False,
    scale: float = 1,
    now: datetime | None = None,
) -> Iterator[Watched]:
    """The page in a tab of its own, at a time if that matters; in the end it must have loaded only itself and said nothing.

    A context, which takes longer to make than the page to load, is used again when its tab is closed, if nothing was
    stored in it: what is cleared away may still be on its way there. Never by two at a time.
    """
    unused = _unused(browser, bypass_csp, scale, now is not None)
    context = unused.pop() if unused else browser.new_context(bypass_csp=bypass_csp, device_scale_factor=scale)
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_default_timeout(PATIENCE)
    if now:
        page.clock.set_fixed_time(now)
    shown = Watched(page, url, [], [])

    def refuse(dialog: Dialog) -> None:
        shown.said.append(dialog.message)
        dialog.dismiss()

    page.on("request", lambda request: shown.requests.append(request.url.partition("#")[0]))
    page.on("console", lambda message: shown.said.append(message.text))
    page.on("pageerror", lambda error: shown.said.append(str(error)))
    page.on("dialog", refuse)
    try:
        yield shown
    finally:
        if page.evaluate(HAS_STORED):
            context.close()
        else:
            for tab in context.pages:
                tab.close()
            unused.append(context)
    assert set(shown.requests) <= {url}
    assert shown.said == []


@cache
def _unused(_browser: Browser, _bypass_csp: bool, _scale: float, _fixed_time: bool) -> list[BrowserContext]:
    """The contexts of these settings without a tab."""
    return []


def fresh(shown: Watched, address: str = "") -> Page:
    """The page loaded anew at an address such as `#view=map`."""
    shown.page.goto("about:blank")
    shown.page.goto(shown.url + address)
    return shown.page


def state_of(page: Page) -> dict[str, object]:
    """All that a reader sees: the view, the details, filters, search and the title."""
    found: dict[str, object] = page.evaluate(
        """() => ({
          view: document.querySelector("#views [aria-current]").textContent,
          main: document.getElementById("main").innerText,
          fields: [...document.querySelectorAll("#main input, #main select, #query")].map((field) => field.value),
          pressed: [...document.querySelectorAll("[aria-pressed=true]")].map((button) => button.id),
          chosen: [...document.querySelectorAll("#main .chosen")].map((one) => one.dataset.id || one.dataset.key),
          details: document.getElementById("details").innerText,
          weighing: document.getElementById("weighing").innerText + document.getElementById("weigh-bar").innerText,
          taken: [...document.querySelectorAll("#main .switch :checked")].map((side) => side.id || side.value),
          filters: [...document.querySelectorAll("#filters input:checked")].map((box) => box.id),
          count: document.getElementById("hit-count").textContent,
          title: document.title,
        })"""
    )
    return found


def focused(page: Page) -> str:
    """What has the focus: its id, else the node it stands for, else its words."""
    found: str = page.evaluate(
        """() => { const here = document.activeElement;
          return here.id || here.dataset.node || here.dataset.badge || here.dataset.key || here.textContent || here.tagName; }"""
    )
    return found


def texts(page: Page, selector: str) -> list[str]:
    """The text of every element, shown or not."""
    return [text or "" for text in page.locator(selector).all_text_contents()]


def gone_through(page: Page) -> list[dict[str, Any]]:
    """Every card of the Study view, asked, turned and known, with what its answer shows."""
    found: list[dict[str, Any]] = page.evaluate(
        """() => {
          const all = (selector) => [...document.querySelectorAll(selector)];
          const found = [];
          for (let card; (card = document.querySelector(".flip")) && found.length < 1000; document.getElementById("known").click()) {
            document.getElementById("turn").click();
            found.push({
              card: card.dataset.card,
              question: document.querySelector(".flip h2").innerText,
              points: all(".points > li").map((one) => one.textContent),
              linked: all(".points a[data-node]").map((one) => one.dataset.node),
              why: all(".flip-why li").length,
              ordered: all("ol.points").length,
            });
          }
          return found;
        }"""
    )
    return found


def unfold_tree(page: Page) -> None:
    """Open every branch of the outline."""
    page.evaluate(
        """() => { for (let closed; (closed = document.querySelector("#tree [aria-expanded=false]"));) {
          document.querySelectorAll("#tree [aria-expanded=false]").forEach((row) => setOpenByClick(row)); }
          function setOpenByClick(row) { row.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true })); } }"""
    )


def fates(page: Page, section: str) -> dict[str, str]:
    """The nodes that a part of the panel tells of, each with what it says of them."""
    found: dict[str, str] = page.evaluate(
        """(title) => Object.fromEntries([...document.querySelectorAll("#weighing .part")].filter((part) => part.querySelector("h3")?.textContent.startsWith(title))
          .flatMap((part) => [...part.querySelectorAll(".fated li")].map((row) => [row.querySelector("a").dataset.node, row.querySelector(".fate-line").innerText])))""",
        section,
    )
    return {node: " ".join(words.split()) for node, words in found.items()}
