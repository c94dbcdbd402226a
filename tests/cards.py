"""Draw the cards that others show of a link to the site, one for each language: `make cards`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from string import Template

from playwright.sync_api import sync_playwright
from test_browser import serve

ROOT = Path(__file__).parent.parent
OVERRIDES = ROOT / "overrides"
CARDS = {
    "ko": ("돌려 보는 파이썬", "코드는 모두 도는 파일, 결과는 모두 그 실행에서."),
    "en": ("Runnable Python", "Every example is a file that runs. Every result came from it."),
}


def main() -> None:
    """Photograph overrides/root/card.html at 1200 × 630, in the site's own faces."""
    logo = (OVERRIDES / "partials/logo.html").read_text(encoding="utf-8")
    card = Template((OVERRIDES / "root/card.html").read_text(encoding="utf-8"))
    with serve(OVERRIDES) as base, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = chromium.new_page(viewport={"width": 1200, "height": 630})
        look = (OVERRIDES / "assets/look.css").read_text(encoding="utf-8")
        waiting = look.replace("font-display: optional", "font-display: block")
        css = {"body": waiting, "content_type": "text/css"}
        page.route("**/look.css", lambda route: route.fulfill(**css))
        for lang, (name, line) in CARDS.items():
            facts = {"lang": lang, "name": name, "line": line, "base": base}
            shown = card.substitute(facts, logo=re.sub(r"\{#.*?#\}", "", logo, flags=re.DOTALL))
            page.goto(base + "root/card.html")
            page.set_content(shown, wait_until="networkidle")
            page.screenshot(path=OVERRIDES / f"assets/images/card-{lang}.png")
        chromium.close()


main()
