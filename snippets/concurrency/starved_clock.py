# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# [tool.bake]
# runners = ["cpu"]
# publish = ["milliseconds"]
# alone = true
# ///
# %% [markdown]
# The longest time for which a ticking greenlet got no turn.
# %% ways
import time

import gevent


def compute(pause=None):
    total = 0
    for number in range(2_000_000):
        if pause and number % 1000 == 0:
            pause()
        total += number
    return total


pool = gevent.get_hub().threadpool
WAYS = {
    "inline": compute,
    "sleep_0": lambda: compute(lambda: gevent.sleep(0)),
    "thread": lambda: pool.apply(compute),  # (1)!
}


# %% measure
def tick(gaps):
    last = time.perf_counter()
    while True:
        gevent.sleep(0.001)
        now = time.perf_counter()
        gaps.append(1000 * (now - last))
        last = now


def find_longest_gap(way):
    gaps = []
    clock = gevent.spawn(tick, gaps)
    gevent.sleep(0.01)
    gevent.spawn(way).get()
    gevent.sleep(0.01)
    clock.kill()
    return max(gaps)


milliseconds = {}
for _ in range(5):
    for name, way in WAYS.items():
        gap = find_longest_gap(way)
        milliseconds.setdefault(name, []).append(gap)
pool.kill()
shortest = min(milliseconds["inline"])
for name in ("sleep_0", "thread"):
    less = sorted(milliseconds[name])[2] < 0.5 * shortest
    print(f"{name:7} stalls less than half as long: {less}")
    assert less
