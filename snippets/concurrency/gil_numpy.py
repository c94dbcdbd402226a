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

numbers = np.random.default_rng(0).random(200_000)
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


works = (sort, sin, add_objects)
took = {(work, n): [] for work in works for n in (1, 2)}
with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(2) as two:
    for _ in range(150):
        for work in works:
            took[work, 1].append(measure(one.map, work))
            took[work, 2].append(measure(two.map, work))
ratio = {}
for work in works:
    best = min(took[work, 2]) / min(took[work, 1])
    ratio[work.__name__] = best
    print(f"{work.__name__:12} {best:.2f}")
assert max(ratio["sort"], ratio["sin"]) < 0.9 < ratio["add_objects"]
