# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "torch==2.13.0", "keras>=3.15"]
# [tool.bake]
# publish = ["std"]
# ///
# %% [markdown]
# torch.nn.init and keras.initializers against the rules on paper.
# %% rules
import os

import numpy as np

os.environ["KERAS_BACKEND"] = "torch"  # (1)!
import keras
import torch

torch.set_num_threads(1)
torch.manual_seed(0)
n_in, n_out = 784, 1000
std = {
    "lecun": np.sqrt(1 / n_in),
    "glorot": np.sqrt(2 / (n_in + n_out)),
    "he": np.sqrt(2 / n_in),
}

# %% torch
init = torch.nn.init
weight = torch.empty(n_out, n_in)  # (1)!
drawn = {}


def keep(name, tensor):
    drawn[name] = float(np.std(keras.ops.convert_to_numpy(tensor)))


linear = {"nonlinearity": "linear"}  # (2)!
keep("lecun kaiming_normal_", init.kaiming_normal_(weight, **linear))
keep("lecun kaiming_uniform_", init.kaiming_uniform_(weight, **linear))
keep("glorot xavier_normal_", init.xavier_normal_(weight))
keep("glorot xavier_uniform_", init.xavier_uniform_(weight))
relu = {"nonlinearity": "relu"}
keep("he kaiming_normal_", init.kaiming_normal_(weight, **relu))
keep("he kaiming_uniform_", init.kaiming_uniform_(weight, **relu))

# %% keras
for name in (
    "LecunNormal", "LecunUniform", "GlorotNormal",
    "GlorotUniform", "HeNormal", "HeUniform",
):  # fmt: skip
    rule = name.removesuffix("Normal").removesuffix("Uniform").lower()
    initializer = getattr(keras.initializers, name)(seed=0)
    keep(f"{rule} {name}", initializer((n_in, n_out)))  # (1)!

# %% compare
print(f"{'drawn by':22} {'std':6} rule")
for name, measured in sorted(drawn.items()):
    rule = std[name.split()[0]]
    print(f"{name:22} {measured:.4f} {rule:.4f}")
    assert abs(measured / rule - 1) < 0.005, name
std = {name: round(float(s), 4) for name, s in std.items()}

# %% default
dense = keras.layers.Dense(100)
print("Dense starts by", type(dense.kernel_initializer).__name__)
