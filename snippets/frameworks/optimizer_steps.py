# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# ///
# %% [markdown]
# What step() does: three optimizers beside the same sums by hand.
# %% torch
import torch


def slope(w):  # of a valley twenty times as steep one way
    return w * torch.tensor([20.0, 1.0])


def descend(make, steps=30):
    w = torch.tensor([1.0, 1.0], requires_grad=True)
    optimizer = make([w])  # (1)!
    for _ in range(steps):
        w.grad = slope(w.detach())  # (2)!
        optimizer.step()
    return w.detach()


# %% hand
def by_hand(update, steps=30):
    w, m, v = torch.ones(2), torch.zeros(2), torch.zeros(2)
    for t in range(1, steps + 1):
        w, m, v = update(t, w, slope(w), m, v)
    return w


def sgd(t, w, g, m, v):
    return w - 0.05 * g, m, v


def momentum(t, w, g, m, v):
    m = 0.9 * m + g
    return w - 0.05 * m, m, v


def adam(t, w, g, m, v):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    size = (v / (1 - 0.999**t)).sqrt() + 1e-8  # (1)!
    return w - 0.05 * m / (1 - 0.9**t) / size, m, v


# %% same
optim = torch.optim
pairs = {
    "SGD": (lambda p: optim.SGD(p, 0.05), sgd),
    "momentum": (lambda p: optim.SGD(p, 0.05, 0.9), momentum),
    "Adam": (lambda p: optim.Adam(p, 0.05), adam),
}
for name, (make, update) in pairs.items():
    w, hand = descend(make), by_hand(update)
    torch.testing.assert_close(w, hand)
    print(f"{name:9}", [round(value, 3) + 0 for value in w.tolist()])
