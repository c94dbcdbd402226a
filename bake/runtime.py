"""Python for the reader's browser: fetched once, checked, put together as one folder.

`python -m bake.runtime` fetches Pyodide and the editor from npm, and numpy and matplotlib from a
wheel that carries them, into `.cache/runtime/`. What the files of npm must be is in
`overrides/runtime/SHA256SUMS`; what the packages must be, Pyodide's own lock says. The folder
`.cache/runtime/built/VERSION/` is what the site serves and what the `browser` runner runs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import zipfile
from base64 import b64decode
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from bake.chromium import find_chromium, open_tab, run_file
from bake.disk import replace_file, sweep_folder
from bake.problem import Problem
from bake.registry import CUT, fetch_package, run_pip
from bake.terminal import complain, say

PYODIDE = "314.0.4"
NPM = {"pyodide": f"pyodide@{PYODIDE}", "prism": "prism-code-editor@5.4.0"}
"""Folder of the runtime to the npm package that its files are from."""
CARRIER = "open-webui==0.12.4"
"""A wheel that carries packages built for this Pyodide."""
PACKAGES = ("numpy", "matplotlib")

SOURCES = "overrides/runtime"
SUMS = f"{SOURCES}/SHA256SUMS"
"""One `sum  name` a line, as `sha256sum` writes and checks."""
CACHE = ".cache/runtime"
LOCK = "pyodide/pyodide-lock.json"
STDLIB = "pyodide/python_stdlib.zip"
ENGINE = ("worker.js", "bootstrap.py")
"""Our files that decide what a program prints."""
BROKEN = (*CUT, zipfile.BadZipFile, KeyError)
"""What reading a wheel raises that was cut short."""
RETRY = "make runtime"

COMPILE = '''
"""Add the compiled form of every module that starting Python has loaded from the library."""
import sys
loaded = {module.__spec__.origin for module in list(sys.modules.values())
          if getattr(module, "__spec__", None) and module.__spec__.origin}
import io, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
import _page
library = next(path for path in sys.path if path.endswith(".zip"))
file = io.BytesIO()
with zipfile.ZipFile(library) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
    def put(name, content):
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.external_attr = 0o644 << 16
        new.writestr(info, content, zipfile.ZIP_DEFLATED, 9)
    for name in sorted(name for name in old.namelist() if not name.endswith("/")):
        source = old.read(name)
        path = f"{library}/{name}"
        if path in loaded:
            code = compile(source, path, "exec", dont_inherit=True)
            put(name + "c", bytes(_code_to_hash_pyc(code, bytes(8), False)))
        put(name, source)
_page.figure(file.getvalue(), "application/zip", "")
'''
"""It runs in the worker, whose figures are the way out for bytes."""


def has_sources(root: Path) -> bool:
    """Whether this project runs anything in its pages."""
    return (root / SUMS).is_file()


def read_sums(root: Path) -> dict[str, str]:
    """Name to SHA-256 of every file that comes from npm."""
    lines = (root / SUMS).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}


def fetch_runtime(root: Path) -> tuple[list[Problem], list[Problem]]:
    """Fetch what is absent and build: what keeps it from standing, and what it does without."""
    files = fetch_npm(root)
    if files:
        return [files], []
    notes = [note for note in (fetch_packages(root), compile_library(root)) if note]
    build_runtime(root)
    return [], notes


def fetch_npm(root: Path) -> Problem | None:
    """Fetch the files of SHA256SUMS; nothing of a package is written before all of it is right."""
    sums = read_sums(root)
    for folder, package in NPM.items():
        mine = {name: digest for name, digest in sums.items() if name.startswith(f"{folder}/")}
        absent = [name for name, digest in mine.items() if not _is_right(root, name, digest)]
        if not absent:
            continue
        inner = {name.removeprefix(f"{folder}/"): name for name in absent}
        inner |= {f"dist/{name}": path for name, path in inner.items()}
        fetched = fetch_package(package, inner, RETRY, root)
        if isinstance(fetched, Problem):
            return fetched
        files = {inner[name]: content for name, content in fetched.items()}
        for name in absent:
            problem = _check(package, name, files.get(name, b""), mine[name], SUMS)
            if problem:
                return problem
        _store(root, {name: files[name] for name in absent})
    return None


def fetch_packages(root: Path) -> Problem | None:
    """Fetch numpy, matplotlib and what they need, all or nothing."""
    wanted = list_packages(root)
    absent = [entry for entry in wanted.values() if not _has_wheel(root, entry)]
    if not absent:
        return None
    with tempfile.TemporaryDirectory(prefix="bake-") as temporary:
        wheels = _unpack_carrier(Path(temporary), [entry["file_name"] for entry in absent])
    if isinstance(wheels, Problem):
        return wheels
    for entry in absent:
        name = entry["file_name"]
        problem = _check(CARRIER, name, wheels[name], entry["sha256"], LOCK)
        if problem:
            return problem
    _store(root, {f"packages/{name}": content for name, content in wheels.items()})
    return None


def _store(root: Path, files: Mapping[str, bytes]) -> None:
    """Put files into the cache; what was built shares its files, so it is built anew."""
    shutil.rmtree(root / CACHE / "built", ignore_errors=True)
    for name, content in files.items():
        replace_file(root / CACHE / name, content)


def list_packages(root: Path) -> dict[str, dict[str, Any]]:
    """Entries of Pyodide's lock for our packages and all that they depend on."""
    lock = root / CACHE / LOCK
    return _read_packages(lock, lock.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read_packages(lock: Path, stamp: int) -> dict[str, dict[str, Any]]:
    known = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    found: dict[str, dict[str, Any]] = {}
    todo = list(PACKAGES)
    while todo:
        name = re.sub(r"[-_.]+", "-", todo.pop()).lower()
        if name not in found:
            found[name] = known[name]
            todo += known[name]["depends"]
    return dict(sorted(found.items()))


def compile_library(root: Path) -> Problem | None:
    """Compile the modules that Python loads at its start, in Chromium, by Pyodide itself."""
    target = _name_library(root)
    if target.exists():
        return None
    chromium = find_chromium()
    if not chromium:
        found = "the library is not compiled, since there is no chromium"
        return Problem("runtime", 0, f"{found}: Python will start a second later", "install it")
    library = make_library(root, chromium)
    if isinstance(library, Problem):
        return library
    for left in target.parent.glob("stdlib-*.zip"):
        left.unlink()
    replace_file(target, library)
    return None


def make_library(root: Path, chromium: str) -> bytes | Problem:
    """Run COMPILE on the library as it came; the same file every time."""
    with tempfile.TemporaryDirectory(prefix="bake-") as name:
        _assemble(root, Path(name), root / CACHE / STDLIB)
        with open_tab(chromium, Path(name)) as tab:
            answer = run_file(tab, COMPILE, "compile.py", 60)
    if isinstance(answer, Problem):
        return answer
    files = [m["data"] for m in answer.messages if m["type"] == "figure"]
    if files:
        return b64decode(files[0])
    said = next((m["message"] for m in answer.messages if m["type"] == "fatal"), answer.ending)
    found = f"the library could not be compiled in Chromium ({said})"
    return Problem("runtime", 0, found, f"try {SOURCES}/worker.js in a page to see why")


def build_runtime(root: Path) -> None:
    """Put everything together as `built/VERSION/`, whole or not at all; other versions go."""
    built = root / CACHE / "built"
    version = _compute_version(root)
    built.mkdir(parents=True, exist_ok=True)
    for folder in built.iterdir():
        if folder.name != version:
            shutil.rmtree(folder, ignore_errors=True)
    if not (built / version).exists():
        library = _name_library(root)
        temporary = Path(tempfile.mkdtemp(dir=built, prefix="."))
        _assemble(root, temporary, library if library.exists() else root / CACHE / STDLIB)
        temporary.chmod(0o755)
        temporary.rename(built / version)


def find_runtime(root: Path) -> Path | None:
    """The built folder of what the sources are now; None where it has to be made."""
    if not (root / CACHE / LOCK).exists() or not has_sources(root):
        return None
    folder = root / CACHE / "built" / _compute_version(root)
    return folder if folder.exists() else None


def find_packages(folder: Path) -> dict[str, str]:
    """The packages of a built runtime with their versions."""
    lock = json.loads((folder / "packages/lock.json").read_text(encoding="utf-8"))
    return {name: entry["version"] for name, entry in lock["packages"].items()}


def name_engine(root: Path) -> str:
    """Name what decides a program's output: Pyodide and our two files, such as 314.0.4-1a2b3c4d."""
    paths = [path for name in ENGINE if (path := root / SOURCES / name).exists()]
    return _name_engine(tuple((path, path.stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=4)
def _name_engine(files: tuple[tuple[Path, int], ...]) -> str:
    digest = hashlib.sha256(b"".join(path.read_bytes() for path, _ in files)).hexdigest()
    return f"{PYODIDE}-{digest[:8]}"


def _assemble(root: Path, target: Path, library: Path) -> None:
    """Lay our files, Pyodide, the editor and the packages out in an empty folder."""
    cache = root / CACHE
    for path in _list_sources(root):
        shutil.copyfile(path, target / path.name)
    for name in read_sums(root):
        if name not in (LOCK, STDLIB):
            _link(cache / name, target / name)
    _link(library, target / STDLIB)
    lock = json.loads((cache / LOCK).read_text(encoding="utf-8"))
    lock["packages"] = _list_here(root)
    for entry in lock["packages"].values():
        name = f"packages/{entry['file_name']}"
        _link(cache / name, target / name)
    (target / "packages").mkdir(exist_ok=True)
    (target / "packages/lock.json").write_text(json.dumps(lock, sort_keys=True), "utf-8")
    (target / "sizes.json").write_text(json.dumps(_measure(target), sort_keys=True), "utf-8")


def _measure(folder: Path) -> dict[str, list[int]]:
    """Name to [bytes, bytes after gzip] of what takes long to load, for the progress."""
    sizes = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".wasm", ".zip", ".whl"):
            size = path.stat().st_size
            packed = path.suffix == ".wasm"
            moved = len(gzip.compress(path.read_bytes(), 6, mtime=0)) if packed else size
            sizes[path.relative_to(folder).as_posix()] = [size, moved]
    return sizes


def _list_sources(root: Path) -> list[Path]:
    files = (root / SOURCES).iterdir()
    return sorted(path for path in files if path.suffix in (".js", ".css", ".py"))


def _list_here(root: Path) -> dict[str, dict[str, Any]]:
    """The packages if all of them are here, else none."""
    wanted = list_packages(root)
    wheels = [root / CACHE / "packages" / entry["file_name"] for entry in wanted.values()]
    return wanted if all(wheel.exists() for wheel in wheels) else {}


def _name_library(root: Path) -> Path:
    """Where the compiled library is kept: it depends on what starts and on what compiles."""
    digest = hashlib.sha256(read_sums(root)[STDLIB].encode())
    digest.update(COMPILE.encode() + (root / SOURCES / "bootstrap.py").read_bytes())
    return root / CACHE / f"stdlib-{digest.hexdigest()[:12]}.zip"


def _compute_version(root: Path) -> str:
    """Pyodide's version and a digest of everything in the folder, so that caches never mix."""
    paths = [*_list_sources(root), root / SUMS, root / CACHE / LOCK, _name_library(root)]
    stamps = tuple((path, path.stat().st_mtime_ns if path.exists() else 0) for path in paths)
    return _digest_sources(stamps, tuple(_list_here(root)))


@lru_cache(maxsize=8)
def _digest_sources(stamps: tuple[tuple[Path, int], ...], packages: tuple[str, ...]) -> str:
    digest = hashlib.sha256(repr(packages).encode())
    for path, _ in stamps:
        content = path.read_bytes() if path.exists() else b""
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(content).digest())
    return f"{PYODIDE}-{digest.hexdigest()[:8]}"


def _link(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where the disk knows no such names."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _is_right(root: Path, name: str, digest: str) -> bool:
    """Whether a file of the cache is what it must be; another is fetched again."""
    path = root / CACHE / name
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def _has_wheel(root: Path, entry: Mapping[str, Any]) -> bool:
    return _is_right(root, f"packages/{entry['file_name']}", entry["sha256"])


def _check(package: str, name: str, content: bytes, expected: str, source: str) -> Problem | None:
    found = hashlib.sha256(content).hexdigest()
    if found == expected:
        return None
    said = f"{name}: found the sum {found[:12]}…, expected {expected[:12]}… of {source}"
    return Problem(package, 0, said, "fetch it again, or see what your registry serves")


def _unpack_carrier(folder: Path, names: list[str]) -> Mapping[str, bytes] | Problem:
    """Let pip download the carrier, and read these wheels out of it."""
    say(f"fetching {', '.join(PACKAGES)} out of {CARRIER} (106 MB) …")
    options = ("--no-deps", "--ignore-requires-python", "--only-binary=:all:")
    problem = run_pip(CARRIER, RETRY, "download", *options, "--dest", str(folder), CARRIER)
    if problem:
        return problem
    try:
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
            inside = {PurePosixPath(name).name: name for name in archive.namelist()}
            return {name: archive.read(inside[name]) for name in names}
    except BROKEN as error:
        found = f"pip left no whole package ({type(error).__name__}: {error})"
        return Problem(CARRIER, 0, found, "run pip cache purge, then make runtime")


def main() -> int:
    """Fetch what is absent, build, and say how it stands; 1 where pages get no buttons."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    root = Path.cwd()
    if not has_sources(root):
        return complain([Problem(SUMS, 0, "is not here", "run this in the project")])
    try:
        for folder in (root / CACHE).rglob("*/"):
            sweep_folder(folder, "*")
        problems, notes = fetch_runtime(root)
    except KeyboardInterrupt:
        say(f"interrupted; every file of {CACHE}/ is whole or absent")
        return 1
    except OSError as error:
        where = str(error.filename or "the disk")
        found = f"cannot be read or written: {error.strerror}"
        cure = "free the disk or the folder, then make runtime"
        problems, notes = [Problem(where, 0, found, cure)], []
    for note in notes:
        say(f"{note}; pages go without it")
    built = find_runtime(root)
    if problems or not built:
        say("pages get no buttons that run Python")
        return complain(problems) or 1
    packages = find_packages(built)
    with_them = ", ".join(f"{name} {packages[name]}" for name in PACKAGES if name in packages)
    say(f"Python for the browser: {built.name}, with {with_them or 'no packages'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
