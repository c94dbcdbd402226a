"""Time commands against each other."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from statistics import median

REPEATS = 7


def compare(commands: Mapping[str, Callable[[], None]]) -> dict[str, float]:
    """Run commands in turn, REPEATS times after one warm-up; medians in seconds."""
    took: dict[str, list[float]] = {name: [] for name in commands}
    for repeat in range(REPEATS + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            command()
            took[name].append(time.perf_counter() - start)
        print(f"\r{repeat}/{REPEATS} ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    for name, all_took in took.items():
        low, high = min(all_took[1:]), max(all_took[1:])
        print(f"{name}: median {median(all_took[1:]):.2f} s, {low:.2f} to {high:.2f} s")
    return {name: median(all_took[1:]) for name, all_took in took.items()}


def run(command: list[str], **more: object) -> None:
    """Run a command silently; its failure ends the bench."""
    done = subprocess.run(command, capture_output=True, text=True, **more)  # type: ignore[call-overload]
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
