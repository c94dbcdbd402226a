# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# ///
# %% [markdown]
# backward() adds to .grad: nobody empties it here.
# %% descend
import torch

w = torch.tensor(0.0, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1)
path = []
for _ in range(60):
    loss = (w - 3) ** 2  # (1)!
    loss.backward()  # (2)!
    optimizer.step()
    path.append(w.item())
print(*(round(value, 1) for value in path[:8]))
print(*(round(value, 1) for value in path[-8:]))
assert max(path[-8:]) > 4 and min(path[-8:]) < 2
