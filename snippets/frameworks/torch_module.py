# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# ///
# %% [markdown]
# A Module is anything that keeps parameters, of any size.
# %% define
import io

import torch
from torch import nn


class Block(nn.Module):  # (1)!
    def __init__(self, width):
        super().__init__()
        self.linear = nn.Linear(width, width)
        self.norm = nn.BatchNorm1d(width)

    def forward(self, x):
        return x + torch.relu(self.norm(self.linear(x)))  # (2)!


class Net(nn.Module):
    def __init__(self, width, depth):
        super().__init__()
        blocks = [Block(width) for _ in range(depth)]
        self.blocks = nn.ModuleList(blocks)
        self.scale = nn.Parameter(torch.ones(1))  # (3)!

    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        return x * self.scale


# %% count
net = Net(width=8, depth=2)
for name, module in net.named_modules():
    count = sum(p.numel() for p in module.parameters())
    print(f"{type(module).__name__:12}{count:4}  {name}")
for module in nn.ReLU(), nn.MSELoss():  # (1)!
    print(type(module).__name__, len(list(module.parameters())))
assert sum(p.numel() for p in net.parameters()) == 2 * 88 + 1

# %% state
for name, value in net.blocks[0].state_dict().items():
    trained = name in dict(net.blocks[0].named_parameters())
    kind = "parameter" if trained else "buffer"  # (1)!
    print(f"{kind:10}{tuple(value.shape)!s:7} {name}")

# %% copy
torch.manual_seed(0)
x = torch.randn(5, 8)
twin = Net(width=8, depth=2)
for module in net, twin:
    module.eval()  # (1)!
before = torch.equal(net(x), twin(x))
file = io.BytesIO()  # (2)!
torch.save(net.state_dict(), file)
file.seek(0)
twin.load_state_dict(torch.load(file))
print(before, torch.equal(net(x), twin(x)))
assert not before and torch.equal(net(x), twin(x))


# %% hidden
class Hidden(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = [Block(8), Block(8)]  # (1)!


print(len(list(Hidden().parameters())), len(Hidden().state_dict()))
