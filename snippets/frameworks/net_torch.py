# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=1.26", "torch>=2.11"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# publish = ["loss", "same_digits"]
# compare = "close 0.1"
# ///
# %% [markdown]
# The same net in PyTorch: nobody writes a gradient.
# %% start
import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)
device = "cuda" if torch.cuda.is_available() else "cpu"  # (1)!

rng = np.random.RandomState(0)  # (2)!
x, y = rng.randn(64, 8), rng.randn(64, 4)
w1, b1 = 0.5 * rng.randn(8, 16), np.zeros(16)
w2, b2 = 0.5 * rng.randn(16, 4), np.zeros(4)


# %% train
def train(dtype):
    kind = {"dtype": dtype, "device": device}
    inputs, answers = (torch.tensor(a, **kind) for a in (x, y))
    net = nn.Sequential(
        nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 4)
    ).to(**kind)
    with torch.no_grad():
        for weight, start in zip(net.parameters(), (w1, b1, w2, b2)):
            weight.copy_(torch.from_numpy(start.T))  # (1)!
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    losses = []
    for _ in range(21):
        loss = nn.functional.mse_loss(net(inputs), answers)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()  # (2)!
        optimizer.step()
    return losses, loss.grad_fn


double, node = train(torch.float64)
single, _ = train(torch.float32)
print(*(f"{one:.6f}" for one in double[::5]))

# %% graph
while node:  # (1)!
    print(node.name())
    before = [found for found, _ in node.next_functions]
    node = before[1 if len(before) == 3 else 0]  # (2)!


# %% compare
by_hand = []
for _ in range(21):
    h = np.maximum(x @ w1 + b1, 0)
    error = h @ w2 + b2 - y
    by_hand.append((error**2).mean())
    d = 2 * error / error.size
    d_in = d @ w2.T * (h > 0)
    w1, b1 = w1 - 0.1 * x.T @ d_in, b1 - 0.1 * d_in.sum(0)
    w2, b2 = w2 - 0.1 * h.T @ d, b2 - 0.1 * d.sum(0)

gap = np.abs(np.divide([double, single], by_hand) - 1).max(axis=1)
assert gap.max() < 1e-5
digits = np.round(-np.log10(np.maximum(gap, 2**-53)), 1).tolist()
names = [f"torch_float{bits}" for bits in (64, 32)]
same_digits = dict(zip(names, digits))
loss = {f"step_{n}": round(one, 9) for n, one in enumerate(double)}
