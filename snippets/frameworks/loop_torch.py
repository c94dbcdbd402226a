# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# [tool.bake]
# timeout = 300
# ///
# %% [markdown]
# A loop that depends on the data, in PyTorch: eager and as a graph.
# %% eager
import io
import logging
from contextlib import redirect_stderr

import torch

logging.disable(logging.CRITICAL)


def halve(x):
    steps = 0
    while x > 1:
        x = x / 2
        steps += 1
    return x, steps


for start in 100.0, 1000.0:
    x = torch.tensor(start, requires_grad=True)
    y, steps = halve(x)
    y.backward()
    print(y.item(), steps, x.grad.item())

# %% pieces
graphs = []


def watch(graph, inputs):  # (1)!
    calls = [n for n in graph.graph.nodes if n.op == "call_function"]
    graphs.append([call.target.__name__ for call in calls])
    return graph.forward


pieces = torch.compile(halve, backend=watch)
for start in 100.0, 1000.0:
    x, steps = pieces(torch.tensor(start))
    print(x.item(), steps, "graphs:", len(graphs))
print(*graphs, sep="\n")


# %% refused
class Halve(torch.nn.Module):
    def forward(self, x):
        return halve(x)[0]


example = torch.tensor(100.0)
torch.compiler.reset()  # (1)!
compiled = torch.compile(halve, backend=watch, fullgraph=True)
for way in compiled, lambda x: torch.export.export(Halve(), (x,)):
    try:
        with redirect_stderr(io.StringIO()):  # (2)!
            way(example)
    except Exception as error:
        print(type(error).__name__)


# %% cured
class HalveLoop(torch.nn.Module):
    def forward(self, x):
        return torch.while_loop(
            lambda x: x > 1, lambda x: (x / 2,), (x,)
        )[0]


program = torch.export.export(HalveLoop(), (example,))
print(*program.graph.nodes, sep="\n")
loop = program.module()
for start in 100.0, 1000.0:
    x = torch.tensor(start, requires_grad=True)
    loop(x).backward()
    print(loop(x).item(), x.grad.item())
assert x.grad == 1 / 2**10
