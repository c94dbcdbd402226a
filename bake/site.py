"""Build the site: both languages side by side, then what they share at the root.

MkDocs starts before `bake.steps` is imported: it needs longer than the rest, from its first import.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bake.languages import CONFIGS
from bake.problem import Problem
from bake.terminal import say
from bake.unchanged import digest_inputs, is_unchanged, keep_digests

if TYPE_CHECKING:
    from bake.check import Project

LOCAL_ADDRESS = "http://localhost:8000/"
"""Where the site is when nobody says: `python -m http.server -d site`."""


def build_site(
    root: Path, address: str, judge: Callable[[Project], list[Problem]]
) -> list[Problem]:
    """Build `root/site`, unless a build would change nothing in it.

    Where something is wrong, the last good site stays as it was.
    """
    address = address.rstrip("/") + "/"
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        found = f"found {address!r}, expected http://… or https://…"
        return [Problem("--address", 0, found, "give the whole address of the site")]
    inputs = digest_inputs(root, address)
    if is_unchanged(root, inputs):
        say("site/ is up to date: nothing that it is made from has changed")
        return []
    target = root / ".cache/site"
    with _start_builder(root, address, target) as builder:
        from bake.check import read_project
        from bake.steps import AFTER, MEANWHILE, Build

        read = lru_cache(maxsize=1)(partial(read_project, root))
        build = Build(root, address, target, judge, read)
        for step in MEANWHILE:
            problems = step(build)
            if problems:
                builder.terminate()
                return problems
        problems = _finish_builder(builder)
    for step in () if problems else AFTER:
        problems = step(build)
        if problems:
            break
    if not problems:
        keep_digests(root, inputs)
    return problems


def _start_builder(root: Path, address: str, target: Path) -> subprocess.Popen[str]:
    package = str(Path(__file__).resolve().parents[1])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    pairs = [f"{lang}={config}" for lang, config in CONFIGS.items()]
    return subprocess.Popen(
        [sys.executable, "-m", "bake.builder", str(target), *pairs],
        cwd=root,
        env=os.environ
        | {
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONUTF8": "1",
            "SITE_URL": address,
            "SOURCE_DATE_EPOCH": "0",  # else MkDocs writes the day into sitemap.xml.gz
        },
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def _finish_builder(builder: subprocess.Popen[str]) -> list[Problem]:
    """Wait for MkDocs; complain of each language that it failed to build."""
    failed = builder.communicate()[0].split()
    if builder.returncode and not failed:
        failed = list(CONFIGS)
    problems = []
    for lang in failed:
        cure = f"correct what it says above, mostly under docs/{lang}"
        problems.append(Problem(CONFIGS[lang], 0, "mkdocs build --strict failed", cure))
    return problems
