"""The built site in Chromium, as its readers see it: phone and desktop, light and dark."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import bake
from in_page import CHROMIUM, open_browser
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path.relative_to(ROOT / "docs/ko") for path in (ROOT / "docs/ko").rglob("*.md"))
PAGES = [path.with_suffix("").as_posix().removesuffix("index") + "/" for path in SOURCES]

LINES_OF_LABELS = """
Math.max(0, ...[...document.querySelectorAll(".baked-chart tbody th code")].map(label => {
    const size = parseFloat(getComputedStyle(label).fontSize);
    return label.getBoundingClientRect().height / size / 1.2;
}))
"""
"""A bar's label that stands letter under letter fits every width and reads like none."""
FRUGAL = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
"""Our faces never come: on a slow page they would, with a warning of Chromium's or without."""

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a line per request."""

    def log_message(self, *_: object) -> None: ...


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port; the value is its address."""
    server = ThreadingHTTPServer(("localhost", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Build the site and serve it."""
    bake(ROOT, "site")
    with serve(ROOT / "site") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("ko", 360, "light"), ("ko", 1280, "dark"), ("en", 360, "dark"), ("en", 1280, "light")],
)
def test_pages_fit_and_ask_nobody_else(
    address: str, browser: Browser, language: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    context.add_init_script(FRUGAL)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    for name in PAGES:
        page.goto(f"{address}{language}/{name.lstrip('/')}")
        assert page.get_attribute("html", "lang") == language
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert page.locator(".baked-problem").count() == 0
        assert page.evaluate(LINES_OF_LABELS) <= 2, name
    palette = page.get_attribute("body", "data-md-color-scheme")
    assert palette == ("slate" if scheme == "dark" else "default")
    assert complaints == []
    assert {url for url in asked if not url.startswith((address, "data:", "blob:"))} == set()
    context.close()


def open_page(browser: Browser, url: str) -> Page:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(url)
    return page


def test_annotations_become_buttons_that_open(address: str, browser: Browser) -> None:
    page = open_page(browser, f"{address}ko/asterisk/arithmetic/")
    for note in page.locator(".highlight .note").all():  # made when a reader comes near
        note.scroll_into_view_if_needed()
        expect(note.locator(".md-annotation__index")).to_have_count(1)
    markers = page.locator(".md-annotation__index")
    assert markers.count() == len(re.findall(r"# \(\d+\)!", read_shown_code("arithmetic")))
    assert page.locator(".highlight + ol:visible").count() == 0, "the lists moved into the code"
    markers.first.focus()  # by keyboard: the marker's pulse never stands still for a click
    page.wait_for_selector(".md-tooltip--active")
    page.context.close()


def read_shown_code(page: str) -> str:
    """The text of every cell that a page shows, as often as it shows it."""
    from bake.check import read_project
    from bake.snippet import select_cells

    project = read_project(ROOT)
    [shown] = [p for p in project.pages if p.language == "ko" and p.path.stem == page]
    text = ""
    for block in shown.blocks:
        if block.name == "snippet":
            cells = select_cells(project.snippets[block.files[0]], block.selection)
            assert not isinstance(cells, str)
            text += "\n".join(cell.source for cell in cells)
    return text


def test_copy_button_copies_its_own_cell(address: str, browser: Browser) -> None:
    page = open_page(browser, f"{address}en/asterisk/repetition/")
    page.wait_for_selector(".md-code__button, .md-clipboard", state="attached")
    second = page.locator("#shared_rows_broken-1, [id^=shared_rows_broken]").first
    cell = second.locator(".highlight").nth(1)
    cell.hover()
    cell.locator("button").first.click()
    expect(page.locator(".md-dialog")).to_contain_text("Copied to clipboard")  # it stays
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == "grid[0][0] = 1\nprint(grid)"
    page.context.close()


def test_provenance_opens_to_the_record(address: str, browser: Browser) -> None:
    page = open_page(browser, f"{address}ko/concurrency/six_ways/")
    runs = page.locator("details.baked-runs").first
    runs.locator("summary").click()
    link = runs.locator("tbody a").first
    assert link.is_visible()
    target = page.evaluate("element => element.href", link.element_handle())
    assert page.request.get(target).json()["nbformat"] == 4
    page.context.close()


def test_language_link_leads_to_the_same_page_without_script(
    address: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}ko/concurrency/six_ways/")
    href = page.get_attribute('a[hreflang="en"]', "href") or ""
    page.goto(page.url + href)
    assert page.url == f"{address}en/concurrency/six_ways/"
    assert page.get_attribute("html", "lang") == "en"
    context.close()
