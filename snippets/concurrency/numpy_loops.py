# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["milliseconds"]
# alone = true
# ///
# %% [markdown]
# A million numbers, one by one and all at once.
# %% data
import math
import time

import numpy as np

array = np.random.default_rng(0).random(1_000_000)
listed = array.tolist()  # (1)!

# %% ways
WAYS = {
    "add_list_loop": lambda: [x + x for x in listed],
    "add_array_loop": lambda: [x + x for x in array],  # (1)!
    "add_array": lambda: array + array,  # (2)!
    "sqrt_list_loop": lambda: [math.sqrt(x) for x in listed],
    "sqrt_array": lambda: np.sqrt(array),
}
for name in ("add", "sqrt"):
    loop, whole = WAYS[f"{name}_list_loop"], WAYS[f"{name}_array"]
    print(name, "equal:", loop() == whole().tolist())

# %% measure
milliseconds = {name: [] for name in WAYS}
for name, way in list(WAYS.items()) * 7:
    start = time.perf_counter()
    way()
    took = time.perf_counter() - start
    milliseconds[name].append(1000 * took)
best = {name: min(took) for name, took in milliseconds.items()}
for name in ("add", "sqrt"):
    loop, whole = best[f"{name}_list_loop"], best[f"{name}_array"]
    print(name, "ten times faster as an array:", loop > 10 * whole)
assert best["add_list_loop"] > 10 * best["add_array"]
assert best["sqrt_list_loop"] > 10 * best["sqrt_array"]
assert best["add_array_loop"] > 1.2 * best["add_list_loop"]
