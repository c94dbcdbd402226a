"""`make serve`: the site at one address, each page as its files are now.

Pages are rendered by `bake.rebuild` when they change; the rest of the site is made when a browser
asks for it, by the steps of `bake.site`. Nothing but a changed snippet's record is ever written.
"""

from __future__ import annotations

import errno
import json
import shutil
import signal
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from bake.engine import PLACE
from bake.finder import set_index_aside
from bake.languages import CONFIGS
from bake.problem import Problem
from bake.rebuild import Preview
from bake.steps import (
    CHARSET,
    Build,
    Step,
    add_policy,
    copy_downloads,
    copy_engine,
    copy_kept,
    copy_runtime,
    make_plain_pages,
    write_for_robots,
    write_notebooks,
    write_ready,
    write_root_pages,
    write_views,
)
from bake.terminal import complain, say

WATCHED = {
    "bake": "*.py",
    "docs": "*/**/*.md",
    "overrides": "**/*.*",
    "records": "*/*/*.ipynb",
    "snippets": "*/*.py",
    ".": "mkdocs*.yml",
}
"""Folder to the files there that a preview is made of."""
QUIET = 0.03
"""Seconds without a further change after which files count as saved."""
BEAT = 10
"""Seconds after which a silent browser is asked whether it is still there."""
STEPS: Mapping[str, tuple[Step, ...]] = {
    "": (write_root_pages, write_for_robots),
    "data": (copy_kept,),
    "feeds": (make_plain_pages, write_ready),
    "notebooks": (write_views,),
    "ort": (copy_kept, copy_engine),
    "records": (copy_downloads,),
    "runtime": (copy_runtime,),
    "snippets": (copy_downloads, write_notebooks),
}
"""The first part of an address to what makes the files there."""


class Server(ThreadingHTTPServer):
    """Serves a preview."""

    daemon_threads = True
    preview: Preview

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.making = threading.Lock()

    def bring(self, path: str) -> None:
        """Bring up to date what stands at an address."""
        preview, parts = self.preview, path.split("/")
        if parts[1] in CONFIGS:
            preview.wait_for_start(parts[1])
        place = self.find_page(path)
        if place:
            preview.wait_for(place)
            if PLACE in (preview.target / parts[1] / preview.find_file(place)).read_text("utf-8"):
                self.make("ort")
        elif parts[1] in CONFIGS and path.endswith("/search/pages.json"):
            with self.making:
                preview.wait_for_index(parts[1])
                set_index_aside(preview.target / parts[1])
        elif path.endswith((".md", "/feed.xml", "/llms.txt")):
            self.make("feeds")
        else:
            self.make(parts[1] if len(parts) > 2 else "")

    def find_page(self, path: str) -> str | None:
        """The source of the page at an address; None where there is none."""
        _, language, name = [*path.split("/", 2), "", ""][:3]
        name += "index.html" if path.endswith("/") else ""
        return self.preview.find_source(language, name)

    def make(self, key: str) -> None:
        """Make a part of the site by its steps, unless nothing has changed since."""
        preview = self.preview
        with self.making:
            if key in preview.made or key not in STEPS:
                return
            preview.made.add(key)
            if key == "notebooks":  # they take their looks from a page
                preview.wait_for("docs/ko/index.md")
                shutil.rmtree(preview.target / key, ignore_errors=True)
            build = Build(
                preview.root,
                preview.address,
                preview.target,
                lambda _: [],
                preview.wait_for_project,
            )
            for step in STEPS[key]:
                complain(step(build))


