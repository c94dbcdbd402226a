# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["norm"]
# data = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"]
# ///
# %% [markdown]
# Sigmoid gradients by layer, for the first 1000 images of MNIST.
# %% images
import os
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np

data = os.environ.get("BAKE_DATA")
data = Path(data or Path(__file__).parents[2] / "data")  # (1)!
if not (data / "train-images-idx3-ubyte").exists():
    sys.exit("found no MNIST in data/: run `make data`")
pixels, labels = (
    np.fromfile(data / name, np.uint8, count, offset=head)
    for name, count, head in (
        ("train-images-idx3-ubyte", 1000 * 784, 16),  # (2)!
        ("train-labels-idx1-ubyte", 1000, 8),
    )
)
x = pixels.reshape(1000, 784) / 255


# %% backward
def backward(weights):
    outputs = [x]
    for w in weights[:-1]:
        outputs.append(1 / (1 + np.exp(-(outputs[-1] @ w))))
    scores = outputs[-1] @ weights[-1]
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    delta = (shares - np.eye(10)[labels]) / len(x)
    for w, out in zip(weights[::-1], outputs[::-1]):
        yield out.T @ delta  # (1)!
        delta = (delta @ w.T) * out * (1 - out)


# %% measure
sizes = [784, 100, 100, 100, 100, 100, 10]
rules = {
    "one": lambda n: 1.0,
    "hundredth": lambda n: 0.01,
    "xavier": lambda n: (1 / n) ** 0.5,
    "he": lambda n: (2 / n) ** 0.5,
}
norm = {}
for rule, scale in rules.items():
    for seed in range(20):
        rng = np.random.default_rng(seed)
        weights = [
            scale(n) * rng.standard_normal((n, m))
            for n, m in pairwise(sizes)
        ]
        for layer, g in zip(range(6, 0, -1), backward(weights)):
            rounded = float(f"{np.linalg.norm(g):.3g}")
            norm.setdefault(f"{rule}_{layer}", []).append(rounded)
    last, first = (np.median(norm[f"{rule}_{n}"]) for n in (6, 1))
    print(f"{rule:9} {last:8.2g} {first:8.2g}")
assert max(norm["hundredth_1"]) < 1e-6 * min(norm["hundredth_6"])
