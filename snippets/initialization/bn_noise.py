# /// script
# requires-python = ">=3.11"
# dependencies = ["scikit-learn>=1.9", "torch==2.13.0"]
# [tool.bake]
# publish = ["accuracy", "gain"]
# compare = "close 0.05"
# timeout = 300
# ///
# %% [markdown]
# Is the noise of a batch a regularizer? A hundred digits to learn.
# %% data
import statistics

import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn.functional import cross_entropy

torch.set_num_threads(1)
digits = load_digits()
x = torch.tensor(digits.data / 16, dtype=torch.float32)
y = torch.tensor(digits.target)


# %% network
def make(kind):
    layers = []
    for fan_in, fan_out in ((64, 100), (100, 100)):
        linear = nn.Linear(fan_in, fan_out)
        nn.init.kaiming_normal_(linear.weight)
        norm = [nn.BatchNorm1d(fan_out)] if "bn" in kind else []
        drop = [nn.Dropout(0.2)] if kind == "dropout" else []
        layers += [linear, *norm, nn.ReLU(), *drop]
    return nn.Sequential(*layers, nn.Linear(100, 10))


def train(kind, seed):
    torch.manual_seed(seed)
    order = torch.randperm(len(x))
    few, rest = order[:100], order[100:]
    net = make(kind)
    optimizer = torch.optim.SGD(net.parameters(), 0.1)
    for batch in torch.randint(100, (400, 10)):
        if kind == "bn_without_noise":
            scores = net(x[few])[batch]  # (1)!
        else:
            scores = net(x[few][batch])
        loss = cross_entropy(scores, y[few][batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    net.eval()
    right = net(x).argmax(1) == y
    assert right[few].float().mean() > 0.98  # (2)!
    return right[rest].float().mean().item()


# %% compare
kinds = "plain", "dropout", "bn", "bn_without_noise"
accuracy = {k: [train(k, seed) for seed in range(12)] for k in kinds}
for kind, shares in accuracy.items():
    ends = f"({min(shares):.3f} to {max(shares):.3f})"
    print(f"{kind:17} {statistics.median(shares):.3f} {ends}")
noise = zip(accuracy["bn"], accuracy["bn_without_noise"])
gain = {"noise": [a - b for a, b in noise]}  # (1)!
better = sum(g > 0 for g in gain["noise"])
print("with the noise better in most of 12:", better >= 8)
assert better >= 8
