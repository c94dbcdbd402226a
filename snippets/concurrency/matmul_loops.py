# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["milliseconds"]
# alone = true
# ///
# %% [markdown]
# One matrix product: three loops, or one `@`.
# %% ways
import time

import numpy as np

N = 120
a, b = np.random.default_rng(0).integers(9, size=(2, N, N))
a, b = a.astype(float), b.astype(float)
rows, columns = a.tolist(), b.T.tolist()


def three_loops():
    return [
        [sum(x * y for x, y in zip(row, column)) for column in columns]
        for row in rows
    ]


def at_sign():
    return a @ b  # (1)!


assert three_loops() == at_sign().tolist()  # (2)!

# %% measure
milliseconds = {"three_loops": [], "at_sign": []}
for way in ([three_loops] + [at_sign] * 10) * 7:
    start = time.perf_counter()
    way()
    took = time.perf_counter() - start
    milliseconds[way.__name__].append(1000 * took)
best = {name: min(took) for name, took in milliseconds.items()}
ahead = best["three_loops"] > 50 * best["at_sign"]
print("fifty times faster:", ahead)
assert ahead
