"""A headless Chromium that runs Python files in the very worker that readers get.

A page of ours asks a server of ours for one file after the other and sends back what the worker
said; nothing but Chromium itself is needed. See `overrides/runtime/worker.js` for the messages.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bake.problem import Problem

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LOAD = 120.0
"""Seconds that Python may take to load, its packages too."""
MIME = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}
PAGE = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module">
const start = () => new Worker("worker.js", { type: "module" });
let spare = start();

const encode = (bytes) => new Promise((resolve) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.split(",")[1]);
  reader.readAsDataURL(new Blob([bytes]));
});

function run({ code, name, limit, load }) {
  const worker = spare;
  const messages = [];
  let began = performance.now();
  return new Promise((resolve) => {
    const end = (ending) => {
      clearTimeout(timer);
      worker.terminate();
      spare = start();
      resolve({ ending, messages, seconds: (performance.now() - began) / 1000 });
    };
    let timer = setTimeout(end, load * 1000, "load");
    worker.onerror = (event) => end(`worker.js: ${event.message}`);
    worker.onmessage = ({ data }) => {
      if (data.type !== "bytes") messages.push(data);
      if (["done", "fatal", "cap", "blocked"].includes(data.type)) end(data.type);
      if (data.type !== "start") return;
      clearTimeout(timer);
      began = performance.now();
      timer = setTimeout(end, limit * 1000, "limit");
    };
    worker.postMessage({ type: "run", code, name, figures: "svg" });
  });
}

for (;;) {
  const answer = await run(await (await fetch("next")).json());
  for (const message of answer.messages) {
    if (message.data) message.data = await encode(message.data);
  }
  await fetch("answer", { method: "POST", body: JSON.stringify(answer) });
}
</script>
"""
"""Each run has a worker of its own, as in the site's pages; the next one loads meanwhile."""


@dataclass(frozen=True)
class Answer:
    """What a worker said until it ended or was ended."""

    ending: str
    """`done`, `fatal`, `cap`, `blocked`, `limit`, or `load` where Python did not get ready."""
    messages: tuple[Mapping[str, Any], ...]
    """In order; `data` of a figure is base64."""
    seconds: float
    """From the start of the program to its end, by the browser's clock."""


@dataclass(frozen=True)
class Tab:
    """A page in a Chromium of its own; it runs one file at a time."""

    requests: queue.Queue[dict[str, object]]
    answers: queue.Queue[Answer]
    process: subprocess.Popen[bytes]


def find_chromium() -> str:
    """The path of a Chromium or Chrome; empty where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), "")


def read_version(chromium: str) -> str:
    """Such as `156.0.8078.79`."""
    said = subprocess.run([chromium, "--version"], capture_output=True, text=True).stdout
    return next((word for word in said.split() if word[0].isdigit()), "")


@contextmanager
def open_tab(chromium: str, folder: Path) -> Iterator[Tab]:
    """Serve a built runtime and open a page on it; all is gone when this ends."""
    requests: queue.Queue[dict[str, object]] = queue.Queue()
    answers: queue.Queue[Answer] = queue.Queue()
    with _serve(folder, requests, answers) as address, _start(chromium, address) as process:
        yield Tab(requests, answers, process)


def run_file(tab: Tab, code: str, name: str, limit: float) -> Answer | Problem:
    """Run a file in a fresh worker, for `limit` seconds at most once Python is ready."""
    tab.requests.put({"code": code, "name": name, "limit": limit, "load": LOAD})
    deadline = time.monotonic() + LOAD + limit + 10
    while tab.process.poll() is None and time.monotonic() < deadline:
        try:
            return tab.answers.get(timeout=1)
        except queue.Empty:
            continue
    state = "has ended" if tab.process.poll() is not None else "does not answer"
    return Problem("runner browser", 0, f"Chromium {state}", "start it by hand, then try again")


class _Handler(SimpleHTTPRequestHandler):
    """Files of the runtime, the page, and the two queues behind `next` and `answer`."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | MIME

    def __init__(self, *given: Any, queues: tuple[Any, Any], folder: str) -> None:
        self.requests, self.answers = queues
        super().__init__(*given, directory=folder)

    def do_GET(self) -> None:
        if self.path == "/":
            self.reply("text/html", PAGE.encode())
        elif self.path == "/next":
            self.reply("application/json", json.dumps(self.requests.get()).encode())
        else:
            super().do_GET()

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        answer = json.loads(self.rfile.read(length))
        self.answers.put(Answer(answer["ending"], tuple(answer["messages"]), answer["seconds"]))
        self.reply("text/plain", b"")

    def reply(self, kind: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        kept = "no-store" if self.path in ("/", "/next") else "max-age=3600"
        self.send_header("Cache-Control", kept)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing for every request."""


@contextmanager
def _serve(folder: Path, *queues: Any) -> Iterator[str]:
    handler = partial(_Handler, queues=queues, folder=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False  # one of its threads waits for the next file for ever
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def _start(chromium: str, address: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start in a session of its own, with a profile of its own."""
    with tempfile.TemporaryDirectory(prefix="bake-", ignore_cleanup_errors=True) as profile:
        command = [chromium, "--headless=new", f"--user-data-dir={profile}", "--no-first-run"]
        command += ["--disable-background-networking", "--disable-extensions", "--mute-audio"]
        command += ["--no-sandbox"] if os.geteuid() == 0 else []
        process = subprocess.Popen(
            [*command, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"HOME": profile},
            start_new_session=True,
        )
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
