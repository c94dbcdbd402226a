# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# ///
# %% [markdown]
# torch.export refuses a loop that depends on the data, and the cure.
# %% refused
import io
import logging
from contextlib import redirect_stderr

import torch
from torch import nn
from torch._dynamo.utils import counters

logging.disable(logging.WARNING)
x = torch.tensor([3.0, 0.0], requires_grad=True)


class Grow(nn.Module):
    def forward(self, x):
        while x.norm() < 100:  # (1)!
            x = x * 2
        return x


try:
    with redirect_stderr(io.StringIO()):  # (2)!
        torch.export.export(Grow(), (x,))
except Exception as error:
    print(type(error).__name__)
    print(str(error).splitlines()[0].split(" (unhinted")[0])


# %% compiled
y = torch.compile(Grow(), backend="eager")(x)  # (1)!
y.sum().backward()
print(counters["stats"]["unique_graphs"], x.grad.tolist())


# %% cured
class GrowLoop(nn.Module):
    def forward(self, x):
        (x,) = torch.while_loop(
            lambda x: x.norm() < 100,  # (1)!
            lambda x: (x * 2,),  # (2)!
            (x,),
        )
        return x


program = torch.export.export(GrowLoop(), (x,))
print(*program.graph.nodes, sep="\n")
loop = program.module()

# %% same
for start in [3.0, 0.0], [1.0, 1.0], [40.0, 9.0], [200.0, 0.0]:
    start = torch.tensor(start)
    print(loop(start).tolist())
    assert torch.equal(loop(start), Grow()(start))

# %% backward
x.grad = None
loop(x).sum().backward()
print(x.grad.tolist())
assert x.grad.tolist() == [64, 64]


# %% fixed
class GrowSix(nn.Module):
    def forward(self, x):
        for _ in range(6):  # (1)!
            x = x * 2
        return x


six = torch.export.export(GrowSix(), (x,))
print(*six.graph.nodes, sep="\n")
