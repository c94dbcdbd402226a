"""Run what claims to run on this system, as `python FILE`: `python -m bake.elsewhere`.

The records say what Linux printed; here a snippet only has to end as its header says. It takes
nothing but Python, so that macOS and Windows need no installation: what names packages or data, or
measures time, is left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bake.problem import Problem
from bake.snippet import Snippet, find_snippets, read_snippet
from bake.terminal import complain, say

NAMES = {"darwin": "macos", "win32": "windows"}
"""What `sys.platform` calls a system, and what headers call it."""


def claims(snippet: Snippet, system: str) -> bool:
    """Whether a header says that bare `python FILE` works there, beside other files."""
    asks = snippet.dependencies or snippet.data or snippet.alone
    return "cpu" in snippet.runners and system in snippet.systems and not asks


def judge_ending(snippet: Snippet, status: int, stderr: str) -> Problem | None:
    """Compare how a file ended with what its header says."""
    last = (stderr.strip().splitlines() or [""])[-1]
    if snippet.raises and status and last.startswith(snippet.raises):
        return None
    if not snippet.raises and not status:
        return None
    wanted = snippet.raises or "status 0"
    found = f"python FILE ended with status {status} ({last[:160]}), expected {wanted}"
    cure = "correct it, or name in its header the `systems` that it runs on"
    return Problem(snippet.place, 0, found, cure)


def run_bare(snippet: Snippet) -> Problem | None:
    """Run a file as its reader does, in an empty folder."""
    # A terminal shows every letter; a pipe on Windows takes only those of its old encoding.
    variables = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    command = (sys.executable, str(snippet.path))
    with tempfile.TemporaryDirectory(prefix="bake-", ignore_cleanup_errors=True) as folder:
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env=variables,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=snippet.timeout,
            )
        except subprocess.TimeoutExpired:
            found = f"python FILE took more than {snippet.timeout:g} s"
            return Problem(snippet.place, 0, found, "make it end, or raise its `timeout`")
    return judge_ending(snippet, done.returncode, done.stderr)


def main() -> int:
    """Run them all; status 1 if one ends otherwise than its header says."""
    root = Path.cwd()
    system = NAMES.get(sys.platform, sys.platform)
    read = [read_snippet(path, root) for path in find_snippets(root)]
    problems = [found for found in read if isinstance(found, Problem)]
    chosen = [s for s in read if isinstance(s, Snippet) and claims(s, system)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        problems += [found for found in pool.map(run_bare, chosen) if found]
    say(f"ran {len(chosen)} of {len(read)} snippets: those that claim to run bare on {system}")
    return complain(problems)


if __name__ == "__main__":
    sys.exit(main())
