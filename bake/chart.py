"""A chart: published numbers as a table that is drawn as bars, readable without script."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from bake.problem import suggest
from bake.published import choose_spec, find_unit, format_number, list_repeats, summarise
from bake.record import Record

SIGNS = {"megabytes": "MB", "gbps": "GB/s", "tflops": "TFLOP/s"}
UNITS = {
    "ko": {"seconds": "초", "milliseconds": "밀리초"} | SIGNS,
    "en": {"seconds": "seconds", "milliseconds": "milliseconds"} | SIGNS,
}
LABEL = {"ko": "이름", "en": "name"}


@dataclass(frozen=True)
class Bar:
    """One label of a chart."""

    label: str
    values: Mapping[str, tuple[float, ...]]
    """Series (a runner) to all repeats."""


def collect_bars(records: Sequence[Sequence[Record]], name: str) -> list[Bar] | str:
    """Gather a published dict from the records of several files, or say what is wrong.

    `records` holds one sequence per file: its records, one per runner.
    """
    bars: list[Bar] = []
    for of_file in records:
        found: dict[str, dict[str, tuple[float, ...]]] = {}
        for record in of_file:
            labels = record.run.published.get(name)
            if labels is None:
                known = suggest(name, record.run.published)
                return f"{record.run.snippet} publishes no {name!r}: {known}"
            for label, value in labels.items():
                found.setdefault(label, {})[record.run.runner] = list_repeats(value)
        bars += [Bar(label, values) for label, values in found.items()]
    return bars


def render_chart(bars: Sequence[Bar], name: str, language: str) -> str:
    """Draw bars from zero to the largest median, with medians and spreads in digits."""
    series = list(dict.fromkeys(runner for bar in bars for runner in bar.values))
    repeats = [values for bar in bars for values in bar.values.values()]
    medians = [summarise(values, "median") for values in repeats]
    top = max((value for value in medians if math.isfinite(value)), default=0)
    spec = choose_spec(tuple(value for values in repeats for value in values))
    unit = UNITS[language].get(find_unit(name), name)
    heads = [LABEL[language], unit] if series == ["cpu"] else [unit, *series]
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row"><code>{escape(bar.label)}</code></th>'
        + "".join(
            _draw(bar.values.get(runner), top, spec, number)
            for number, runner in enumerate(series, 1)
        )
        + "</tr>"
        for bar in bars
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _draw(values: tuple[float, ...] | None, top: float, spec: str, number: int) -> str:
    """One cell: a bar and its number; a dash where the series has no such label."""
    if values is None:
        return "<td>–</td>"
    value = summarise(values, "median")
    share = value / top if top > 0 and math.isfinite(value) else 0
    low, high = (format_number(edge(values), spec) for edge in (min, max))
    spread = f' <span class="spread">{low}–{high}</span>' if len(values) > 1 else ""
    return (
        f'<td><span class="bar s{number}" style="--share:{max(share, 0):.4f}"></span>'
        f'<span class="value">{format_number(value, spec)}</span>{spread}</td>'
    )
