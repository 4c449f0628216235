"""Writes the pictures of README and guide anew: the page of the shipped maps, as Chromium shows it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import cruxmap
from cruxmap.exports import export
from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent / "pictures"
PICTURES = {
    "cruxes": "",
    "map": "#view=map&focus=cotra/schemer-model&node=cotra/schemer-model",
    "study": "#view=study&card=cotra/crux-checks%23sides&answer=shown",
    "weighing": "#weigh=open&target=cotra/claim-major-risk&take=cotra/crux-goals.pessimist,cotra/crux-saints.optimist",
}
SIZE = 1280, 800
WIDE = {"weighing": (1440, 900)}
"""Pictures that want room for both sides beside an open panel."""
COLOURS = 128


def main() -> None:
    """Take every picture of PICTURES, of the page at that address."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("there is no Chromium here (Debian: apt install chromium)")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "page.html"
        page_file.write_text(export(cruxmap.load("@shipped"), "html").text, "utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, place in PICTURES.items():
            width, height = WIDE.get(name, SIZE)
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
            page.goto(page_file.as_uri() + place)
            few_colours = Image.open(BytesIO(page.screenshot())).quantize(COLOURS, dither=Image.Dither.NONE)
            few_colours.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
