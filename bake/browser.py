"""The button of a snippet: whether this very file ran in the runtime and printed what is recorded.

What pages and the site ask of the browser runner; see `bake.pyodide` for the run itself.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bake.compare import find_text_difference
from bake.obstacle import explain, find_obstacle, find_refusal
from bake.record import Record, name_record, read_record
from bake.record import judge as judge_record
from bake.runtime import PACKAGES, find_packages, find_runtime
from bake.snippet import Snippet

__all__ = ["Runtime", "explain", "find_version", "find_way", "place_runtime", "read_runtime"]


@dataclass(frozen=True)
class Runtime:
    """The runtime that has been built."""

    version: str
    """Its folder on the site; empty where it has not been built."""
    packages: frozenset[str]


NO_RUNTIME = Runtime("", frozenset())


def read_runtime(root: Path) -> Runtime:
    """Look at what has been built."""
    folder = find_runtime(root)
    return Runtime(folder.name, frozenset(find_packages(folder))) if folder else NO_RUNTIME


def find_version(root: Path) -> str:
    """Name the runtime's folder on the site; empty where it has not been built."""
    return read_runtime(root).version


def place_runtime(root: Path, target: Path) -> None:
    """Copy the built runtime to where a site will serve it."""
    folder = find_runtime(root)
    if folder:
        shutil.copytree(folder, target, dirs_exist_ok=True)


def find_way(root: Path, snippet: Snippet, runtime: Runtime | None = None) -> str | None:
    """`run`, the key of a reason, or None where no run has decided it."""
    reason = find_obstacle(snippet) or find_refusal(root, snippet)
    if reason:
        return reason
    paths = [root / name_record(runner, snippet.name) for runner in ("cpu", "browser")]
    if not all(path.exists() for path in paths):
        return None
    here = runtime or read_runtime(root)
    if not here.version or set(snippet.imports) & set(PACKAGES) - here.packages:
        return None
    return _decide(root, snippet, tuple(path.stat().st_mtime_ns for path in paths))


@lru_cache(maxsize=4096)
def _decide(root: Path, snippet: Snippet, stamps: tuple[int, ...]) -> str | None:
    """Compare the two records, if both are of the code as it is."""
    records = [read_record(root, runner, snippet.name) for runner in ("cpu", "browser")]
    for record in records:
        if not isinstance(record, Record) or judge_record(root, snippet, record).state != "fresh":
            return None
    cpu, browser = (record.run for record in records if isinstance(record, Record))
    return "differs" if find_text_difference(snippet, cpu, browser) else "run"
