# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "numpy>=2.4"]
# [tool.bake]
# alone = true
# ///
# %% [markdown]
# Every k-th number of a long array: what does one number cost?
# %% measure
import time

import numpy as np

COUNT = 200_000
STRIDES = [1, 2, 4, 8, 16, 32, 64]
numbers = np.ones(COUNT * max(STRIDES))
other = np.ones(6_000_000)
views = {k: numbers[::k][:COUNT] for k in STRIDES}
nanoseconds = {k: [] for k in STRIDES}
for k in STRIDES * 7:
    other += 1  # (1)!
    start = time.perf_counter()
    total = views[k].sum()
    took = time.perf_counter() - start
    nanoseconds[k].append(1e9 * took / COUNT)
    assert total == COUNT
best = {k: min(took) for k, took in nanoseconds.items()}
print("dearer up to a line:", best[8] > 3 * best[1])
print("then flat:", best[64] < 2 * best[16])
assert best[8] > 3 * best[1] and best[64] < 2 * best[16]

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 2.6), layout="constrained")
axes.plot([8 * k for k in STRIDES], list(best.values()), "o-")
axes.axvline(64, color="grey", linestyle=":")
axes.set_xscale("log", base=2)
axes.set_xticks([8 * k for k in STRIDES], [8 * k for k in STRIDES])
axes.set(xlabel="stride (bytes)", ylabel="ns per number", ylim=0)
axes.spines[["top", "right"]].set_visible(False)
plt.show()
