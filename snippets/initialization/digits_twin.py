# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "scikit-learn>=1.9"]
# [tool.bake]
# publish = ["accuracy"]
# compare = "close 0.05"
# timeout = 300
# ///
# %% [markdown]
# The same experiment on 1797 small digits: nothing to download.
# %% data
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # (1)!
import numpy as np
from sklearn.datasets import load_digits

digits = load_digits()
x, y = (digits.data / 16).astype("float32"), digits.target
one_hot = np.eye(10, dtype="float32")[y]
train, test = slice(0, 1400), slice(1400, None)
shapes = [(64, 100), *[(100, 100)] * 4, (100, 10)]
std = {
    "he": lambda i, o: (2 / i) ** 0.5,
    "xavier": lambda i, o: (2 / (i + o)) ** 0.5,
    "hundredth": lambda i, o: 0.01,
    "zeros": lambda i, o: 0,
}


# %% train
def forward(values, layers):
    every = [values]
    for weights, bias in layers:
        values = values @ weights + bias
        if weights is not layers[-1][0]:
            values = np.maximum(values, 0)
        every.append(values)
    return every


def step(batch, layers, rate=0.05):
    *every, scores = forward(x[batch], layers)
    scores = np.exp(scores - scores.max(1, keepdims=True))
    scores /= scores.sum(1, keepdims=True)
    gradient = (scores - one_hot[batch]) / len(batch)  # (1)!
    for values, (weights, bias) in zip(every[::-1], layers[::-1]):
        before = (gradient @ weights.T) * (values > 0)  # (2)!
        weights -= rate * values.T @ gradient
        bias -= rate * gradient.sum(0)
        gradient = before


def start(rule, random):
    for i, o in shapes:
        weights = random.normal(0, rule(i, o), (i, o))
        yield weights.astype("float32"), np.zeros(o, "float32")


def run(rule, seed):
    random = np.random.default_rng(seed)
    layers = list(start(rule, random))
    for _ in range(1000):
        step(random.integers(0, 1400, 64), layers)
    answers = forward(x[test], layers)[-1].argmax(1)
    return (answers == y[test]).mean()


# %% rules
accuracy = {
    name: [run(rule, seed) for seed in range(5)]
    for name, rule in std.items()
}
for name, shares in accuracy.items():
    print(name, *(f"{share:.2f}" for share in sorted(shares)))
assert min(accuracy["he"] + accuracy["xavier"]) > 0.85
assert max(accuracy["hundredth"] + accuracy["zeros"]) < 0.2
