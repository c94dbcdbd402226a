# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["distinct", "accuracy"]
# ///
# %% [markdown]
# Which of two layers must start at random? Either will do.
# %% data
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, (400, 2))
y = (x[:, :1] * x[:, 1:] > 0) * 1.0


# %% train
def train(w1, w2, steps=2000):
    w1, b1, w2, b2 = w1.copy(), np.zeros(8), w2.copy(), np.zeros(1)
    for _ in range(steps):
        h = np.tanh(x @ w1 + b1)
        p = 1 / (1 + np.exp(-(h @ w2 + b2)))
        d2 = (p - y) / len(x)
        d1 = (d2 @ w2.T) * (1 - h**2)
        w2 -= h.T @ d2
        b2 -= d2.sum(axis=0)
        w1 -= x.T @ d1
        b1 -= d1.sum(axis=0)
    units = np.vstack([w1, b1, w2.T]).round(9)
    return len(np.unique(units, axis=1).T), ((p > 0.5) == y).mean()


# %% compare
STARTS = {
    "zeros": np.zeros,
    "constant": lambda shape: np.full(shape, 0.1),
    "random": lambda shape: rng.normal(0, 0.1, shape),
}
distinct, accuracy = {}, {}
for first, second in (
    ("constant", "constant"),
    ("random", "random"),
    ("random", "constant"),
    ("random", "zeros"),  # (1)!
    ("constant", "random"),
    ("zeros", "random"),  # (2)!
    ("zeros", "zeros"),
):
    units, right = train(STARTS[first]((2, 8)), STARTS[second]((8, 1)))
    name = f"{first}_{second}"
    distinct[name], accuracy[name] = units, round(float(right), 3)
    print(f"{first:8} {second:8} {units} units, accuracy {right:.3f}")
for name, units in distinct.items():
    assert units == (8 if "random" in name else 1), name
