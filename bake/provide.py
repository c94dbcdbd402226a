"""Provide the runners that this machine lacks, in `.runners/NAME`: `python -m bake.provide`.

Nothing is installed in the system, and nothing of this is needed to build the site or to pass the
tests. What is made stands in its place when it is whole: to stop in the middle does no harm.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bake.debian import (
    Unavailable,
    fetch_packages,
    fetch_source,
    find_file,
    open_apt,
    pick_reason,
    run_tool,
)
from bake.problem import Problem
from bake.runners import Runner, find_runner
from bake.terminal import complain, say

NAMES = (
    "py27",
    "py36",
    "py310",
    "py311",
    "py312",
    "py313",
    "py314",
    "py315",
    "nogil",
    "py36-tf1",
    "py36-caffe2",
    "pandas2",
    "executorch",
    "peer-tools",
)
"""What is provided when nothing is named."""
UNPACKED = ("py314", "py315")
"""What comes from Debian's packages."""
EXHIBITS = {
    "py36-tf1": "py36",
    "py36-caffe2": "py36",
    "pandas2": "cpu",
    "executorch": "cpu",
    "peer-tools": "cpu",
}
"""Another runner's interpreter with other packages, as `requirements-NAME.txt` pins them."""
PIP = "pip==21.3.1"
"""The last for Python 3.6; the one that comes with it does not know today's wheels."""
SOURCE = "python3.13"
"""The source package that the free-threaded build is made from."""
PULSE = 15
"""Seconds between two signs of life of a long step."""

CHECK = """
import sys, sysconfig, ctypes, hashlib, multiprocessing, sqlite3, ssl, zlib
if sys.version_info >= (3, 14):
    import concurrent.interpreters
free = sysconfig.get_config_var("Py_GIL_DISABLED")
if free and sys._is_gil_enabled():
    sys.exit("the GIL is on")
print("%d.%d.%d" % sys.version_info[:3] + ("t" if free else ""))
"""


@dataclass(frozen=True)
class Way:
    """A way to get an interpreter."""

    label: str
    """Where it comes from."""
    make: Callable[[str, Path, Path], Path]
    """Takes the runner's name, an empty folder and the final place; returns what to move there."""


@dataclass(frozen=True)
class Outcome:
    """What came of providing one runner."""

    name: str
    """The runner."""
    version: str
    """Such as `3.13.5t`; empty where it could not be had."""
    detail: str
    """Where it is from and how long it took; or why it could not be had."""

    def __str__(self) -> str:
        version = self.version or "absent"
        return f"{self.name:<7} {version:<9} {self.detail}"


def list_ways(name: str) -> list[Way]:
    """The ways to get a runner, the one to try first first."""
    ways = []
    if name in UNPACKED:
        ways.append(Way("Debian's packages", unpack_packages))
    if name == "nogil":
        ways.append(Way("Debian's source", build_source))
    if name in EXHIBITS:
        ways.append(Way("its lock", install_lock))
    if name == "nogil" or re.fullmatch(r"py3\d+", name):
        ways.append(Way("uv's builds", install_by_uv))
    return ways


def provide_runner(name: str, root: Path) -> Outcome:
    """Find a runner that works on this machine, or else make one."""
    found = find_runner(name, root)
    reasons = []
    if isinstance(found, Runner):
        where = _show_place(found.python, root)
        try:
            return Outcome(name, check_python(found.python), f"is here: {where}")
        except Unavailable as problem:
            reasons.append(f"{where}: {problem}")
    if os.path.lexists(root / ".runners" / name):
        reasons.append(f".runners/{name} does not work: remove it and try again")
        return Outcome(name, "", "; ".join(reasons))
    tried = _try_ways(name, root)
    if isinstance(tried, Outcome):
        return tried
    reasons += tried
    if not reasons and isinstance(found, Problem):
        reasons.append(f"{found.found}: {found.cure}".removeprefix("absent: "))
    return Outcome(name, "", "; ".join(reasons))


def _try_ways(name: str, root: Path) -> Outcome | list[str]:
    """Make a runner in the first way that leads to one, or say why none does."""
    place = root / ".runners" / name
    reasons = []
    for way in list_ways(name):
        say(f"{name}: {way.label} …")
        began = time.monotonic()
        try:
            with _make_work(root) as work:
                version = settle(way.make(name, work, place), place)
        except Unavailable as problem:
            reasons.append(f"{way.label}: {problem}")
            continue
        took = time.monotonic() - began
        return Outcome(name, version, f"made from {way.label} in {took:.0f} s")
    return reasons


@contextmanager
def _make_work(root: Path) -> Iterator[Path]:
    """An empty folder on the disk of the final place; gone afterwards, also when interrupted."""
    work = root / ".runners" / ".work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def settle(tree: Path, place: Path) -> str:
    """Move what was made to its place and check it there; what does not work does not stay."""
    tree.rename(place)
    try:
        return check_python(place / "bin/python3")
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def check_python(python: Path) -> str:
    """The version of an interpreter that has all it needs."""
    return run_tool(python, "-c", CHECK).strip()


