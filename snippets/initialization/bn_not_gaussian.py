# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "numpy>=2.4"]
# [tool.bake]
# publish = ["kurtosis"]
# compare = "close 1e-6"
# ///
# %% [markdown]
# Batch normalization moves and scales a distribution; its shape stays.
# %% shape
import numpy as np


def normalise(x):
    return (x - x.mean()) / np.sqrt(x.var() + 1e-5)


def tail(x):  # kurtosis: 3 for a normal distribution
    return ((x - x.mean()) ** 4).mean() / x.var() ** 2


random = np.random.default_rng(0)
inputs = {
    "uniform": random.uniform(2, 8, 100_000),
    "exponential": random.exponential(2, 100_000),
    "normal": random.normal(5, 3, 100_000),
}
kurtosis = {}
for name, x in inputs.items():
    kurtosis[f"{name}_before"] = tail(x)
    kurtosis[f"{name}_after"] = tail(normalise(x))
    print(f"{name:12} {tail(x):.2f} -> {tail(normalise(x)):.2f}")
    assert np.isclose(tail(x), tail(normalise(x)))
assert kurtosis["uniform_after"] < 2 < 6 < kurtosis["exponential_after"]

# %% draw
import matplotlib.pyplot as plt

figure, rows = plt.subplots(2, 2, figsize=(5, 3), layout="constrained")
for axes, name in zip(rows, ("uniform", "exponential")):
    x = inputs[name]
    for panel, values in zip(axes, (x, normalise(x))):
        heights, edges = np.histogram(values, 40, density=True)
        panel.stairs(heights, edges, fill=True)
        panel.set_yticks([])
    axes[0].set_ylabel(name)
rows[0, 0].set_title("before")
rows[0, 1].set_title("after")
plt.show()
