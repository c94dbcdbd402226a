"""Run one snippet in Chromium, on the runtime that readers get, and say what it did."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from bake.chromium import Answer, Tab, find_chromium, open_tab, read_version, run_file
from bake.environment import read_cpu
from bake.obstacle import Refusal, classify
from bake.outcome import VISIBLE, Output, Run
from bake.problem import Problem
from bake.runtime import PYODIDE, find_packages, find_runtime, name_engine
from bake.snippet import Snippet

ENDINGS = {
    "limit": "slow",
    "cap": "differs",
    "blocked": "sockets",
    "fatal": "differs",
}
"""How a worker was ended, to the reason that it gives."""
HOME = "/home/reader/"


def run_in_browser(snippet: Snippet, root: Path) -> Run | Problem:
    """Run a snippet in a fresh worker; a Refusal where a browser does not do what it should."""
    tab = _find_tab(root)
    if isinstance(tab, Problem):
        return tab
    answer = run_file(tab, snippet.text, snippet.place, snippet.timeout)
    if isinstance(answer, Problem):
        _find_tab.cache_clear()
        return answer
    fault = _find_fault(snippet, answer)
    if fault:
        return fault
    return Run(
        snippet=snippet.name,
        runner="browser",
        date=datetime.now(UTC).date().isoformat(),
        seconds=max(0.001, round(answer.seconds, 3)),
        peak_mb=round(answer.messages[-1]["memory"] / 1e6),
        published={},
        outputs=_read_outputs(snippet, answer.messages),
    )


def describe_browser(root: Path, packages: Sequence[str]) -> dict[str, str | int | float | None]:
    """Flat facts, as `bake.environment` has them for other runners, and the browser's own."""
    tab, folder = _find_tab(root), find_runtime(root)
    assert isinstance(tab, Tab) and folder, "asked for what has run"
    answer = run_file(tab, "import sys; print(sys.version.split()[0])", "version.py", 10)
    assert isinstance(answer, Answer), "asked for what has run"
    versions = find_packages(folder)
    facts: dict[str, str | int | float | None] = {
        "python": _join(answer.messages, "out").strip(),
        "implementation": "CPython",
        "build": "GIL",
        "platform": "Emscripten wasm32",
        "libc": None,
        "cpu": read_cpu(),
        "cpu_count": 1,
        "memory_gb": None,
        "gpu": None,
        "driver": None,
        "pyodide": PYODIDE,
        "chromium": read_version(find_chromium()),
        "engine": name_engine(root),
    }
    return facts | {f"package.{name}": versions.get(name) for name in packages}


@lru_cache(maxsize=1)
def _find_tab(root: Path) -> Tab | Problem:
    """This process's Chromium; it ends with the process."""
    folder = find_runtime(root)
    if not folder:
        return Problem("runner browser", 0, "the runtime is not here", "run make runtime")
    stack = ExitStack()
    Finalize(None, stack.close, exitpriority=10)
    return stack.enter_context(open_tab(find_chromium(), folder))


def _find_fault(snippet: Snippet, answer: Answer) -> Problem | None:
    """What keeps this from being the run that the header speaks of."""
    messages = answer.messages
    fatal = next((m for m in messages if m["type"] == "fatal"), None)
    started = any(m["type"] == "start" for m in messages)
    if not started:
        said = fatal["message"] if fatal else answer.ending
        found = f"Python could not be loaded in Chromium ({said})"
        return Problem("runner browser", 0, found, "run make runtime and try again")
    if answer.ending != "done":
        said = f": {fatal['message']}" if fatal else ""
        found = f"the browser's run ended by {answer.ending}{said}"
        return Refusal(snippet.place, 0, found, "run it on a machine", ENDINGS[answer.ending])
    stderr = _join(messages, "err")
    name = _find_exception(stderr) if messages[-1]["status"] else ""
    if name == snippet.raises:
        return None
    last = (stderr.strip().split("\n") or [""])[-1][:200]
    found = f"in the browser it ended by {name or 'itself'} ({last})"
    return Refusal(snippet.place, 0, found, "run it on a machine", classify(stderr))


def _find_exception(stderr: str) -> str:
    """The name of the exception at the end of a traceback; SystemExit prints none."""
    names = re.findall(r"^(?:[\w.]+\.)?([A-Z]\w*)(?::.*)?$", stderr, re.MULTILINE)
    return names[-1] if names else "SystemExit"


def _join(messages: Sequence[Mapping[str, Any]], kind: str) -> str:
    return "".join(m["text"] for m in messages if m["type"] == kind)


def _read_outputs(snippet: Snippet, messages: Sequence[Mapping[str, Any]]) -> tuple[Output, ...]:
    """Deal what the worker said out to the cells that it named."""
    parts: dict[str, list[Mapping[str, Any]]] = {cell.name: [] for cell in snippet.code_cells}
    current = snippet.code_cells[0].name
    for message in messages:
        if message["type"] == "cell":
            current = message["name"]
        parts[current].append(message)
    return tuple(
        Output(
            name,
            _shorten(_join(said, "out")),
            _shorten(_join(said, "err")),
            tuple(_read_figure(m["data"]) for m in said if m["type"] == "figure"),
        )
        for name, said in parts.items()
    )


def _shorten(text: str) -> str:
    """Name files as a reader would."""
    return text.replace(f"{HOME}snippets/", "snippets/").replace(HOME.rstrip("/"), ".")


def _read_figure(data: str) -> str:
    return b64decode(data).decode("utf-8").translate(VISIBLE)
