"""What commands say to a person at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from bake.problem import Problem


def say(text: str) -> None:
    """Print a line of progress, apart from results."""
    print(text, file=sys.stderr, flush=True)


def complain(problems: Iterable[Problem]) -> int:
    """Print problems and return the exit status they ask for."""
    status = 0
    for problem in problems:
        say(str(problem))
        status = 1
    return status
