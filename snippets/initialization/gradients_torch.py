# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "scikit-learn>=1.9", "torch==2.13.0"]
# [tool.bake]
# publish = ["norm"]
# ///
# %% [markdown]
# The same gradients from autograd, on real digits.
# %% digits
from itertools import pairwise

import numpy as np
import torch
from sklearn.datasets import load_digits

torch.set_num_threads(1)
images, digits = load_digits(return_X_y=True)
x, classes = images[:128] / 16, digits[:128]  # (128, 64)
rng = np.random.default_rng(0)
sizes = [64] + [100] * 5 + [10]
draws = [rng.standard_normal(size) for size in pairwise(sizes)]


# %% autograd
def differentiate(weights):
    tensors = [torch.tensor(w, requires_grad=True) for w in weights]
    hidden = torch.tensor(x)
    for w in tensors[:-1]:
        hidden = torch.sigmoid(hidden @ w)
    scores = hidden @ tensors[-1]
    labels = torch.tensor(classes)
    torch.nn.functional.cross_entropy(scores, labels).backward()
    return [w.grad.numpy() for w in tensors]


# %% hand
def backward(weights):
    outputs = [x]
    for w in weights[:-1]:
        outputs.append(1 / (1 + np.exp(-(outputs[-1] @ w))))
    powers = np.exp(outputs[-1] @ weights[-1])
    shares = powers / powers.sum(axis=1, keepdims=True)
    delta = (shares - np.eye(10)[classes]) / len(x)
    gradients = []
    for w, out in zip(weights[::-1], outputs[::-1]):
        gradients.append(out.T @ delta)
        delta = (delta @ w.T) * out * (1 - out)
    return gradients[::-1]


# %% compare
norm = {}
for rule, scale in ("hundredth", 0.01), ("xavier", None):
    weights = [w * (scale or len(w) ** -0.5) for w in draws]
    pairs = zip(differentiate(weights), backward(weights))
    for layer, (theirs, ours) in enumerate(pairs, 1):
        size = np.linalg.norm(theirs)
        assert np.linalg.norm(theirs - ours) < 1e-9 * size  # (1)!
        norm[f"{rule}_{layer}"] = float(f"{size:.3g}")
        print(f"{rule:9} layer {layer} {size:8.2g}")
