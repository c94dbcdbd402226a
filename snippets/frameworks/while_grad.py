# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "torch==2.13.0"]
# ///
# %% [markdown]
# How often the loop turns depends on the data; backward still works.
# %% double
import torch


def grow(x):
    while x.norm() < 100:  # (1)!
        x = x * 2
    return x


x = torch.tensor([3.0, 0.0], requires_grad=True)
y = grow(x)
y.sum().backward()
print(y.tolist(), x.grad.tolist())
assert x.grad.tolist() == [64, 64]


# %% length
def steps(y):
    count, node = 0, y.grad_fn
    while node.name() == "MulBackward0":  # (1)!
        count, node = count + 1, node.next_functions[0][0]
    return count


for start in 3.0, 10.0, 40.0:
    y = grow(torch.tensor([start], requires_grad=True))
    y.backward()
    print(start, steps(y), 2 ** steps(y))


# %% jump
def compare(start, h=1e-3):
    x = torch.tensor([start]).double().requires_grad_()
    grow(x).backward()
    with torch.no_grad():
        rise = grow(x + h) - grow(x - h)  # (1)!
    print(start, x.grad.item(), round((rise / 2 / h).item()))


compare(3.0)
compare(3.125)  # (2)!

# %% draw
import matplotlib.pyplot as plt

xs = torch.logspace(0, 2.08, 600).requires_grad_()
ys = torch.stack([grow(x) for x in xs])
ys.sum().backward()
figure, (top, bottom) = plt.subplots(
    2, sharex=True, figsize=(5, 3.6), layout="constrained"
)
top.plot(xs.detach(), ys.detach())
top.set(ylabel="y", ylim=0)
bottom.step(xs.detach(), xs.grad, color="C1", where="mid")
bottom.set(xlabel="x", ylabel="x.grad", xscale="log")
bottom.set_yscale("log", base=2)
for axis in bottom.xaxis, bottom.yaxis:
    axis.set_major_formatter("{x:g}")
plt.show()