class Handler(SimpleHTTPRequestHandler):
    """Answers as a static host does; each file is brought up to date before."""

    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *_: object) -> None: ...

    def handle(self) -> None:
        with suppress(ConnectionError):  # a page that leaves drops what it had asked for
            super().handle()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        preview = self.server.preview
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if path == "/preview/events":
            self.stream(parse_qs(parts.query).get("page", ["/"])[0])
            return
        if path == "/preview/preview.js":
            self.send_text(200, Path(__file__).with_name("preview.js"), "text/javascript")
            return
        self.directory = str(preview.target)
        self.server.bring(path)
        file = Path(self.translate_path(self.path))
        if file.is_dir() and path.endswith("/"):
            file /= "index.html"
        if file.suffix == ".html" and file.is_file():
            self.send_text(200, file, "text/html; charset=utf-8")
        elif file.exists():
            super().do_GET()
        else:
            self.server.make("")
            self.send_text(404, preview.target / "404.html", "text/html; charset=utf-8")

    def send_text(self, status: int, path: Path, kind: str) -> None:
        """Send a small file; a page comes with its policy and with our script."""
        version = self.server.preview.find_version(self.server.find_page(urlsplit(self.path).path))
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            script = '<script src="/preview/preview.js" defer></script>'
            meta = f'{CHARSET}<meta name="preview" content="{version}">{script}'
            text = add_policy(text)[0].replace(CHARSET, meta, 1)
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self, path: str) -> None:
        """Tell a browser what there is to say of its page, now and whenever that changes."""
        preview, place = self.server.preview, self.server.find_page(path)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for said in preview.follow(place, BEAT):
            self.wfile.write(f"data: {json.dumps(said)}\n\n".encode() if said else b":\n\n")


class Saved(FileSystemEventHandler):
    """Wakes the preview when anything is written."""

    def __init__(self, awake: threading.Event) -> None:
        self.awake = awake

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in ("opened", "closed_no_write"):
            self.awake.set()


def serve_site(root: Path, port: int) -> int:
    """Show the project until Ctrl-C or SIGTERM."""
    try:
        server = Server(port)
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        found = "is taken by another program" if taken else f"cannot be used: {error}"
        cure = f"end what holds it, or choose another: make serve PORT={port + 1}"
        return complain([Problem(f"port {port}", 0, found, cure)])
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    target = root / ".cache/preview" / str(port)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    server.preview = Preview(root, target, f"http://localhost:{port}/")
    try:
        _watch(root, server)
    except KeyboardInterrupt:
        say("\nthe preview ends; every record is whole")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        server.preview.close()
        shutil.rmtree(target, ignore_errors=True)
    return 0


def _watch(root: Path, server: Server) -> None:
    """Act on every change, forever."""
    preview, awake = server.preview, threading.Event()
    known = scan_files(root)
    _start_observer(root, Saved(awake))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"{preview.address} shows what is saved; Ctrl-C ends it")
    preview.read()
    while True:
        awake.wait()
        while awake.is_set():
            awake.clear()
            time.sleep(QUIET)
        now = scan_files(root)
        changed = {path for path in known | now if known.get(path) != now.get(path)}
        if changed:
            preview.apply({path: (path in known) != (path in now) for path in changed})
        known = now


def scan_files(root: Path) -> dict[str, tuple[int, ...]]:
    """Every file that a preview is made of, with what changes when it is saved."""
    found: dict[str, tuple[int, ...]] = {}
    for folder, pattern in WATCHED.items():
        for path in (root / folder).glob(pattern):
            with suppress(FileNotFoundError):  # gone meanwhile
                state = path.stat()
                kept = (state.st_mtime_ns, state.st_size, state.st_ino)
                found[path.relative_to(root).as_posix()] = kept
    return found


def _start_observer(root: Path, saved: Saved) -> BaseObserver:
    """Ask the system to tell of changes; where it refuses, look twice a second."""
    for observe in (Observer, partial(PollingObserver, timeout=0.5)):
        try:
            observer = observe()
            for folder in WATCHED:
                observer.schedule(saved, str(root / folder), recursive=folder != ".")
            observer.start()
        except OSError:
            continue
        return observer
    raise AssertionError("polling needs nothing from the system")
