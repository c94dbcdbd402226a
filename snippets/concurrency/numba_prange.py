# /// script
# requires-python = ">=3.11"
# dependencies = ["numba>=0.68", "numpy>=2.4"]
# [tool.bake]
# publish = ["milliseconds"]
# alone = true
# ///
# %% [markdown]
# The same loop in Python, compiled and dealt out by numba.
# %% compile
import os
import time

os.environ["NUMBA_NUM_THREADS"] = "2"  # (1)!

import numba
import numpy as np


@numba.njit(parallel=True)
def escape(n):
    steps = np.zeros((n, n), np.int32)
    for row in numba.prange(n):  # (2)!
        for col in range(n):
            a, b = 3.0 * col / n - 2, 2.4 * row / n - 1.2
            x = y = 0.0
            k = 0
            while x * x + y * y < 4 and k < 200:
                x, y = x * x - y * y + a, 2 * x * y + b
                k += 1
            steps[row, col] = k
    return steps


small = escape(40)  # (3)!
assert (small == escape.py_func(40)).all()  # (4)!

# %% measure
N = 400
steps, milliseconds = {}, {"numba_one": [], "numba_two": []}
for label, threads in [("numba_one", 1), ("numba_two", 2)] * 50:
    numba.set_num_threads(threads)
    start = time.perf_counter()
    steps[label] = escape(N)
    took = time.perf_counter() - start
    milliseconds[label].append(1000 * took)
equal = (steps["numba_one"] == steps["numba_two"]).all()
best = {label: min(took) for label, took in milliseconds.items()}
faster = best["numba_two"] < 0.9 * best["numba_one"]
print("equal:", equal, "  two threads faster:", faster)
assert equal and faster
