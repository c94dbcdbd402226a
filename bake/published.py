"""Published numbers: what a record measured, as a sentence or a chart quotes it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import median

from bake.problem import suggest
from bake.record import Record

MEASURED = ("seconds", "milliseconds", "tflops", "gbps", "fps", "megabytes")
"""Units of what depends on the machine: two runs need not agree on such values."""


def find_values(record: Record, name: str, label: str) -> tuple[float, ...] | str:
    """Every repeat of a published number, or what is wrong with the question."""
    labels = record.run.published.get(name)
    if labels is None:
        return f"publishes no {name!r}: {suggest(name, record.run.published)}"
    value = labels.get(label)
    if value is None:
        return f"publishes no {label!r} in {name!r}: {suggest(label, labels)}"
    return list_repeats(value)


def list_repeats(value: object) -> tuple[float, ...]:
    """Read one published value, single or repeated; `nan` and `inf` are kept as words in JSON."""
    values = value if isinstance(value, list) else [value]
    return tuple(v if isinstance(v, int) else float(str(v)) for v in values)


def summarise(values: tuple[float, ...], statistic: str) -> float:
    """Reduce repeats to a number.

    It is `median`, `min`, `max`, `spread` (largest less smallest) or `count` (how many there are).
    """
    if statistic == "count":
        return float(len(values))
    if statistic == "spread":
        return max(values) - min(values)
    if statistic == "median":
        return float(median(values))
    return min(values) if statistic == "min" else max(values)


def format_number(value: float, spec: str) -> str:
    """Format a number for a sentence; what is not finite keeps its name."""
    if not math.isfinite(value):
        return {math.inf: "∞", -math.inf: "−∞"}.get(value, "NaN")
    return format(value, spec).replace("-", "−")


def choose_spec(values: tuple[float, ...]) -> str:
    """Choose a format for a chart: whole numbers as they are, others with four digits."""
    finite = [abs(v) for v in values if math.isfinite(v)]
    if all(float(v).is_integer() for v in finite):
        return ",.0f"
    top = max(finite, default=0)
    if top >= 1e6 or 0 < top < 1e-3:
        return ".2e"
    digits = 3 - math.floor(math.log10(top)) if top else 2
    return f",.{min(max(digits, 0), 4)}f"


def find_unit(name: str) -> str:
    """Read the unit off the name of a published dict: `seconds_of_tenths` is in `seconds`."""
    return name.split("_")[0]


def is_measured(name: str) -> bool:
    """Whether the values under this name depend on the machine."""
    return find_unit(name) in MEASURED


def flatten(published: Mapping[str, Mapping[str, object]]) -> dict[str, tuple[float, ...]]:
    """Every published number of a run as `name.label`."""
    return {
        f"{name}.{label}": list_repeats(value)
        for name, labels in sorted(published.items())
        for label, value in sorted(labels.items())
    }
