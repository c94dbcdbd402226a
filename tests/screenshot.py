"""Take the README's screenshot of the built site: `make screenshot`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from test_browser import serve

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Photograph one page, named below the site's root, at the size of a small laptop."""
    with serve(ROOT / "site") as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = chromium.new_page(viewport={"width": 1100, "height": 760})
        page.goto(f"{address}{sys.argv[1]}", wait_until="networkidle")
        page.screenshot(path=ROOT / "screenshot.png")
        chromium.close()


main()
