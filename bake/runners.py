"""Where a snippet can run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bake.chromium import find_chromium
from bake.problem import Problem, suggest
from bake.runtime import find_runtime

CELLS_SINCE = (3, 11)
"""The first Python that runs cell by cell; an older one runs whole files."""


@dataclass(frozen=True)
class Runner:
    """A way to run snippets that this machine has."""

    name: str
    """`cpu`, `gpu`, `nogil`, `py314`, …"""
    python: Path
    """The interpreter."""
    cells: bool
    """Whether it runs cell by cell; below Python 3.11 a whole file runs and only stdout is kept."""
    lock: Path | None
    """The requirements file that pins its packages; None where the machine decides."""


@dataclass(frozen=True)
class Search:
    """What to look for: interpreters in this order, the first of the right version wins."""

    version: str
    """A pattern for the version, such as `3.14`; `t` ends that of a free-threaded build."""
    commands: tuple[str, ...] = ()
    """Names to look up on PATH, after `.runners/NAME/bin`."""
    pyenv: str = ""
    """A pattern for folders under `~/.pyenv/versions`, looked at last."""
    cure: str = ""
    """How to get it; the default speaks of `.runners/NAME`."""


RUNNERS: Mapping[str, Search | None] = {
    "cpu": None,
    "gpu": None,
    "browser": None,
    "nogil": Search(
        r"3\.\d+t", ("python3.14t", "python3.13t"), "3.1?.*t", "`make runners RUNNER=nogil`"
    ),
    "py27": Search(r"2\.7", ("python2.7",), "2.7.*"),
    "py36-tf1": Search(r"3\.6", cure="`make runners RUNNER=py36-tf1`"),
    "py36-caffe2": Search(r"3\.6", cure="`make runners RUNNER=py36-caffe2`"),
    "pandas2": Search(r"3\.\d+", cure="`make runners RUNNER=pandas2`"),
    "executorch": Search(r"3\.\d+", cure="`make runners RUNNER=executorch`"),
    "peer-tools": Search(r"3\.\d+", cure="`make runners RUNNER=peer-tools`"),
}
"""Every runner by name; those named `pyXY` come besides, see `_find_search`."""

PROBE = """
import sys, sysconfig
t = "t" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""
print("%d.%d%s" % (sys.version_info[0], sys.version_info[1], t))
print(sys.executable)
"""


def is_runner(name: str) -> bool:
    """Whether there is such a runner at all, here or elsewhere."""
    return name in RUNNERS or _find_search(name) is not None


def find_runner(name: str, root: Path) -> Runner | Problem:
    """Find a runner by name on this machine, or say what it would take."""
    place = f"runner {name}"
    search = _find_search(name)
    if search:
        return _search(name, search, root)
    if name not in RUNNERS:
        return Problem(place, 0, "there is no such runner", suggest(name, [*RUNNERS, "pyXY"]))
    if name == "browser":
        return _find_browser(root)
    if name == "gpu" and not _has_gpu():
        found = "absent: `nvidia-smi -L` lists no GPU"
        return Problem(place, 0, found, "run it on a machine with a CUDA device and its driver")
    lock = root / "requirements.txt" if name == "cpu" else None
    return Runner(name, Path(sys.executable), sys.version_info >= CELLS_SINCE, lock)


def _find_browser(root: Path) -> Runner | Problem:
    """Chromium stands for the interpreter; Python itself is in the runtime."""
    chromium = find_chromium()
    if not chromium:
        return Problem("runner browser", 0, "absent: no chromium on PATH", "install it")
    if not find_runtime(root):
        found = "absent: no built runtime in .cache/runtime"
        return Problem("runner browser", 0, found, "run make runtime")
    return Runner("browser", Path(chromium), True, None)


def _find_search(name: str) -> Search | None:
    """What to look for; `py313` and its like are read from the name."""
    match = re.fullmatch(r"py(\d)(\d{1,2})", name)
    if name in RUNNERS or not match:
        return RUNNERS.get(name)
    version = f"{match[1]}.{match[2]}"
    cure = f"`make runners RUNNER={name}`" if version >= "3.8" or len(match[2]) == 2 else ""
    return Search(re.escape(version), (f"python{version}",), f"{version}.*", cure)


def _search(name: str, search: Search, root: Path) -> Runner | Problem:
    tried = list(_list_candidates(name, search, root))
    for python in tried:
        found = _probe(python)
        if found and re.fullmatch(search.version, found[0]):
            lock = root / f"requirements-{name}.txt"
            parts = found[0].removesuffix("t").split(".")
            cells = (int(parts[0]), int(parts[1])) >= CELLS_SINCE
            return Runner(name, found[1], cells, lock if lock.exists() else None)
    own = f".runners/{name}/bin/python"
    places = [own, *(f"{command} on PATH" for command in search.commands)]
    places += [f"~/.pyenv/versions/{search.pyenv}"] if search.pyenv else []
    cure = f"make an environment in .runners/{name}"
    cure = f"{search.cure}, or {cure}" if search.cure else cure
    version = search.version.replace("\\", "").replace("d+t", "x, free-threaded")
    found_text = f"absent: looked for Python {version} at {', '.join(places)}"
    return Problem(f"runner {name}", 0, found_text, cure)


def _list_candidates(name: str, search: Search, root: Path) -> Iterator[Path]:
    """Every interpreter that exists, in the order of the search."""
    own = root / ".runners" / name / "bin"
    yield from (path for path in (own / "python", own / "python3") if path.exists())
    yield from (Path(at) for command in search.commands if (at := shutil.which(command)))
    if search.pyenv:
        versions = (Path.home() / ".pyenv" / "versions").glob(search.pyenv)
        newest = sorted(versions, key=_read_numbers, reverse=True)
        yield from (path / "bin" / "python" for path in newest if path.is_dir())


def _read_numbers(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", path.name)]


def _probe(python: Path) -> tuple[str, Path] | None:
    """Version and real path of an interpreter, as it says itself; a shim on PATH may be neither."""
    try:
        done = subprocess.run(
            [python, "-c", PROBE], capture_output=True, text=True, timeout=30, check=True
        )
        version, executable = done.stdout.split("\n")[:2]
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return version, Path(executable)


def _has_gpu() -> bool:
    try:
        done = subprocess.run(["nvidia-smi", "-L"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0 and "GPU 0:" in done.stdout
