# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "torch==2.13.0"]
# [tool.bake]
# publish = ["nodes"]
# timeout = 300
# ///
# %% [markdown]
# A dynamic graph is as long as the run; a static one does not grow.
# %% dynamic
import warnings

import torch
from torch import nn


def halve(x):
    while x > 1:
        x = x / 2
    return x


def count_dynamic(start):
    x = torch.tensor(start, requires_grad=True)
    count, node = 0, halve(x).grad_fn  # (1)!
    while node:
        count, node = count + 1, (node.next_functions or [[None]])[0][0]
    return count


# %% static
class HalveLoop(nn.Module):
    def forward(self, x):
        (x,) = torch.while_loop(
            lambda x: x > 1, lambda x: (x / 2,), (x,)
        )
        return x


program = torch.export.export(HalveLoop(), (torch.tensor(100.0),))
graphs = list(program.graph_module.modules())  # (1)!
static = sum(len(graph.graph.nodes) for graph in graphs)

# %% traced
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    traced = torch.jit.trace(halve, torch.tensor(100.0))  # (1)!
print(sorted({warning.category.__name__ for warning in caught}))

# %% count
starts = [10.0**power for power in range(10)]
dynamic = [count_dynamic(start) for start in starts]
loop = program.module()
print("     start dynamic static traced")
for start, count in zip(starts, dynamic):
    x = torch.tensor(start)
    assert loop(x) == halve(x)
    right = torch.equal(traced(x), halve(x))
    print(f"{start:10.0f} {count:7} {static:6} {right}")
nodes = {"static": static, "shortest": dynamic[0]}
nodes["longest"] = dynamic[-1]
assert dynamic[-1] > dynamic[2] > dynamic[0]

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 2.6), layout="constrained")
axes.semilogx(starts, dynamic, "o-", label="dynamic: autograd")
axes.semilogx(starts, [static] * 10, "s-", label="static: while_loop")
axes.set_xticks([1, 1e3, 1e6, 1e9], ["1", "1e3", "1e6", "1e9"])
axes.minorticks_off()
axes.set(xlabel="x at the start", ylabel="nodes in the graph", ylim=0)
axes.legend()
plt.show()
