"""Say where a run took place, as flat facts, and build the variables that a run gets.

As a script, `python environment.py PACKAGE...` prints one JSON object; it needs nothing but the
standard library and runs on any Python from 2.7 on (hence the type comments). The facts:

    python            version, such as 3.11.7
    implementation    CPython, PyPy, ...
    build             GIL or free-threaded
    platform          system, release and machine, such as Linux 6.1 x86_64
    libc              such as glibc 2.36; null where it is unknown
    cpu               model name of the processor; null where it is unknown
    cpu_count         logical processors that the process may use
    memory_gb         physical memory in GB (10**9 bytes); null where it is unknown
    gpu, driver       names of the CUDA devices and their driver's version; null without one
    OMP_NUM_THREADS   and other variables that set a number of threads: only those that are set
    package.NAME      installed version of each package asked for; null where it is absent

No fact names the host, the user or a path.
"""

import importlib
import json
import os
import platform
import subprocess
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence  # noqa: F401  (type comments need them)
    from pathlib import Path  # noqa: F401

    from bake.runners import Runner  # noqa: F401

    Facts = dict[str, str | int | float | None]

THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
KEPT = THREAD_VARIABLES + ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")  # noqa: RUF005
"""Variables of the caller that a run gets too, besides PATH and those that begin with CUDA_."""

FIXED = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "COLUMNS": "80",
    "MPLBACKEND": "Agg",
}


def probe_environment(runner, packages):
    # type: (Runner, Sequence[str]) -> Facts
    """Facts about a runner on this machine, as its own interpreter sees them."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="bake-") as folder:
        command = [str(runner.python), os.path.abspath(__file__)] + list(packages)  # noqa: RUF005
        variables = make_variables(runner.python, folder)
        text = subprocess.check_output(command, env=variables, cwd=folder)
    facts = json.loads(text)  # type: Facts
    return facts


def make_variables(python, folder):
    # type: (Path, str) -> dict[str, str]
    """Environment variables of a child that runs in `folder`; its interpreter is first on PATH."""
    kept = {k: v for k, v in os.environ.items() if k in KEPT or k.startswith("CUDA_")}
    path = os.pathsep.join([str(python.parent), os.environ.get("PATH", os.defpath)])
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    fonts = os.path.join(caches, "bake", "matplotlib")  # kept: its font list takes seconds
    own = {"PATH": path, "HOME": folder, "TMPDIR": folder, "MPLCONFIGDIR": fonts}
    return dict(kept, **dict(FIXED, **own))


def list_facts(packages):
    # type: (Sequence[str]) -> Facts
    """Facts about this process, its interpreter and its machine."""
    gpu, driver = read_gpu()
    facts = {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "build": read_build(),
        "platform": read_platform(),
        "libc": " ".join(platform.libc_ver()).strip() or None,
        "cpu": read_cpu(),
        "cpu_count": count_cpus(),
        "memory_gb": read_memory(),
        "gpu": gpu,
        "driver": driver,
    }  # type: Facts
    facts.update((name, os.environ[name]) for name in THREAD_VARIABLES if name in os.environ)
    facts.update(("package." + name, read_version(name)) for name in packages)
    return facts


def read_build():
    # type: () -> str
    import sysconfig

    return "free-threaded" if sysconfig.get_config_var("Py_GIL_DISABLED") else "GIL"


def read_platform():
    # type: () -> str
    release = ".".join(platform.release().split("-")[0].split(".")[:2])
    return " ".join([platform.system(), release, platform.machine()])


def read_cpu():
    # type: () -> str | None
    try:
        with open("/proc/cpuinfo", "rb") as file:
            for line in file:
                if line.lower().startswith(b"model name"):
                    return line.split(b":", 1)[1].strip().decode("utf-8", "replace")
    except (IOError, OSError):  # noqa: UP024  (two classes in Python 2)
        pass
    return ask("sysctl", "-n", "machdep.cpu.brand_string") or platform.processor() or None


def count_cpus():
    # type: () -> int | None
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    import multiprocessing

    return multiprocessing.cpu_count()


def read_memory():
    # type: () -> float | None
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1)
    except (AttributeError, ValueError, OSError):
        return None


def read_gpu():
    # type: () -> tuple[str | None, str | None]
    """Names of the CUDA devices, and their driver's version."""
    text = ask("nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader")
    rows = [line.split(", ") for line in text.splitlines() if ", " in line]
    if not rows:
        return None, None
    return ", ".join(row[0] for row in rows), rows[0][1].strip()


def read_version(package):
    # type: (str) -> str | None
    """Installed version of a package."""
    try:
        from importlib import metadata
    except ImportError:  # before Python 3.8
        return read_old_version(package)
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def read_old_version(package):
    # type: (str) -> str | None
    try:
        pkg_resources = importlib.import_module("pkg_resources")
        return str(pkg_resources.get_distribution(package).version)
    except Exception:  # ImportError, or one of a dozen that pkg_resources raises
        return None


def ask(*command):
    # type: (*str) -> str
    """What a command prints; nothing where it is absent or fails."""
    try:
        with open(os.devnull, "wb") as null:
            text = subprocess.check_output(command, stderr=null)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return text.decode("utf-8", "replace").strip()


if __name__ == "__main__":
    del sys.path[0]  # the modules beside this file are none of the facts
    sys.stdout.write(json.dumps(list_facts(sys.argv[1:]), sort_keys=True) + "\n")
