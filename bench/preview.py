"""Save a file under `make serve`, and wait until a browser shows it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from bake.chromium import find_chromium
from bench.stopwatch import summarize

ROOT = Path(__file__).parent.parent
PORT = 8019
SHOWN = "ko/asterisk/packing"
SNIPPET = "asterisk/gather_positional.py"
"""A snippet on that page."""
REPEATS = 5
WAIT = 60
"""Seconds after which a change counts as lost."""
FIRST = "preview, s from its start to the first page"
PAGE = "a page saved, s until it is seen"
OWN_RUN = "a snippet saved, s until it is seen, its own run left out"
STYLE = "a style saved, s until it is seen"
TEMPLATE = "a template saved, s until it is seen"
BOUNDS = {FIRST: 5, PAGE: 1, OWN_RUN: 1, STYLE: 1, TEMPLATE: 1}


def measure() -> dict[str, float]:
    """Medians over copies of this project's pages, in both languages."""
    found: dict[str, list[float]] = {name: [] for name in BOUNDS}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        root = Path(name)
        copy_project(root)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        began = time.perf_counter()
        with start_preview(root, PORT) as address:
            page.goto(f"{address}{SHOWN}/")
            found[FIRST].append(time.perf_counter() - began)
            page.wait_for_timeout(15_000)  # until all pages are rendered
            for repeat in range(REPEATS):
                for key, took in _change_all(root, page, repeat):
                    found[key].append(took)
        browser.close()
    return {name: summarize(name, figures) for name, figures in found.items()}


def copy_project(root: Path) -> None:
    """Everything that a preview reads, the built runtime and converted notebooks included."""
    without = shutil.ignore_patterns("*-ubyte", "__pycache__")
    for name in ("bake", "data", "docs", "overrides", "records", "snippets"):
        shutil.copytree(ROOT / name, root / name, ignore=without)
    for path in (*ROOT.glob("mkdocs*.yml"), *ROOT.glob("requirements*.txt")):
        shutil.copy(path, root)
    (root / ".cache").mkdir()
    for name in ("runtime", "notebooks", "ort"):
        (root / ".cache" / name).symlink_to(ROOT / ".cache" / name)


@contextmanager
def start_preview(root: Path, port: int) -> Iterator[str]:
    """A preview in a process of its own, from its first word to its end."""
    command = [sys.executable, "-m", "bake", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr, "a pipe"
        word = process.stderr.readline()
        if "shows" not in word:
            sys.exit(word)
        try:
            yield word.split()[0]
        finally:
            process.terminate()
            process.communicate()


def _change_all(root: Path, page: Page, repeat: int) -> Iterator[tuple[str, float]]:
    """Save one file of each kind."""
    text, docs = f"bench-{repeat}", root / f"docs/{SHOWN}.md"
    body = f"() => document.body.textContent.includes('{text}')"
    yield PAGE, _save(page, docs, docs.read_text("utf-8") + f"\n{text}\n", body)
    style = root / "overrides/assets/extra.css"
    color = f"() => getComputedStyle(document.body).outlineWidth === '{repeat + 1}px'"
    rule = f"body {{ outline: {repeat + 1}px solid }}\n"
    yield STYLE, _save(page, style, style.read_text("utf-8") + rule, color)
    template = root / "overrides/main.html"
    meta = f'{{% block extrahead %}}<meta name="{text}">'
    content = template.read_text("utf-8").replace("{% block extrahead %}", meta)
    yield TEMPLATE, _save(page, template, content, f"() => document.querySelector('[name={text}]')")
    snippet = root / "snippets" / SNIPPET
    content = snippet.read_text("utf-8") + f"print('{text}'.upper())\n"
    output = f"() => document.body.textContent.includes('{text.upper()}')"
    took = _save(page, snippet, content, output)
    record = (root / "records/cpu" / SNIPPET).with_suffix(".ipynb").read_text("utf-8")
    [seconds] = re.findall(r'"seconds": ([\d.]+)', record)
    yield OWN_RUN, took - float(seconds)


def _save(page: Page, path: Path, content: str, seen: str) -> float:
    """Seconds from saving a file to a page on which something is true."""
    began = time.perf_counter()
    path.write_text(content, "utf-8")
    while not _is_true(page, seen):
        if time.perf_counter() - began > WAIT:
            sys.exit(f"{path.name}: the change was never shown")
        page.wait_for_timeout(10)
    took = time.perf_counter() - began
    page.wait_for_timeout(3_000)  # until the pages nobody looks at are rendered too
    return took


def _is_true(page: Page, seen: str) -> bool:
    with suppress(Error):  # the page is being loaded anew
        return bool(page.evaluate(seen))
    return False
