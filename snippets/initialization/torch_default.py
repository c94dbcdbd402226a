# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# [tool.bake]
# publish = ["std"]
# ///
# %% [markdown]
# What nn.Linear starts with: neither Glorot nor He.
# %% default
import math

import torch
from torch import nn

fan_in, fan_out = 784, 1000
torch.manual_seed(0)
weight = nn.Linear(fan_in, fan_out).weight  # (1)!

# %% same
torch.manual_seed(0)
kaiming = torch.empty(fan_out, fan_in)
nn.init.kaiming_uniform_(kaiming, a=math.sqrt(5))  # (1)!
print("kaiming_uniform_(a=sqrt(5)):", torch.equal(weight, kaiming))

torch.manual_seed(0)
limit = 1 / math.sqrt(fan_in)  # (2)!
plain = torch.empty(fan_out, fan_in).uniform_(-limit, limit)
print("uniform(-limit, limit):", torch.allclose(weight, plain))
assert torch.equal(weight, kaiming) and torch.allclose(weight, plain)

# %% sizes
std = {
    "default": weight.std().item(),
    "rule": 1 / math.sqrt(3 * fan_in),
    "lecun": 1 / math.sqrt(fan_in),
    "he": math.sqrt(2 / fan_in),
}
for name, value in std.items():
    print(f"{name:7} {value:.4f}")
assert abs(std["default"] / std["rule"] - 1) < 0.005
assert math.isclose(std["he"] / std["rule"], math.sqrt(6))
std = {name: round(value, 4) for name, value in std.items()}
