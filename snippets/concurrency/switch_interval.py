# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# publish = ["milliseconds"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# The stall under to_thread grows with the GIL's switch interval.
# %% tick
import asyncio
import sys
import time
from itertools import pairwise
from statistics import median


def compute(steps=6_000_000):
    while steps:
        steps -= 1


async def tick(ticks):
    while True:
        ticks.append(time.perf_counter())
        await asyncio.sleep(0.01)


async def measure():
    ticks = []
    ticker = asyncio.create_task(tick(ticks))
    await asyncio.to_thread(compute)
    ticker.cancel()
    return max(1000 * (b - a) for a, b in pairwise(ticks))


# %% intervals
intervals = {  # (1)!
    "short": 0.0005,
    "default": 0.005,
    "long": 0.02,
}
assert intervals["default"] == sys.getswitchinterval()
milliseconds = {}
for _ in range(9):
    for name, seconds in intervals.items():
        sys.setswitchinterval(seconds)
        gap = asyncio.run(measure())
        milliseconds.setdefault(name, []).append(gap)

for name, gaps in milliseconds.items():
    gap, interval = median(gaps), 1000 * intervals[name]
    print(f"{name:8}{gap:6.1f} ms, interval {interval:4.1f}")
    assert gap > 10 + 0.9 * interval  # (2)!
short, default, long = map(median, milliseconds.values())
assert short < default < long
