# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# ///
# %% [markdown]
# One gradient taken from weights that have been changed already.
# %% start
import numpy as np

rng = np.random.RandomState(0)
x, y = rng.randn(64, 8), rng.randn(64, 4)
start = 0.5 * rng.randn(8, 16), 0.5 * rng.randn(16, 4)


# %% train
def train(early):
    (w1, w2), b1, b2 = start, np.zeros(16), np.zeros(4)
    for step in range(21):
        h = np.maximum(x @ w1 + b1, 0)
        error = h @ w2 + b2 - y
        if step % 5 == 0:
            yield (error**2).mean()
        d = 2 * error / error.size
        changed = w2 - 0.1 * h.T @ d
        read = changed if step == early else w2  # (1)!
        d_in = d @ read.T * (h > 0)
        w1, b1 = w1 - 0.1 * x.T @ d_in, b1 - 0.1 * d_in.sum(0)
        w2, b2 = changed, b2 - 0.1 * d.sum(0)


right, raced = [*train(early=None)], [*train(early=0)]
print("in order ", *(f"{one:.6f}" for one in right))
print("too early", *(f"{one:.6f}" for one in raced))
assert right[0] == raced[0] and raced[1] > right[1]
