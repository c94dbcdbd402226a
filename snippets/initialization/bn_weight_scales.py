# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "numpy>=2.4", "torch==2.13.0"]
# [tool.bake]
# publish = ["accuracy"]
# compare = "close 0.05"
# timeout = 300
# data = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"]
# ///
# %% [markdown]
# A thousand digits, twenty epochs, five scales of the weights.
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


# %% network
def make(std, bn):
    layers = []
    for fan_in, fan_out in [(784, 100), *[(100, 100)] * 4]:
        linear = nn.Linear(fan_in, fan_out)
        nn.init.normal_(linear.weight, std=std)
        norm = [nn.BatchNorm1d(fan_out)] if bn else []  # (1)!
        layers += [linear, *norm, nn.ReLU()]
    layers.append(nn.Linear(100, 10))
    nn.init.normal_(layers[-1].weight, std=std)
    return nn.Sequential(*layers)


def train(net):
    optimizer = torch.optim.SGD(net.parameters(), 0.01)
    curve = []
    for _ in range(20):
        for batch in torch.randperm(1000).split(100):
            loss = cross_entropy(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        net.eval()
        with torch.no_grad():
            right = net(images).argmax(1) == labels
        net.train()
        curve.append(right.float().mean().item())
    return curve


# %% scales
scales = [1, 0.316, 0.1, 0.0316, 0.001]
curves = {}
for scale in scales:
    for bn in (False, True):
        three = []
        for seed in range(3):
            torch.manual_seed(seed)
            three.append(train(make(scale, bn)))
        curves[scale, bn] = three
accuracy = {
    f"{'bn' if bn else 'plain'}_std_{scale}": [c[-1] for c in three]
    for (scale, bn), three in curves.items()
}
for name, ends in accuracy.items():
    print(name, *(f"{end:.2f}" for end in sorted(ends)))
assert max(accuracy["plain_std_0.0316"]) < 0.2
assert min(accuracy["bn_std_0.0316"]) > 0.95
assert min(accuracy["plain_std_0.316"]) > max(accuracy["bn_std_0.316"])

# %% draw
import matplotlib.pyplot as plt

figure, panels = plt.subplots(
    2, 3, figsize=(5, 3.6), sharey=True, layout="constrained"
)
for axes, scale in zip(panels.flat, scales):
    for bn, style in ((False, "C0--"), (True, "C1-")):
        middle = np.median(curves[scale, bn], axis=0)
        axes.plot(range(1, 21), middle, style)
    axes.set(title=f"std {scale}", xlabel="epoch", ylim=(0, 1.05))
    axes.set_xticks([1, 10, 20])
panels[0, 0].set_ylabel("train accuracy")
panels[1, 2].axis("off")
figure.legend(["plain", "bn"], loc=(0.75, 0.25))
plt.show()
