# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.10", "torch>=2.11"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# publish = ["tflops"]
# timeout = 120
# alone = true
# ///
# %% [markdown]
# One large matrix times ever more columns: from bytes to arithmetic.
# %% measure
import time

import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
gpu = device == "cuda"
n = 16384 if gpu else 4096
matrix = torch.rand(n, n, device=device)


def measure(k, repeats=7):
    columns = torch.rand(n, k, device=device)
    took = []
    for _ in range(1 + repeats):
        start = time.perf_counter()
        matrix @ columns  # (1)!
        if gpu:
            torch.cuda.synchronize()
        took.append(time.perf_counter() - start)
    return min(took[1:])


# %% sweep
tflops, intensity = {}, {}
for k in (1, 4, 16, 64, 256, 1024):
    flops = 2 * n * n * k
    bytes_moved = 4 * (n * n + 2 * n * k)  # (1)!
    tflops[str(k)] = flops / measure(k) / 1e12
    intensity[str(k)] = flops / bytes_moved
    print(f"{k:5} columns: {intensity[str(k)]:6.1f} FLOP/byte")
assert tflops["64"] > 4 * tflops["1"]
assert tflops["1024"] < 4 * tflops["64"]  # 16 times the columns

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 3), layout="constrained")
x, y = list(intensity.values()), list(tflops.values())
slope, top = y[0] / x[0], max(y)
axes.loglog([x[0], top / slope], [y[0], top], "--", color="0.5")
axes.loglog([top / slope, x[-1]], [top, top], "--", color="0.5")
axes.loglog(x, y, "o")
axes.xaxis.set_major_formatter("{x:g}")
axes.yaxis.set_major_formatter("{x:g}")
for k, at, height in zip(tflops, x, y):
    axes.annotate(k, (at, height), (4, -10), textcoords="offset points")
axes.set(xlabel="FLOP per byte", ylabel="TFLOP/s")
plt.show()
