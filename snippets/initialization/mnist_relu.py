# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "numpy>=2.4", "torch==2.13.0"]
# [tool.bake]
# publish = ["accuracy", "loss_at_end"]
# compare = "close 0.02"
# timeout = 600
# data = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte",
#   "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]
# ///
# %% [markdown]
# Five layers of 100 ReLU on MNIST: other weights, other results.
# %% data
import os
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

torch.set_num_threads(1)
data = os.environ.get("BAKE_DATA")
data = Path(data or Path(__file__).parents[2] / "data")
if not (data / "train-images-idx3-ubyte").exists():
    sys.exit("found no MNIST in data/: run `make data`")


def load(kind):
    x = np.fromfile(data / f"{kind}-images-idx3-ubyte", "uint8")
    y = np.fromfile(data / f"{kind}-labels-idx1-ubyte", "uint8")
    x, y = torch.from_numpy(x[16:]), torch.from_numpy(y[8:])
    return x.view(-1, 784) / 255, y.long()


torch.manual_seed(0)
images, labels = load("train")
test_images, test_labels = load("t10k")
batches = torch.cat([torch.randperm(60000) for _ in range(5)])
batches = batches.split(128)[:2000]

# %% network
shapes = [(784, 100), *[(100, 100)] * 4, (100, 10)]


def start(draw, i, o):  # one layer of five networks
    layers = [nn.Linear(i, o) for _ in range(5)]
    for layer in layers if draw else ():  # (1)!
        draw(layer.weight)
        nn.init.zeros_(layer.bias)
    weights = torch.stack([layer.weight.data.mT for layer in layers])
    biases = torch.stack([layer.bias.data for layer in layers])
    return weights.requires_grad_(), biases[:, None].requires_grad_()


def forward(x, layers):
    x = x.expand(5, -1, -1)  # (5, batch, 784)
    for weights, biases in layers[:-1]:
        x = torch.relu(torch.baddbmm(biases, x, weights))
    return torch.baddbmm(layers[-1][1], x, layers[-1][0])


# %% train
def train(draw):
    layers = [start(draw, i, o) for i, o in shapes]
    optimizer = torch.optim.SGD(sum(layers, ()), 0.01)
    losses = []
    for batch in batches:  # (1)!
        y = labels[batch].expand(5, -1)
        scores = forward(images[batch], layers).transpose(1, 2)
        loss = cross_entropy(scores, y, reduction="none").mean(1)
        optimizer.zero_grad()
        loss.sum().backward()
        optimizer.step()
        losses.append(loss.detach())
    with torch.no_grad():
        answers = forward(test_images, layers).argmax(2)
    right = (answers == test_labels).float().mean(1)
    return torch.stack(losses), right.tolist()


# %% rules
rules = {
    "he": nn.init.kaiming_normal_,
    "xavier": nn.init.xavier_normal_,
    "torch_default": None,
    "hundredth": lambda w: nn.init.normal_(w, std=0.01),
}
losses, accuracy, loss_at_end = {}, {}, {}
for name, draw in rules.items():
    losses[name], accuracy[name] = train(draw)
    loss_at_end[name] = losses[name][-100:].mean(0).tolist()
    print(name, *(f"{a:.3f}" for a in sorted(accuracy[name])))
assert min(accuracy["he"]) > max(accuracy["xavier"]) > 0.9
assert max(accuracy["torch_default"] + accuracy["hundredth"]) < 0.12

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 3), layout="constrained")
for name, loss in losses.items():
    medians = loss.view(100, 20, 5).mean(1).median(1).values
    axes.plot(range(10, 2000, 20), medians, label=name)
axes.set(xlabel="step", ylabel="loss", ylim=(0, 2.5))
axes.legend()
plt.show()
