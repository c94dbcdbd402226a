# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "torch==2.13.0"]
# [tool.bake]
# publish = ["accuracy"]
# compare = "close 0.02"
# timeout = 300
# data = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte",
#   "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]
# ///
# %% [markdown]
# Learning rates of 0.1, 1 and 3, with and without batch normalization.
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


# %% network
def make(bn):
    layers = []
    for fan_in, fan_out in [(784, 100), *[(100, 100)] * 4]:
        linear = nn.Linear(fan_in, fan_out)
        nn.init.kaiming_normal_(linear.weight)
        norm = [nn.BatchNorm1d(fan_out)] if bn else []
        layers += [linear, *norm, nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(100, 10))


def train(net, rate):
    optimizer = torch.optim.SGD(net.parameters(), rate)
    order = torch.cat([torch.randperm(60000) for _ in range(3)])
    for batch in order.split(128)[:1000]:
        loss = cross_entropy(net(images[batch]), labels[batch])
        if loss.isnan():
            return float("nan")
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    net.eval()
    with torch.no_grad():
        right = net(test_images).argmax(1) == test_labels
    return right.float().mean().item()


# %% rates
def repeat(bn, rate, seeds=3):
    for seed in range(seeds):
        torch.manual_seed(seed)
        yield train(make(bn), rate)


accuracy = {
    "plain_tenth": [*repeat(False, 0.1)],
    "bn_tenth": [*repeat(True, 0.1)],
    "bn_one": [*repeat(True, 1.0)],
    "bn_three": [*repeat(True, 3.0)],
}
for name, three in accuracy.items():
    print(name, *(f"{share:.3f}" for share in sorted(three)))
assert min(accuracy["bn_one"]) > max(accuracy["plain_tenth"])
assert min(accuracy["bn_three"]) > max(accuracy["plain_tenth"])
lost_at_one = np.isnan([*repeat(False, 1.0, seeds=10)])
lost_at_three = np.isnan([*repeat(False, 3.0, seeds=10)])
print("plain_one: some are NaN:", lost_at_one.any())
print("plain_three: all are NaN:", lost_at_three.all())
assert lost_at_one.any() and lost_at_three.all()
