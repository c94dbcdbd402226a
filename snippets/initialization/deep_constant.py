# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# [tool.bake]
# publish = ["distinct"]
# ///
# %% [markdown]
# A constant start in five layers of a hundred: one unit each.
# %% build
import torch
from torch import nn

torch.manual_seed(0)
torch.set_num_threads(1)
x, y = torch.randn(256, 100), torch.randint(10, (256,))
layers = []
for _ in range(5):
    layers += [nn.Linear(100, 100), nn.ReLU()]
net = nn.Sequential(*layers, nn.Linear(100, 10))
weights = [p for p in net.parameters() if p.dim() == 2]
biases = [p for p in net.parameters() if p.dim() == 1]
for weight, bias in zip(weights, biases):
    nn.init.constant_(weight, 0.02)  # (1)!
    nn.init.zeros_(bias)


# %% train
def count_units(weight):
    return len(weight.detach().round(decimals=5).unique(dim=0))


print("before", [count_units(weight) for weight in weights])
sgd = torch.optim.SGD(net.parameters(), lr=0.1)
losses = []
for _ in range(100):
    loss = nn.functional.cross_entropy(net(x), y)
    losses.append(loss.item())
    sgd.zero_grad()
    loss.backward()
    sgd.step()
after = [count_units(weight) for weight in weights]
print("after ", after)
print(f"loss {losses[0]:.2f} -> {losses[-1]:.2f}")
moved = min((w - 0.02).abs().max().item() for w in weights)
print("every layer has moved:", moved > 0.001)  # (1)!
assert after == [1, 1, 1, 1, 1, 10] and moved > 0.001  # (2)!
distinct = {f"layer_{i}": n for i, n in enumerate(after, 1)}
