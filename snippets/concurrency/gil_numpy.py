# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.0"]
# [tool.bake]
# publish = ["ratio"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# numpy gives the GIL up for plain numbers, but not for objects.
# %% works
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

numbers = np.random.default_rng(0).random(500_000)
objects = numbers.astype(object)


def sort():
    np.sort(numbers)


def sin():
    np.sin(numbers * 1000)


def add_objects():
    for _ in range(3):
        objects + objects  # (1)!


# %% measure
def measure(call, work):
    start = time.perf_counter()
    list(call(lambda _: work(), "AB"))
    return time.perf_counter() - start


ratio = {}
with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(2) as two:
    for work in (sort, sin, add_objects):
        pairs = [
            (measure(two.map, work), measure(one.map, work))
            for _ in range(15)
        ]
        threads, sequence = map(min, zip(*pairs, strict=True))
        ratio[work.__name__] = threads / sequence
        print(f"{work.__name__:12} {threads / sequence:.2f}")
assert max(ratio["sort"], ratio["sin"]) < 0.8 < ratio["add_objects"]
