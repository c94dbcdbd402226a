"""What came of a run: the outputs of its cells, its published numbers, time and memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Published = Mapping[str, Mapping[str, "float | list[float]"]]
"""Name of a dict in the snippet, then label, then a value or all its repeats.

What is not finite is the word `nan`, `inf` or `-inf`, since JSON has no such numbers.
"""
VISIBLE = (
    {code: 0x2400 + code for code in range(32) if code not in (9, 10)}
    | {127: "␡"}
    | dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000)), "�")
)
"""Control characters to their pictures: HTML and SVG may hold none, Python-Markdown uses two."""


@dataclass(frozen=True)
class Output:
    """What one code cell printed and drew."""

    cell: str
    stdout: str
    stderr: str
    figures: tuple[str, ...]
    """Each an SVG document."""


@dataclass(frozen=True)
class Run:
    """A run that ended as the snippet's header says it should."""

    snippet: str
    """`topic/slug.py`"""
    runner: str
    date: str
    """UTC, `2026-11-21`."""
    seconds: float
    """Wall time of the child process, from start to end."""
    peak_mb: int
    """Largest resident memory of all its processes together, in MB (10**6 bytes)."""
    published: Published
    outputs: tuple[Output, ...]
    """One for each code cell, in order."""
    kept: Mapping[str, bytes] = field(default_factory=dict)
    """The files that the snippet leaves for others, such as a trained model: name to content."""
