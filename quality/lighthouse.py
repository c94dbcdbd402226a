"""Lighthouse's scores on a simulated phone, the median of three runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from bake.chromium import find_chromium
from bake.problem import Problem
from quality.tools import Tools

BOUNDS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
REPEATS = 3
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def judge_scores(
    tools: Tools,
    address: str,
    pages: Sequence[str],
    repeats: int = REPEATS,
    bounds: Mapping[str, float] = BOUNDS,
) -> Iterator[Problem | str]:
    """Each page's scores as a line, and a problem for each below its bound."""
    for name in pages:
        runs = [_measure(tools, address + name, bounds) for _ in range(repeats)]
        scores = {key: median(scores[key] for scores, _ in runs) for key in bounds}
        yield f"{name}: " + ", ".join(f"{key} {score:.0f}" for key, score in scores.items())
        for key, score in scores.items():
            if score < bounds[key]:
                found = f"{key} {score:.0f}, expected at least {bounds[key]}"
                failed = ", ".join(runs[0][1][key])
                yield Problem(name, 0, f"{found} ({failed})", "see Lighthouse's own page on it")


def _measure(
    tools: Tools, url: str, keys: Iterable[str]
) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Scores from 0 to 100, and the audits that took points from each."""
    printed = tools.run(
        "lighthouse/cli/index.js",
        *(url, "--output=json", "--quiet", "--chrome-path=" + find_chromium()),
        *(f"--chrome-flags={FLAGS}", "--only-categories=" + ",".join(keys)),
    )
    report: dict[str, Any] = json.loads(printed)
    categories = {key: report["categories"][key] for key in keys}
    scores = {key: 100.0 * (category["score"] or 0) for key, category in categories.items()}
    failed = {
        key: [
            audit["id"]
            for audit in category["auditRefs"]
            if audit["weight"] and (report["audits"][audit["id"]]["score"] or 0) < 1
        ]
        for key, category in categories.items()
    }
    return scores, failed
