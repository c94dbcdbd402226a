# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["milliseconds"]
# alone = true
# ///
# %% [markdown]
# The same sum along the rows and along the columns.
# %% walks
import time

import numpy as np

N = 4000
by_rows = np.ones((N, N))
by_columns = np.asfortranarray(by_rows)  # (1)!


def walk_rows(grid):
    return sum(grid[i].sum() for i in range(N))


def walk_columns(grid):
    return sum(grid[:, j].sum() for j in range(N))


WALKS = {
    "rows": lambda: walk_rows(by_rows),
    "columns": lambda: walk_columns(by_rows),
    "columns_fortran": lambda: walk_columns(by_columns),
}
print("to the next column:", by_rows.strides[1], "bytes")
print("to the next row:", by_rows.strides[0], "bytes")  # (2)!

# %% measure
milliseconds = {name: [] for name in WALKS}
for name, walk in list(WALKS.items()) * 5:
    start = time.perf_counter()
    total = walk()
    took = time.perf_counter() - start
    milliseconds[name].append(1000 * took)
    assert total == N * N
best = {name: min(took) for name, took in milliseconds.items()}
print("columns twice as slow:", best["columns"] > 2 * best["rows"])
assert best["columns"] > 2 * best["rows"]
assert best["columns"] > 2 * best["columns_fortran"]
