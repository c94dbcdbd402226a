"""Serve a built site as a static host does: gzip, validators, and a count of what was sent."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
COMPRESSED = {".zip", ".whl", ".png", ".woff2"}
"""Suffixes of files that no host compresses again."""


class Server(ThreadingHTTPServer):
    """Serves one folder, which may change between two visits."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.sent: list[int] = []
        """Bytes of every body, compressed; one for each request, 0 where the cache was right."""


class Handler(SimpleHTTPRequestHandler):
    """Answers as hosts do that read `_headers`; what that leaves open is kept and asked about."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES
    server: Server

    def log_message(self, *_: object) -> None: ...

    def handle(self) -> None:
        with suppress(ConnectionError):  # a page that leaves drops what it had asked for
            super().handle()

    def do_GET(self) -> None:
        self.directory = str(self.server.folder)
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", f"{self.path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body, tag = _pack(path)
        known = self.headers.get("If-None-Match") == tag
        self.send_response(304 if known else 200)
        self.send_header("ETag", tag)
        kept = {"Cache-Control": "public, max-age=0, must-revalidate"}
        for name, value in (kept | _find_headers(self.server.folder, self.path)).items():
            self.send_header(name, value)
        if not known:
            self._describe(path, len(body))
        self.end_headers()
        self.server.sent.append(0 if known else len(body))
        self.wfile.write(b"" if known else body)

    def _describe(self, path: Path, size: int) -> None:
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(size))
        if path.suffix not in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")


@contextmanager
def serve(folder: Path) -> Iterator[Server]:
    """A server at a free port of this machine."""
    with Server(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def _find_headers(folder: Path, address: str) -> dict[str, str]:
    """What the site's `_headers` says of an address: lines of a pattern, then indented headers."""
    found, matches = {}, False
    for line in (folder / "_headers").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            matches = fnmatch(address, line)
        elif matches:
            name, _, value = line.strip().partition(": ")
            found[name] = value
    return found


@cache
def _pack(path: Path) -> tuple[bytes, str]:
    """What goes over the network for a file, and the tag of this version."""
    content = path.read_bytes()
    body = content if path.suffix in COMPRESSED else gzip.compress(content, 6, mtime=0)
    return body, f'"{hashlib.sha256(body).hexdigest()[:16]}"'
