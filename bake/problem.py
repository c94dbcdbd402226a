"""A problem: what is wrong, where, and the cure.

Functions return problems; `bake.terminal` and `bake.pytest_plugin` are where they are printed.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PYTHON = Path(sys.executable)
HERE = PYTHON.relative_to(Path.cwd()) if PYTHON.is_relative_to(Path.cwd()) else PYTHON.name
BAKE = f"{HERE} -m bake"
"""How a person in this folder types our command: `.venv/bin/python -m bake`."""


@dataclass(frozen=True, order=True)
class Problem:
    """One complaint, printed as `place: found: cure`."""

    path: str
    """The file, relative to the project, with forward slashes."""
    line: int
    """1-based; 0 where no line is meant."""
    found: str
    """What was found and, where it helps, what was expected."""
    cure: str
    """What to do, often a command."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.found}: {self.cure}"


def suggest(word: str, known: Iterable[str]) -> str:
    """Name the known word nearest to `word`: `did you mean 'timeout'?`, or list all."""
    words = sorted(known)
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    if near:
        return f"did you mean {near[0]!r}?"
    return "known: " + ", ".join(words) if words else "there is none"
