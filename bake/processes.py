"""The processes below this one: find them, measure them, end them all (on Linux).

Elsewhere there is no /proc: the functions find nothing, and a process group is all one can end.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Set
from contextlib import suppress
from pathlib import Path

PATIENCE = 10.0
"""Seconds to wait for killed processes before we give up."""


def adopt_orphans() -> None:
    """Make this process the parent of every descendant that loses its own (a child subreaper)."""
    if sys.platform == "linux":
        import ctypes

        pr_set_child_subreaper = 36
        ctypes.CDLL(None).prctl(pr_set_child_subreaper, 1, 0, 0, 0)


def find_children(pid: int) -> list[int]:
    """The children of a process, zombies too."""
    found: list[int] = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            found += map(int, Path(f"/proc/{pid}/task/{task}/children").read_bytes().split())
    except (FileNotFoundError, ProcessLookupError):
        if os.path.exists(f"/proc/{pid}/stat"):
            return scan_children(pid)  # a task ended meanwhile, or the kernel lists no children
    return found


def find_descendants(strangers: Set[int]) -> list[int]:
    """All processes below this one, parents first; not the strangers and what is below them."""
    found: list[int] = [pid for pid in find_children(os.getpid()) if pid not in strangers]
    for pid in found:
        found += (child for child in find_children(pid) if child not in found)
    return found


def measure_memory(pids: list[int]) -> int:
    """Resident memory of the processes together, in bytes."""
    pages = 0
    for pid in pids:
        try:
            pages += int(Path(f"/proc/{pid}/statm").read_bytes().split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return pages * os.sysconf("SC_PAGE_SIZE")


def describe_process(pid: int) -> str:
    """The command line of a process, shortened; empty if it has ended."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return " ".join(" ".join(words).split())[:80]


def wait_for_descendants(strangers: Set[int], seconds: float) -> list[int]:
    """Give what is still there some time to end by itself; those that did not."""
    deadline = time.monotonic() + seconds
    while left := _reap(strangers):
        if time.monotonic() > deadline:
            break
        time.sleep(0.005)
    return left


def end_group(group: int) -> None:
    """Kill a process group where there is no /proc; on Linux `end_descendants` does more."""
    if sys.platform != "linux":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)


def end_descendants(strangers: Set[int]) -> None:
    """Kill and reap every process below this one, and those they start meanwhile."""
    deadline = time.monotonic() + PATIENCE
    while left := _reap(strangers):
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if time.monotonic() > deadline:
            raise RuntimeError(f"cannot end the processes {left}")
        time.sleep(0.001)


def _reap(strangers: Set[int]) -> list[int]:
    """Collect what has ended below this process; what has not."""
    if not _has_children():
        return []
    for pid in find_children(os.getpid()):
        if pid not in strangers:
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
    return find_descendants(strangers)


def _has_children() -> bool:
    """Ask the kernel in one call; orphans come to us, so without a child there is nobody below."""
    if sys.platform != "linux":
        return False
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def scan_children(pid: int) -> list[int]:
    """Look at the parent of every process there is; slow, and exact."""
    found: list[int] = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            stat = Path(f"/proc/{entry}/stat").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(stat.rpartition(b")")[2].split()[1]) == pid:
            found.append(int(entry))
    return found
