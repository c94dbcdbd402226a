"""Where a snippet can run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


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
