# /// script
# requires-python = ">=3.11"
# dependencies = ["executorch>=1.5.1", "numpy>=2.4", "torch==2.13.0"]
# [tool.bake]
# runners = ["executorch"]
# publish = ["logits", "bytes"]
# compare = "close 1e-4"
# data = ["digits.npz"]
# ///
# %% [markdown]
# The digit network as a program for ExecuTorch, the runtime of phones.
# %% read
import os
import sys
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import nn

warnings.simplefilter("ignore")
data = os.environ.get("BAKE_DATA")
data = Path(data or Path(__file__).parents[2] / "data")
if not (data / "digits.npz").exists():
    sys.exit("found no digits.npz in data/: run `make data`")
digits = np.load(data / "digits.npz")
image = torch.from_numpy(digits["image"])
network = nn.Sequential(
    nn.Conv2d(1, 8, 5, stride=2),
    nn.ReLU(),
    nn.Conv2d(8, 16, 5, stride=2),
    nn.ReLU(),
    nn.Flatten(),
    nn.Linear(256, 10),
)
for place, name in ((0, "conv1"), (2, "conv2"), (5, "linear")):
    weight, bias = digits[f"{name}_weight"], digits[f"{name}_bias"]
    network[place].weight.data = torch.from_numpy(weight)
    network[place].bias.data = torch.from_numpy(bias)

# %% export
from executorch.exir import to_edge_transform_and_lower

exported = torch.export.export(network.eval(), (image,))
program = to_edge_transform_and_lower(exported).to_executorch()  # (1)!
Path("digits.pte").write_bytes(program.buffer)
plan = program.executorch_program.execution_plan[0]
print(*(operator.name for operator in plan.operators))  # (2)!

# %% quiet
from executorch.extension.pybindings import portable_lib

errors = os.dup(2)  # starting its threads, it logs what the CPU lacks
os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
portable_lib._unsafe_reset_threadpool(1)
os.dup2(errors, 2)

# %% run
from executorch.runtime import Runtime

loaded = Runtime.get().load_program("digits.pte")
method = loaded.load_method("forward")
(found,) = method.execute([image])  # (1)!
found = found.numpy()[0]
bytes = {"digits.pte": Path("digits.pte").stat().st_size}
logits = {f"digit_{n}": float(value) for n, value in enumerate(found)}
print(*(f"{value:.4f}" for value in found))
assert np.abs(found - digits["logits"][0]).max() < 1e-5
