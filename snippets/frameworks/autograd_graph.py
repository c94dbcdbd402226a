# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# ///
# %% [markdown]
# Autograd writes down what runs, then walks it backwards.
# %% forward
import torch

w = torch.tensor(2.0, requires_grad=True)  # (1)!
b = torch.tensor(1.0, requires_grad=True)
x, target = torch.tensor(3.0), torch.tensor(5.0)
error = w * x + b - target
loss = error**2
print(loss)  # (2)!


# %% walk
def walk(node, depth=0):
    print("  " * depth + node.name())
    for parent, _ in node.next_functions:
        if parent is not None:  # (1)!
            walk(parent, depth + 1)


walk(loss.grad_fn)

# %% backward
loss.backward()
print(w.grad, b.grad)
by_hand = 2 * (2 * 3 + 1 - 5)  # (1)!
assert w.grad == by_hand * 3 and b.grad == by_hand

# %% again
try:
    loss.backward()
except RuntimeError as problem:  # (1)!
    print(str(problem).split(" (")[0])

# %% without
with torch.no_grad():  # (1)!
    quiet = w * x
print(quiet.requires_grad, quiet.grad_fn)

y = w * x
cut = y.detach()  # (2)!
print(y.requires_grad, cut.requires_grad)
print(y.data_ptr() == cut.data_ptr())

(y * cut).backward()  # (3)!
print(w.grad - by_hand * 3)

# %% overwritten
y = w.exp()
y += 1  # (1)!
try:
    y.backward()
except RuntimeError as problem:
    print(str(problem).split(", ")[2].split(" instead")[0])  # (2)!


# %% gradcheck
def energy(w, x):
    return torch.tanh(x @ w).pow(2).sum()


torch.manual_seed(0)
inputs = [
    torch.randn(3, 2, dtype=torch.float64, requires_grad=True),
    torch.randn(4, 3, dtype=torch.float64, requires_grad=True),
]
print(torch.autograd.gradcheck(energy, inputs))  # (1)!
