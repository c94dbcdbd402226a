# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# ///
# %% [markdown]
# Batch normalization in four lines of numpy.
# %% forward
import numpy as np


def normalise(x, gamma, beta, eps=1e-5):  # x: (batch, features)
    mean = x.mean(axis=0)  # (1)!
    var = ((x - mean) ** 2).mean(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)  # (2)!
    return gamma * x_hat + beta  # (3)!


# %% run
random = np.random.default_rng(0)
x = random.normal([5, -40, 0.1], [1, 30, 0.2], (1000, 3))
print("x  mean", x.mean(0).round(1), "std", x.std(0).round(1))
y = normalise(x, gamma=1, beta=0)
print("y  mean", abs(y.mean(0).round(1)), "std", y.std(0).round(1))
assert np.allclose(y.mean(0), 0) and np.allclose(y.std(0), 1, atol=1e-3)

# %% undo
std = np.sqrt(x.var(0) + 1e-5)
z = normalise(x, gamma=std, beta=x.mean(0))  # (1)!
print("x again:", np.allclose(z, x))
assert np.allclose(z, x)
