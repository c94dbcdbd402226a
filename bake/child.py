"""Start a child process, keep it within its limits, and end whatever it leaves."""

from __future__ import annotations

import os
import resource
import select
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from bake.processes import (
    describe_process,
    end_descendants,
    end_group,
    find_children,
    find_descendants,
    measure_memory,
    wait_for_descendants,
)

FIRST_POLL = 0.05
"""Seconds until a child is measured first; most have ended by then."""
POLL = 0.1
"""Seconds between two measurements."""
GRACE = 1.0
"""Seconds that the processes of a program may take to end after it."""


@dataclass(frozen=True)
class Limits:
    """What a run may use, besides the time that its snippet's header allows."""

    output_bytes: int = 1_000_000
    """Standard output and standard error, each."""
    memory_mb: int = 4096
    """Resident memory of all its processes together, in MB (10**6 bytes)."""


@dataclass(frozen=True)
class Ending:
    """How a child process ended."""

    status: int
    """Exit status; less than 0: the signal that ended it."""
    seconds: float
    """From start to end."""
    peak: int
    """Largest resident memory seen, in bytes."""
    breach: str
    """Which limit it broke: `ran longer than 60 s`; empty if none."""
    left: str
    """The command line of a process that outlived it; empty if there was none."""


def run_child(
    command: Sequence[str],
    variables: Mapping[str, str],
    folder: Path,
    timeout: float,
    limits: Limits,
) -> Ending:
    """Run a command in `folder/work`, its output in `folder/stdout` and `folder/stderr`.

    Nothing that it started is left when this returns, or raises.
    """
    strangers = frozenset(find_children(os.getpid()))
    started = time.perf_counter()
    child = _start(command, variables, folder)
    try:
        end, peak, breach = _watch(child.pid, folder, timeout, limits, strangers)
        seconds = time.perf_counter() - started
        left = "" if breach else _name_leftover(strangers)
        if end:
            child.returncode = end[0]
            peak = max(peak, end[1])
        return Ending(end[0] if end else -9, seconds, peak, breach, left)
    finally:
        end_group(child.pid)
        end_descendants(strangers)
        child.wait()  # it has ended; on Linux it is reaped already


def _start(
    command: Sequence[str], variables: Mapping[str, str], folder: Path
) -> subprocess.Popen[bytes]:
    """Start in a session of its own; the files are opened to append, so that many may write."""
    (folder / "work").mkdir()
    with open(folder / "stdout", "ab") as out, open(folder / "stderr", "ab") as err:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            env=variables,
            cwd=folder / "work",
            start_new_session=True,
        )


def _watch(
    pid: int, folder: Path, timeout: float, limits: Limits, strangers: Set[int]
) -> tuple[tuple[int, int] | None, int, str]:
    """Wait until the child ends or breaks a limit: status and peak or None, peak seen, breach."""
    deadline = time.perf_counter() + timeout
    peak, pause = 0, FIRST_POLL
    while True:
        end = _wait(pid, min(pause, max(0.0, deadline - time.perf_counter())))
        if end is None:
            peak = max(peak, measure_memory(find_descendants(strangers)))
        if any((folder / f).stat().st_size > limits.output_bytes for f in ("stdout", "stderr")):
            return end, peak, f"printed more than {limits.output_bytes} bytes"
        if peak > limits.memory_mb * 1e6:
            return end, peak, f"used more than {limits.memory_mb} MB"
        if end is not None:
            return end, peak, ""
        if time.perf_counter() >= deadline:
            return None, peak, f"ran longer than {timeout:g} s"
        pause = POLL


def _wait(pid: int, seconds: float) -> tuple[int, int] | None:
    """Status and peak memory of a child that ends within that time; it is reaped then."""
    if sys.platform == "linux":
        descriptor = os.pidfd_open(pid)
        try:
            poll = select.poll()
            poll.register(descriptor, select.POLLIN)
            poll.poll(seconds * 1000)
        finally:
            os.close(descriptor)
        seconds = 0
    deadline = time.perf_counter() + seconds
    while True:
        found, status, usage = os.wait4(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status), _read_peak(usage.ru_maxrss)
        if time.perf_counter() >= deadline:
            return None
        time.sleep(0.01)


def _read_peak(largest: int) -> int:
    """Bytes from `ru_maxrss`; 0 where it is only what a new child inherits from this process."""
    unit = 1 if sys.platform == "darwin" else 1024
    inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest * unit if largest > inherited else 0


def _name_leftover(strangers: Set[int]) -> str:
    """What is still running after a grace; empty if nothing is."""
    for pid in wait_for_descendants(strangers, GRACE):
        if command := describe_process(pid):
            return command
    return ""
