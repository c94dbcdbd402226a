# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "torch==2.13.0"]
# [tool.bake]
# publish = ["accuracy"]
# compare = "close 0.05"
# timeout = 120
# data = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte",
#   "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]
# ///
# %% [markdown]
# Batch normalization before or after the activation.
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


def load(kind, count):
    x, y = (
        data / f"{kind}-images-idx3-ubyte",
        data / f"{kind}-labels-idx1-ubyte",
    )
    x = np.fromfile(x, "uint8", count * 784, offset=16)
    y = np.fromfile(y, "uint8", count, offset=8)
    x = torch.from_numpy(x).view(-1, 784) / 255
    return x, torch.from_numpy(y).long()


images, labels = load("train", 1000)
test_images, test_labels = load("t10k", 10000)


# %% network
def make(place):
    layers = []
    for fan_in, fan_out in [(784, 100), *[(100, 100)] * 4]:
        linear = nn.Linear(fan_in, fan_out)
        nn.init.kaiming_normal_(linear.weight)
        norm = nn.BatchNorm1d(fan_out)
        layers += {
            "before": [linear, norm, nn.ReLU()],
            "after": [linear, nn.ReLU(), norm],
        }[place]
    return nn.Sequential(*layers, nn.Linear(100, 10))


def train(net, rate):
    optimizer = torch.optim.SGD(net.parameters(), rate)
    for _ in range(10):
        for batch in torch.randperm(1000).split(100):
            loss = cross_entropy(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    net.eval()
    with torch.no_grad():
        right = net(test_images).argmax(1) == test_labels
    return right.float().mean().item()


# %% compare
accuracy = {}
for rate, word in ((0.01, "slow"), (0.1, "fast")):
    for place in ("before", "after"):
        five = []
        for seed in range(5):
            torch.manual_seed(seed)
            five.append(train(make(place), rate))
        accuracy[f"{place}_{word}"] = five
for name, five in accuracy.items():
    print(name, *(f"{share:.3f}" for share in sorted(five)))
assert min(accuracy["after_slow"]) > max(accuracy["before_slow"])
assert min(accuracy["before_fast"] + accuracy["after_fast"]) > 0.8
