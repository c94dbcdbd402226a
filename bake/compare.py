"""Does this run still say what the record says?"""

from __future__ import annotations

import difflib
import math
import re
import xml.etree.ElementTree as etree

from bake.outcome import Output, Run
from bake.problem import BAKE, Problem
from bake.published import flatten, is_measured
from bake.snippet import Snippet

NUMBER = re.compile(r"(?<![\w.])[-+−]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[-+]?\d+)?|\bnan\b|\binf\b", re.I)
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b", re.I)
SHAPES = ("path", "use", "image", "text")
"""SVG elements that leave ink."""


def compare_runs(snippet: Snippet, recorded: Run, run: Run) -> list[Problem]:
    """List what differs, by the snippet's own rule (`exact`, `close` or `shape`)."""
    cure = f"correct the snippet, or accept it: {BAKE} record {snippet.place}"
    differences = [
        *_compare_outputs(snippet, recorded, run),
        *_compare_published(snippet, recorded, run),
        *_compare_kept(snippet, recorded, run),
    ]
    return [Problem(snippet.place, line, found, cure) for line, found in differences]


def find_text_difference(snippet: Snippet, recorded: Run, run: Run) -> str:
    """What another Python printed or drew otherwise, by the snippet's rule; empty if nothing.

    Warnings and times are its own: stderr and published numbers may differ.
    """
    for old, new in zip(recorded.outputs, run.outputs, strict=False):
        if not _is_same_text(snippet, old.stdout, new.stdout):
            return f"cell {new.cell!r} prints something else:\n" + _diff(old.stdout, new.stdout)
        if len(old.figures) != len(new.figures) or not all(map(is_drawn, new.figures)):
            return f"cell {new.cell!r} draws something else"
    return "" if len(recorded.outputs) == len(run.outputs) else "has other cells"


def normalise(text: str) -> str:
    """Mask what no two runs share: memory addresses."""
    return ADDRESS.sub("0x…", text)


def mask_numbers(text: str) -> str:
    """Replace every number, and the blanks before it, by one sign."""
    return re.sub(r" *#", " #", NUMBER.sub("#", text))


def is_drawn(figure: str) -> bool:
    """Whether an SVG figure shows more than its background."""
    try:
        root = etree.fromstring(figure)
    except etree.ParseError:
        return False
    return sum(element.tag.rpartition("}")[2] in SHAPES for element in root.iter()) > 1


def _compare_outputs(snippet: Snippet, recorded: Run, run: Run) -> list[tuple[int, str]]:
    found = []
    lines = {cell.name: cell.line for cell in snippet.code_cells}
    for old, new in zip(recorded.outputs, run.outputs, strict=False):
        for difference in _compare_output(snippet, old, new):
            found.append((lines.get(new.cell, 0), f"cell {new.cell!r} {difference}"))
    if len(recorded.outputs) != len(run.outputs):
        found.append((0, f"has {len(run.outputs)} cells, the record {len(recorded.outputs)}"))
    return found


def _compare_output(snippet: Snippet, old: Output, new: Output) -> list[str]:
    found = []
    if not _is_same_text(snippet, old.stdout, new.stdout):
        found.append("prints something else:\n" + _diff(old.stdout, new.stdout))
    if bool(old.stderr) != bool(new.stderr):
        before, now = (
            text.strip().split("\n")[-1] or "nothing" for text in (old.stderr, new.stderr)
        )
        found.append(f"wrote {before!r} to stderr, now {now!r}")
    if len(old.figures) != len(new.figures):
        found.append(f"draws {len(new.figures)} figures, the record has {len(old.figures)}")
    found += [f"figure {n} is empty" for n, f in enumerate(new.figures, 1) if not is_drawn(f)]
    return found


def _is_same_text(snippet: Snippet, old: str, new: str) -> bool:
    old, new = normalise(old), normalise(new)
    if snippet.compare == "exact" or old == new:
        return old == new
    if mask_numbers(old) != mask_numbers(new):
        return False
    if snippet.compare == "shape":
        return True
    pairs = zip(NUMBER.findall(old), NUMBER.findall(new), strict=True)
    return all(_is_close(_parse(a), _parse(b), snippet.tolerance) for a, b in pairs)


def _parse(number: str) -> float:
    return float(number.replace(",", "").replace("−", "-"))


def _is_close(old: float, new: float, tolerance: float) -> bool:
    both_nan = math.isnan(old) and math.isnan(new)
    return both_nan or math.isclose(old, new, rel_tol=tolerance, abs_tol=tolerance)


def _compare_published(snippet: Snippet, recorded: Run, run: Run) -> list[tuple[int, str]]:
    old, new = flatten(recorded.published), flatten(run.published)
    found = [
        (0, f"publishes {key}, the record does not") for key in sorted(new.keys() - old.keys())
    ]
    found += [
        (0, f"publishes no {key}, the record does") for key in sorted(old.keys() - new.keys())
    ]
    for key in sorted(old.keys() & new.keys()):
        if is_measured(key.split(".")[0]) or snippet.compare == "shape":
            continue
        same = len(old[key]) == len(new[key]) and all(
            _is_close(a, b, snippet.tolerance) for a, b in zip(old[key], new[key], strict=True)
        )
        if not same:
            found.append((0, f"publishes {key} = {list(new[key])}, the record {list(old[key])}"))
    return found


def _compare_kept(snippet: Snippet, recorded: Run, run: Run) -> list[tuple[int, str]]:
    """Kept files are there, or there would be no run; only an exact snippet repeats every byte."""
    if snippet.compare != "exact":
        return []
    return [
        (0, f"keeps another {name} than the record")
        for name, content in run.kept.items()
        if content != recorded.kept.get(name)
    ]


def _diff(old: str, new: str) -> str:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), "record", "now", lineterm="")
    return "\n".join(list(lines)[:40])
