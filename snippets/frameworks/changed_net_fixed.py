# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["difference"]
# ///
# %% [markdown]
# tanh in place of ReLU: forward and backward are changed.
# %% start
import numpy as np

rng = np.random.RandomState(0)
x, y = rng.randn(64, 8), rng.randn(64, 4)
w1, w2 = 0.5 * rng.randn(8, 16), 0.5 * rng.randn(16, 4)


# %% net
def forward(w1):
    h = np.tanh(x @ w1)
    error = h @ w2 - y
    return h, error, (error**2).mean()


def backward(h, error):
    d = 2 * error / error.size
    return x.T @ (d @ w2.T * (1 - h**2)), h.T @ d  # (1)!


# %% check
h, error, loss = forward(w1)
by_hand, _ = backward(h, error)
up, down = w1.copy(), w1.copy()
up[0, 0] += 1e-5
down[0, 0] -= 1e-5
by_steps = (forward(up)[2] - forward(down)[2]) / 2e-5  # (1)!
print(f"by hand {by_hand[0, 0]:.4f}, by steps {by_steps:.4f}")
gap = abs(by_hand[0, 0] - by_steps)
difference = {"gradient": round(gap, 4)}

# %% train
losses = []
for _ in range(200):
    h, error, loss = forward(w1)
    losses.append(loss)
    d_w1, d_w2 = backward(h, error)
    w1, w2 = w1 - 0.1 * d_w1, w2 - 0.1 * d_w2
print(f"loss {losses[0]:.3f} -> {losses[-1]:.3f}")
assert gap < 1e-8 and losses[-1] < losses[0] / 2
