# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "torch==2.13.0"]
# [tool.bake]
# publish = ["accuracy", "steps"]
# compare = "shape"
# timeout = 60
# data = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte",
#   "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]
# ///
# %% [markdown]
# Weights of standard deviation 1: five nets, all soon at nan.
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

# %% net
shapes = [(784, 100), *[(100, 100)] * 4, (100, 10)]


def draw():
    net = nn.Sequential()
    for fan_in, fan_out in shapes:
        layer = nn.Linear(fan_in, fan_out)
        nn.init.normal_(layer.weight, std=1)  # (1)!
        nn.init.zeros_(layer.bias)
        net.extend([layer, nn.ReLU()])
    return net[:-1]


# %% run
steps, accuracy = {"to_nan": []}, {"one": []}
for number in range(5):
    net, losses = draw(), []
    optimizer = torch.optim.SGD(net.parameters(), 0.01)
    for batch in torch.randperm(60000).split(128):  # (1)!
        loss = cross_entropy(net(images[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if not np.isfinite(losses[-1]):
            break
    print(number, *(f"{loss:.2g}" for loss in losses))
    steps["to_nan"].append(len(losses))
    with torch.no_grad():
        right = net(test_images).argmax(1) == test_labels  # (2)!
    accuracy["one"].append(right.float().mean().item())
    assert losses[0] > 1000 and np.isnan(losses[-1])
