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
    return {name: summarize(name, all_took[1:], " s") for name, all_took in took.items()}


def summarize(name: str, values: list[float], unit: str = "") -> float:
    """Print the median and the range of what was measured; the value is the median."""
    middle, low, high = median(values), min(values), max(values)
    print(f"{name}: median {middle:.2f}{unit}, {low:.2f} to {high:.2f}{unit}")
    return middle


def run(command: list[str], **more: object) -> None:
    """Run a command silently; its failure ends the bench."""
    done = subprocess.run(command, capture_output=True, text=True, **more)  # type: ignore[call-overload]
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
