"""Run a snippet in its page, in Debian's Chromium, and read pages that nobody runs anything in."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, Playwright, sync_playwright

from bake.browser import find_version
from bake.chromium import find_chromium
from bench.serving import Server, serve
from bench.stopwatch import run, summarize

ROOT = Path(__file__).parent.parent
HOST = "runnable.example:8000"
"""The address that the site is built for in port only: the theme treats localhost differently."""
PLAIN = "ko/asterisk/arguments/", "asterisk/call_mistakes.py"
"""A page, and a snippet on it that has a button and imports nothing."""
REPEATS = 5
"""Each as three new readers: one who runs, one who reads, one who reads without the runtime."""
WAIT = 60_000
"""Milliseconds after which a run counts as lost."""
SPARE = 3_000
"""Milliseconds in which a spare gets ready, several times what it takes."""
QUIET = 1_500
"""Milliseconds without a request after which a page is at rest."""
FLOOD = "n = 0\nwhile True:\n    print(n)\n    n += 1"

BYTES = "first run, MB gzipped"
SECOND = "second visit, s from click to output"
RESPAWN = "run with the spare, ms from click to output"
FRAME = "flood of output, ms of the worst frame"
IDLE_BYTES = "nobody clicks, KB gzipped more"
IDLE_REQUESTS = "nobody clicks, requests more"
BOUNDS = {BYTES: 8, SECOND: 1, RESPAWN: 150, FRAME: 150, IDLE_BYTES: 6, IDLE_REQUESTS: 3}
"""MB and KB are a million and a thousand bytes."""

CLICK = """([bar, wait]) => new Promise((resolve, reject) => {
    const began = performance.now();
    const see = (_, observer) => {
        if (!bar.parentElement.querySelector(".run-text")?.textContent) return;
        observer.disconnect();
        resolve(performance.now() - began);
    };
    new MutationObserver(see).observe(bar.parentElement, { childList: true, subtree: true });
    setTimeout(() => reject(new Error("no output")), wait);
    bar.querySelector(".run-run").click();
})"""
"""Milliseconds from the click on Run to the first text on the page."""

WATCH = """([bar, wait]) => new Promise((resolve, reject) => {
    let worst = 0, last = performance.now(), left = 3;
    const watch = (now) => {
        worst = Math.max(worst, now - last);
        last = now;
        if (bar.dataset.state === "cap") left -= 1;
        if (left) requestAnimationFrame(watch);
        else resolve(worst);
    };
    setTimeout(() => reject(new Error("no end")), wait);
    bar.querySelector(".run-run").click();
    requestAnimationFrame(watch);
})"""
"""Milliseconds of the longest frame from the click to the end, and to what the end lays out."""


def find_absence() -> str:
    """What is not here without which nothing of this can be measured."""
    if not find_chromium():
        return "chromium is not installed"
    return "" if find_version(ROOT) else "no runtime: make runtime fetches it"


def measure() -> dict[str, float]:
    """Medians by name, as BOUNDS has them; `site/` is built before, as `make site` does."""
    found: dict[str, list[float]] = {name: [] for name in BOUNDS}
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, before pages are read")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        without = _build_without(Path(name))
        with serve(ROOT / "site") as server:
            for repeat in range(REPEATS):
                figures = _visit_twice(playwright, server)
                figures |= _compare_idle(playwright, server, without)
                for key, figure in figures.items():
                    found[key].append(figure)
                print(f"\r{repeat + 1}/{REPEATS} ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return {name: summarize(name, figures) for name, figures in found.items()}


def _build_without(root: Path) -> Path:
    """The same pages, built where there is no runtime."""
    for name in ("bake", "data", "docs", "overrides", "records", "snippets"):
        without_images = shutil.ignore_patterns("*-ubyte", "__pycache__")
        shutil.copytree(ROOT / name, root / name, ignore=without_images)
    for path in (*ROOT.glob("mkdocs*.yml"), *ROOT.glob("requirements*.txt")):
        shutil.copy(path, root)
    run([sys.executable, "-m", "bake", "site"], cwd=root)
    return root / "site"


def _visit_twice(playwright: Playwright, server: Server) -> dict[str, float]:
    """A reader's first visit; then Chromium starts anew with what it kept on the disk."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        with _open_page(playwright, server, profile) as page:
            before = len(server.sent)
            _click(_find_bar(page), CLICK)
            page.wait_for_timeout(SPARE)
            _settle(page, server)
            moved = sum(server.sent[before:])
        with _open_page(playwright, server, profile) as page:
            bar = _find_bar(page)
            second = _click(bar, CLICK)
            page.wait_for_timeout(SPARE)
            respawn = _click(bar, CLICK)
            bar.locator(".run-edit").click()
            bar.locator("xpath=..").locator("textarea").fill(FLOOD)
            page.wait_for_timeout(SPARE)
            frame = _click(bar, WATCH)
    return {BYTES: moved / 1e6, SECOND: second / 1e3, RESPAWN: respawn, FRAME: frame}


def _compare_idle(playwright: Playwright, server: Server, without: Path) -> dict[str, float]:
    """What the page costs more than the same page built without the runtime."""
    requests, size = _open_idle(playwright, server)
    usual, server.folder = server.folder, without
    bare_requests, bare_size = _open_idle(playwright, server)
    server.folder = usual
    return {IDLE_BYTES: (size - bare_size) / 1e3, IDLE_REQUESTS: requests - bare_requests}


def _open_idle(playwright: Playwright, server: Server) -> tuple[int, int]:
    """Requests and bytes of a page at the first visit to the site."""
    before = len(server.sent)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        _open_page(playwright, server, profile),
    ):
        return len(server.sent) - before, sum(server.sent[before:])


@contextmanager
def _open_page(playwright: Playwright, server: Server, profile: str) -> Iterator[Page]:
    """The page, at rest, in a Chromium of its own; an error in its console ends the bench."""
    rule = f"MAP {HOST} 127.0.0.1:{server.server_port}"
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=find_chromium(),
        args=["--no-sandbox", f"--host-resolver-rules={rule}"],
        viewport={"width": 1280, "height": 900},
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.goto(f"http://{HOST}/{PLAIN[0]}", wait_until="networkidle")
    _settle(page, server)
    yield page
    context.close()
    if wrong:
        sys.exit(f"{PLAIN[0]}: {wrong[0]}")


def _settle(page: Page, server: Server) -> None:
    """Wait until nothing was asked for in a while: workers ask too, of which the page knows not."""
    before = -1
    while before < len(server.sent):
        before = len(server.sent)
        page.wait_for_timeout(QUIET)


def _find_bar(page: Page) -> Locator:
    """What holds the buttons of the snippet's first block."""
    bar = page.locator(f'.baked-ways[data-file="snippets/{PLAIN[1]}"]').first
    bar.locator(".run-run").wait_for()
    return bar


def _click(bar: Locator, script: str) -> float:
    """Click Run and watch, as a script says."""
    return float(bar.page.evaluate(script, [bar.element_handle(), WAIT]))
