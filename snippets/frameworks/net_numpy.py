# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "numpy>=2.4"]
# [tool.bake]
# publish = ["loss"]
# ///
# %% [markdown]
# A net of two layers: its gradients written by hand.
# %% start
import numpy as np

rng = np.random.RandomState(0)  # (1)!
x, y = rng.randn(64, 8), rng.randn(64, 4)
w1, b1 = 0.5 * rng.randn(8, 16), np.zeros(16)
w2, b2 = 0.5 * rng.randn(16, 4), np.zeros(4)


# %% forward
def forward(x, y, w1, b1, w2, b2):
    h = np.maximum(x @ w1 + b1, 0)  # (64, 16)
    error = h @ w2 + b2 - y  # (64, 4)
    return h, error, (error**2).mean()


# %% backward
def backward(x, w2, h, error):
    d = 2 * error / error.size  # (1)!
    d_w2, d_b2 = h.T @ d, d.sum(0)
    d_in = d @ w2.T * (h > 0)  # (2)!
    d_w1, d_b1 = x.T @ d_in, d_in.sum(0)
    return d_w1, d_b1, d_w2, d_b2


# %% train
def train(kind):
    inputs, answers = x.astype(kind), y.astype(kind)
    weights = [start.astype(kind) for start in (w1, b1, w2, b2)]
    losses = []
    for _ in range(21):
        h, error, loss = forward(inputs, answers, *weights)
        losses.append(float(loss))
        slopes = backward(inputs, weights[2], h, error)
        for weight, slope in zip(weights, slopes):
            weight -= 0.1 * slope  # (1)!
    return losses


losses = train("float64")
print(*(f"{one:.6f}" for one in losses[::5]))
assert losses == sorted(losses, reverse=True)
loss = {f"step_{n}": round(one, 9) for n, one in enumerate(losses)}

# %% draw
import matplotlib.pyplot as plt

gaps = np.abs(np.subtract(train("float32"), losses)) / losses
figure, axes = plt.subplots(figsize=(5, 2.6), layout="constrained")
axes.semilogy(gaps, "o-", label="float32 / float64")
axes.axhline(1e-5, ls="--", color="grey", label="1e-5")
axes.axhline(2**-24, ls=":", color="grey", label="2^-24")
axes.set(xlabel="step", ylabel="relative difference")
axes.set(xticks=range(0, 21, 5), ylim=(1e-10, 1e-3))
axes.set_yticks([1e-9, 1e-7, 1e-5], ["1e-9", "1e-7", "1e-5"])
axes.legend(ncols=3)
plt.show()
assert gaps.max() < 1e-5
