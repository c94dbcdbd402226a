"""Pages of the built site in a real Chromium: its address, and the server that a test may spoil."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or ""
ADDRESS = "http://runnable.example:8000/"
"""Instant navigation does nothing on localhost, so the browser takes this name for the server.

The port is that of the address the site is built for: the theme compares it with the sitemap's.
"""
FACES = "() => Object.keys(localStorage).some((key) => key.endsWith('.faces-ko'))"
"""Whether a Korean page has loaded our faces, which it does seconds after it was shown."""


@dataclass
class Serving:
    """How a server answers, and what it was asked."""

    types: dict[str, str] = field(default_factory=dict)
    """Suffix to a content type other than the right one."""
    broken: str = ""
    """The end of the path of a file that arrives with one bit turned."""
    absent: str = ""
    """The end of the path of a file that is not found."""
    silent: str = ""
    """The end of the path of a file that is never answered."""
    headers: dict[str, str] = field(default_factory=dict)
    """Sent with every file."""
    asked: list[str] = field(default_factory=list)
    """Paths, in order."""


class Server(ThreadingHTTPServer):
    """Serves the site; every test says how."""

    serving: Serving


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder as a plain static host does, or as badly as `serving` asks."""

    protocol_version = "HTTP/1.1"
    server: Server

    def setup(self) -> None:
        # A connection is of one page: what that asks for late is not booked to the next test.
        self.serving = self.server.serving
        super().setup()

    def log_message(self, *_: object) -> None: ...

    def end_headers(self) -> None:
        for name, value in self.serving.headers.items():
            self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: Any) -> str:
        known = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}
        suffix = Path(path).suffix
        return self.serving.types.get(suffix) or known.get(suffix) or super().guess_type(path)

    def handle(self) -> None:
        with suppress(ConnectionError):  # a page that leaves drops what it had asked for
            super().handle()

    def do_GET(self) -> None:
        serving, path = self.serving, self.path.split("?")[0]
        serving.asked.append(path)
        while serving.silent and path.endswith(serving.silent):
            time.sleep(0.05)
        if serving.absent and path.endswith(serving.absent):
            self.send_error(404)
        elif serving.broken and path.endswith(serving.broken):
            body = bytearray(Path(self.translate_path(path)).read_bytes())
            body[len(body) // 2] ^= 1
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().do_GET()


@contextmanager
def open_browser(*flags: str) -> Iterator[Browser]:
    """A headless Chromium; playwright is imported by those who ask for one."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)  # five seconds are too few on a busy machine
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", *flags]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()
