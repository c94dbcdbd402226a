# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# ///
# %% [markdown]
# What torch.compile compiles, when again, and where it breaks off.
# %% backend
import torch

graphs = []


def watch(graph, inputs):  # (1)!
    graphs.append(graph)
    return graph.forward


def show(what, function, *arguments):
    before = len(graphs)
    result = function(*arguments)
    print(f"{what:20}{len(graphs) - before} compiled")
    return result


# %% guards
@torch.compile(backend=watch)
def scale(x, factor):
    return x * factor + 1


show("first call", scale, torch.ones(3), 2.0)
show("same again", scale, torch.zeros(3), 2.0)
show("4 numbers", scale, torch.ones(4), 2.0)  # (1)!
show("5 numbers", scale, torch.ones(5), 2.0)
show("float64", scale, torch.ones(5).double(), 2.0)
show("factor 3.0", scale, torch.ones(5), 3.0)
show("factor 4.0", scale, torch.ones(5), 4.0)
show("factor 4", scale, torch.ones(5), 4)
with torch.no_grad():  # (2)!
    show("no_grad", scale, torch.ones(5), 2.0)


# %% breaks
def branch(x):
    x = x * 2
    if x.sum() > 0:  # (1)!
        return x + 1
    return x - 1


broken = torch.compile(branch, backend=watch)
show("positive", broken, torch.ones(3))
show("negative", broken, -torch.ones(3))
torch.compiler.reset()
try:
    torch.compile(branch, backend=watch, fullgraph=True)(torch.ones(3))
except Exception as error:  # (2)!
    print(type(error).__name__, str(error).splitlines()[0])


# %% whole
def choose(x):
    x = x * 2
    return torch.where(x.sum() > 0, x + 1, x - 1)  # (1)!


whole = torch.compile(choose, backend=watch, fullgraph=True)
show("positive", whole, torch.ones(3))
show("negative", whole, -torch.ones(3))
assert len(graphs) == 10
