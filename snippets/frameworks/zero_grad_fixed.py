# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# ///
# %% [markdown]
# backward() adds to .grad: it is emptied before each step.
# %% descend
import torch

w = torch.tensor(0.0, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1)
path = []
for _ in range(60):
    loss = (w - 3) ** 2  # (1)!
    optimizer.zero_grad()  # (2)!
    loss.backward()
    optimizer.step()
    path.append(w.item())
print(*(round(value, 1) for value in path[:8]))
print(*(round(value, 1) for value in path[-8:]))
assert abs(path[-1] - 3) < 0.001