def unpack_packages(name: str, work: Path, place: Path) -> Path:
    """Unpack Debian's Python beside the system, with the C library it was linked against."""
    tree, version = work / "tree", f"{name[2]}.{name[3:]}"
    for package in fetch_packages(open_apt(work / "apt"), f"python{version}", "patchelf"):
        run_tool("dpkg", "-x", package, tree)
    libraries = find_file(tree, "usr/lib/*/libc.so.6").parent
    loader = find_file(libraries, "ld-linux*.so.*")
    python, rpath = tree / "usr/bin/python", f"$ORIGIN/../lib/{libraries.name}"
    shutil.copy(tree / f"usr/bin/python{version}", python)
    patch = (loader, "--library-path", libraries, tree / "usr/bin/patchelf")
    run_tool(*patch, "--force-rpath", "--set-rpath", rpath, python)
    # Apart and last: patchelf 0.18 breaks the program when one call sets both.
    run_tool(*patch, "--set-interpreter", place / loader.relative_to(tree), python)
    (tree / "bin").mkdir()
    for link in ("python", "python3"):
        (tree / "bin" / link).symlink_to("../usr/bin/python")
    return tree


def build_source(name: str, work: Path, place: Path) -> Path:
    """Build the free-threaded Python from source; it takes minutes."""
    for tool in ("make", "cc", "tar", "xz"):
        if not shutil.which(tool):
            raise Unavailable(f"{tool} is not on PATH: apt-get install build-essential xz-utils")
    archive = fetch_source(open_apt(work / "apt"), SOURCE)
    run_tool("tar", "-xf", archive, "-C", work)
    source = find_file(work, "Python-*")
    options = ("--disable-gil", "--without-ensurepip", "--disable-test-modules")
    _follow(f"{name}: configure", source, "./configure", f"--prefix={place}", *options)
    _follow(f"{name}: make", source, "make", f"-j{_count_cores()}")
    _follow(f"{name}: install", source, "make", "install", f"DESTDIR={work / 'tree'}")
    return work / "tree" / place.relative_to("/")


def _follow(label: str, folder: Path, *command: str) -> None:
    """Run a long command; say now and then how far it is."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "MAKE", "MFLAGS"))}
    began = spoke = time.monotonic()
    count, tail = 0, deque[str](maxlen=40)
    with subprocess.Popen(
        command, cwd=folder, env=plain, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as child:
        try:
            for line in child.stdout or ():
                count += 1
                tail.append(line)
                if time.monotonic() - spoke > PULSE:
                    spoke = time.monotonic()
                    say(f"{label}: {count} lines in {spoke - began:.0f} s …")
        except BaseException:
            child.terminate()
            raise
    if child.returncode:
        raise Unavailable(f"{label} failed: {pick_reason(''.join(tail))}")


def _count_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def install_by_uv(name: str, work: Path, place: Path) -> Path:
    """Let uv download a Python of its own making; a tree of it can be moved."""
    if not shutil.which("uv"):
        raise Unavailable("uv is not on PATH: pip install uv")
    version = "3.14t" if name == "nogil" else f"{name[2]}.{name[3:]}"
    run_tool(
        *("uv", "python", "install", "--no-bin", "--install-dir", work / "uv", f"cpython@{version}")
    )
    return find_file(work / "uv", "cpython-*").resolve()


def install_lock(name: str, work: Path, place: Path) -> Path:
    """Give an older interpreter the packages that an exhibit ran with."""
    root = place.parents[1]
    base = find_runner(EXHIBITS[name], root)
    if isinstance(base, Problem):
        raise Unavailable(f"{base.found}: {base.cure}")
    python = work / "tree/bin/python3"
    run_tool(base.python, "-m", "venv", "--copies", work / "tree")
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install")
    if EXHIBITS[name] == "py36":
        run_tool(*pip, PIP)
    lock = root / f"requirements-{name}.txt"
    _follow(f"{name}: pip", root, *map(str, pip), "--no-deps", "--requirement", str(lock))
    return work / "tree"


def _show_place(python: Path, root: Path) -> str:
    """A path as people write it."""
    if python.is_relative_to(root):
        return python.relative_to(root).as_posix()
    if python.is_relative_to(Path.home()):
        return f"~/{python.relative_to(Path.home()).as_posix()}"
    return str(python)


def main(names: Sequence[str]) -> int:
    """Provide runners, all or those named, and say of each what came of it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    root = Path.cwd()
    if not (root / "snippets").is_dir():
        return complain([Problem(".", 0, "found no folder snippets/", "run this in the project")])
    (root / ".runners").mkdir(exist_ok=True)
    status = 0
    with open(root / ".runners/.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for name in names or NAMES:
                outcome = provide_runner(name, root)
                print(outcome, flush=True)
                status |= bool(names and not outcome.version)
        except BlockingIOError:
            return complain([Problem(".runners", 0, "another make runners is at work", "wait")])
        except KeyboardInterrupt:
            say("interrupted; every runner is whole or absent")
            return 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
