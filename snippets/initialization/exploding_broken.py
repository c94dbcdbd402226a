# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# ///
# %% [markdown]
# ReLU with weights of std 1: six steps of gradient descent.
# %% start
import numpy as np

rng = np.random.default_rng(0)
x = rng.standard_normal((128, 100))
wanted = np.eye(10)[rng.integers(10, size=128)]
scale = 1.0  # (1)!
weights = [scale * rng.standard_normal((100, 100)) for _ in range(5)]
weights.append(scale * rng.standard_normal((100, 10)))


# %% step
def step(rate):
    outputs = [x]
    for w in weights[:-1]:
        outputs.append(np.maximum(outputs[-1] @ w, 0))
    scores = outputs[-1] @ weights[-1]
    scores = scores - scores.max(axis=1, keepdims=True)
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    delta, active = (np.exp(logs) - wanted) / len(x), outputs[-1] > 0
    for w, out in zip(weights[::-1], outputs[::-1]):
        gradient = out.T @ delta
        delta = (delta @ w.T) * (out > 0)
        w -= rate * gradient
    return -(logs * wanted).sum(axis=1).mean(), active.mean()


# %% train
losses = []
for _ in range(6):
    loss, active = step(0.01)  # (1)!
    losses.append(loss)
    print(f"loss {loss:8.2g}   active {active:.2f}")
assert max(losses) > 1e30 and active == 0  # (2)!
