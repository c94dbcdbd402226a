# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "matplotlib>=3.11"]
# [tool.bake]
# publish = ["distinct", "accuracy"]
# ///
# %% [markdown]
# Eight hidden units that start at random go their own ways.
# %% data
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, (400, 2))
y = (x[:, :1] * x[:, 1:] > 0) * 1.0  # (1)!

# %% start
w1, b1 = rng.normal(0, 0.1, (2, 8)), np.zeros(8)  # (1)!
w2, b2 = rng.normal(0, 0.1, (8, 1)), np.zeros(1)


# %% train
def count_units():
    units = np.vstack([w1, b1, w2.T])  # (1)!
    return len(np.unique(units.round(9), axis=1).T)


distinct = {"before": count_units()}
paths = [w1.copy()]
for step in range(1, 2001):
    h = np.tanh(x @ w1 + b1)
    p = 1 / (1 + np.exp(-(h @ w2 + b2)))
    d2 = (p - y) / len(x)  # (2)!
    d1 = (d2 @ w2.T) * (1 - h**2)
    w2 -= h.T @ d2
    b2 -= d2.sum(axis=0)
    w1 -= x.T @ d1
    b1 -= d1.sum(axis=0)
    if step % 25 == 0:
        paths.append(w1.copy())

# %% answer
distinct["after"] = count_units()
accuracy = {"train": float(((p > 0.5) == y).mean())}
print("distinct units:", *distinct.values())
print("accuracy:", accuracy["train"])
print("first unit:", *w1[:, 0].round(3))
print("last unit:", *w1[:, 7].round(3))
assert distinct == {"before": 8, "after": 8}

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(3.6, 3), layout="constrained")
paths = np.array(paths)  # (step, input, unit)
for unit in range(8):
    axes.plot(*paths[:, :, unit].T, f"C{unit % 6}", lw=1)
    axes.plot(*paths[-1, :, unit], "ko", markersize=5)
axes.set(xlabel="weight of x1", ylabel="weight of x2")
axes.set(xlim=(-6, 6), ylim=(-6, 6))
axes.spines[["top", "right"]].set_visible(False)
plt.show()
