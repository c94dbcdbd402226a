"""`make bench`: each ratio is of medians over alternating repeats in one run."""

import sys

from bench import building, recording

BOUNDS = {"recording / xargs": 1.25, "warm make site / bare mkdocs": 1.3}


def main() -> int:
    """Print every measurement; status 1 if a ratio is above its bound."""
    ratios = {"recording / xargs": recording.measure()}
    ratios["warm make site / bare mkdocs"] = building.measure()
    for name, ratio in ratios.items():
        print(f"{name}: {ratio:.2f} (at most {BOUNDS[name]})")
    return int(any(ratio > BOUNDS[name] for name, ratio in ratios.items()))


sys.exit(main())
