# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "torch==2.13.0"]
# [tool.bake]
# publish = ["line"]
# ///
# %% [markdown]
# The same line; now autograd works the gradients.
# %% data
import numpy as np
import torch

torch.set_num_threads(1)
rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, 50)
y = 3 * x + 2 + rng.normal(0, 0.3, 50)
x, y = torch.from_numpy(x), torch.from_numpy(y)

# %% descend
w = torch.zeros((), dtype=torch.float64, requires_grad=True)  # (1)!
b = torch.zeros((), dtype=torch.float64, requires_grad=True)
descent = torch.optim.SGD([w, b], lr=0.1)  # (2)!
for _ in range(200):
    loss = ((w * x + b - y) ** 2).mean()
    descent.zero_grad()
    loss.backward()  # (3)!
    by_hand = (2 * (w * x + b - y) * x).mean()
    assert torch.isclose(w.grad, by_hand)  # (4)!
    descent.step()

# %% answer
print(f"w = {w:.6f}, b = {b:.6f}")
assert f"{w:.6f} {b:.6f}" == "3.078502 2.005746"  # (1)!
line = {"w": round(w.item(), 4), "b": round(b.item(), 4)}
