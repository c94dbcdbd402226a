"""`make bench`: ratios of medians over alternating repeats in one run, then medians in the page."""

import sys

from bench import building, growth, preview, reading, recording

BOUNDS = {"recording / xargs": 1.25, "warm make site / bare mkdocs": 1.3}
BOUNDS |= growth.BOUNDS | preview.BOUNDS | reading.BOUNDS


def main() -> int:
    """Print every measurement; status 1 if one is above its bound."""
    found = {"recording / xargs": recording.measure()}
    found["warm make site / bare mkdocs"] = building.measure()
    found |= growth.measure()
    absence = reading.find_absence()
    found |= {} if absence else preview.measure() | reading.measure()
    for name, figure in found.items():
        print(f"{name}: {figure:.2f} (at most {BOUNDS[name]})")
    if absence:
        skipped = len(preview.BOUNDS) + len(reading.BOUNDS)
        print(f"skipped what needs a browser ({skipped} figures): {absence}")
    return int(any(figure > BOUNDS[name] for name, figure in found.items()))


sys.exit(main())
