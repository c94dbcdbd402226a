"""What several test files need: small projects on disk, and records without a run."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from in_page import ADDRESS, Handler, Server, Serving, open_browser

from bake.check import Project
from bake.front import read_date
from bake.outcome import Output, Run
from bake.page import read_page
from bake.problem import Problem
from bake.record import Facts, Record
from bake.snippet import Snippet, compute_fingerprint, read_snippet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"

# A shell that starts the tests in the background has them, and all they start, ignore Ctrl+C.
signal.signal(signal.SIGINT, signal.default_int_handler)
HEADER = '# /// script\n# requires-python = ">=3.11"\n# dependencies = []\n{tool}# ///\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A writable copy of the small two-language project."""
    return Path(shutil.copytree(DATA / "project", tmp_path / "project"))


@pytest.fixture
def write_snippet(tmp_path: Path) -> Callable[..., Snippet | Problem]:
    """Write and read a snippet `asterisk/NAME.py` made of a body and `[tool.bake]` lines."""

    def write(body: str, tool: str = "", name: str = "example") -> Snippet | Problem:
        lines = "".join(f"# {line}\n" for line in tool.splitlines())
        header = HEADER.format(tool=f"# [tool.bake]\n{lines}" if tool else "")
        path = tmp_path / "snippets" / "asterisk" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((header + body).encode())
        return read_snippet(path, tmp_path)

    return write


def make_run(snippet: Snippet, *stdout: str, **changes: object) -> Run:
    """A run of a snippet whose code cells printed the given texts."""
    outputs = tuple(
        Output(cell.name, text, "", ())
        for cell, text in zip(snippet.code_cells, stdout, strict=True)
    )
    facts: dict[str, object] = {
        "snippet": snippet.name,
        "runner": "cpu",
        "date": "2026-11-21",
        "seconds": 0.5,
        "peak_mb": 20,
        "published": {},
        "outputs": outputs,
    }
    return Run(**(facts | changes))  # type: ignore[arg-type]


def make_record(snippet: Snippet, root: Path, *stdout: str, **changes: object) -> Record:
    """A fresh record of such a run."""
    environment: Facts = {"python": "3.11.7", "build": "GIL", "cpu": "test", "cpu_count": 2}
    run = make_run(snippet, *stdout, **changes)
    return Record(run, compute_fingerprint(snippet, root), environment)


@pytest.fixture(scope="session")
def baked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with its records made and its pages synced, by the real commands."""
    root = Path(shutil.copytree(DATA / "project", tmp_path_factory.mktemp("baked") / "project"))
    bake(root, "record")
    bake(root, "sync", "docs/ko/asterisk/page.md")
    return root


@pytest.fixture
def baked(baked_once: Path, tmp_path: Path) -> Path:
    """A writable copy of the baked project."""
    return Path(shutil.copytree(baked_once, tmp_path / "baked"))


def bake(root: Path, *arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run `python -m bake` in a project and expect an exit status."""
    done = subprocess.run(
        [sys.executable, "-m", "bake", *arguments], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done


def read_day(root: Path, place: str) -> str:
    """The day of the last sync, as a page notes it."""
    page = read_page(root / place, root)
    return read_date((page.meta, page.body))


def hash_files(root: Path) -> dict[str, bytes]:
    """Every file of a folder with its content, to see that nothing was touched."""
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@pytest.fixture(scope="session")
def site() -> Path:
    """This project's site, built anew."""
    bake(ROOT, "site")
    return ROOT / "site"


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[Server]:
    """Serves the site as its `serving` says."""
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def serving(server: Server) -> Iterator[Serving]:
    """How this test is served: well, unless it asks for something else."""
    server.serving = serving = Serving()
    yield serving
    serving.silent = ""


@pytest.fixture(scope="module")
def browser(server: Server) -> Iterator[Browser]:
    """A Chromium that takes the site's name for the server."""
    rule = f"MAP {urlsplit(ADDRESS).netloc} 127.0.0.1:{server.server_port}"
    with open_browser(f"--host-resolver-rules={rule}") as browser:
        yield browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that nothing may be wrong with: no error in its console, no request elsewhere."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    yield page
    assert complaints == []
    assert {url for url in asked if not url.startswith((ADDRESS, "data:", "blob:"))} == set()


def accept(project: Project) -> list[Problem]:
    """Judge a project as being in order."""
    return []
