# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# ///
# %% [markdown]
# Weights ten times larger: the same output, a tenth of the gradient.
# %% layer
import numpy as np


def forward(x, weights):  # (batch, in) @ (in, out)
    h = x @ weights
    std = np.sqrt(h.var(0))  # (1)!
    return (h - h.mean(0)) / std, std


def gradient(x, weights, d_y):
    y, std = forward(x, weights)
    d_h = d_y - d_y.mean(0) - y * (d_y * y).mean(0)
    return x.T @ (d_h / std)


# %% ten
random = np.random.default_rng(0)
x = random.normal(size=(100, 20))
weights = random.normal(size=(20, 5))
d_y = random.normal(size=(100, 5))  # dL/dy, whatever the loss
a = 10
same = np.allclose(forward(x, a * weights)[0], forward(x, weights)[0])
print("BN(aWx) = BN(Wx):", same)
small, large = (gradient(x, w, d_y) for w in (weights, a * weights))
print("gradient ratio:", (large / small).round(9).min(), "everywhere")
assert same and np.allclose(large / small, 1 / a)

# %% step
rate = 0.5
one = weights - rate * small
other = a * weights - a**2 * rate * large  # (1)!
print("rate a² makes the same step:", np.allclose(other, a * one))
assert np.allclose(other, a * one)
