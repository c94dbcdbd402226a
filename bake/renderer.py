"""The process that renders the pages of one language (`bake.preview`), as the preview sees it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from bake.languages import CONFIGS
from bake.problem import Problem

Rendered = Callable[[str, bool, bool], None]
"""Hears of a rendered page: its source, whether it became another, whether it is up to date."""


class Renderer:
    """Starts the process, tells it what has changed, and takes down what it says.

    Who reads or changes it holds `state`, which is notified after everything that it says.
    """

    def __init__(
        self,
        name: str,
        root: Path,
        target: Path,
        address: str,
        state: threading.Condition,
        rendered: Rendered,
        notify: Callable[[], None],
    ) -> None:
        self.config, self.root, self.target, self.address = CONFIGS[name], root, target, address
        self.state, self.rendered, self.notify = state, rendered, notify
        self.number = 0
        """Of the last command."""
        self.quiet = False
        """Whether a snippet measures time, so that only pages that are asked for are rendered."""
        self.pages: dict[str, str] = {}
        """Source to its file below the language's folder of the site."""
        self.pending: dict[str, int] = {}
        """Sources that wait, each with the number of the command that asked."""
        self.wrong: list[Problem] = []
        """What concerns all pages."""
        self.said: dict[str, list[Problem]] = {}
        """What rendering a page complained of."""
        self.links: list[Problem] = []
        """Links to headings that are not there."""
        self.index = 0
        """The command whose search index is written."""
        self.process: subprocess.Popen[str] | None = self._start()
        """None once it has ended by itself."""

    def restart(self) -> None:
        """Read the configuration anew; pages are shown as they were until then."""
        self.close()
        self.wrong, self.said, self.links = [], {}, []
        self.pending = dict.fromkeys(self.pages, 0)
        self.process = self._start()

    def close(self) -> None:
        """End the process; it ends by itself when its stdin does."""
        process, self.process = self.process, None
        if process and process.stdin:
            with suppress(BrokenPipeError):
                process.stdin.close()
            process.wait()

    def send(
        self,
        read: Iterable[str] = (),
        first: Iterable[str] = (),
        every: bool = False,
        index: bool = False,
    ) -> int:
        """Tell what has changed: sources to read, or everything's look. The command's number."""
        self.number += 1
        command = {"number": self.number, "quiet": self.quiet, "read": list(read)}
        command |= {"first": list(first), "every": every, "index": index}
        if self.process:
            self.pending |= dict.fromkeys(self.pages if every else read, self.number)
            with suppress(BrokenPipeError):  # it has ended, and `_listen` says so
                print(json.dumps(command), file=self.process.stdin, flush=True)
        return self.number

    def find_problems(self, place: str) -> list[Problem]:
        """What it says of a page."""
        links = [problem for problem in self.links if problem.path == place]
        return [*self.said.get(place, []), *links]

    def _start(self) -> subprocess.Popen[str]:
        package = str(Path(__file__).resolve().parents[1])
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        settings = {"PYTHONPATH": os.pathsep.join(paths), "SITE_URL": self.address}
        process = subprocess.Popen(
            [sys.executable, "-m", "bake.preview", self.config, str(self.target)],
            cwd=self.root,
            env=os.environ | settings | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            process_group=0,  # Ctrl-C is for us; it ends with its stdin
        )
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        return process

    def _listen(self, process: subprocess.Popen[str]) -> None:
        """Take down what a process says, until it ends."""
        assert process.stdout, "a pipe"
        for line in process.stdout:
            with self.state:
                if self.process is process:
                    self._take(json.loads(line))
        with self.state:
            if self.process is process:
                self.process = None
                self.pending.clear()
                if status := process.wait():  # else it has said why
                    found = f"what renders its pages ended with status {status}"
                    cure = "save a file again to start it anew"
                    self.wrong = [Problem(self.config, 0, found, cure)]
                self.notify()

    def _take(self, event: dict[str, Any]) -> None:
        if "pages" in event:
            self.pages = event["pages"] or self.pages
            self.pending = dict.fromkeys(event["pages"], 0)
            self.wrong = [Problem(*problem) for problem in event["problems"]]
        elif "index" in event:
            self.index = event["index"]
        else:
            at = event["page"]
            self.links = [Problem(*problem) for problem in event["links"]]
            self.said[at] = [Problem(*problem) for problem in event["problems"]]
            done = event["number"] >= self.pending.get(at, 0)
            if done:
                self.pending.pop(at, None)
            self.rendered(at, event["changed"], done)
        self.notify()
