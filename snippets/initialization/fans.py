# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "torch==2.13.0", "keras>=3.15"]
# [tool.bake]
# publish = ["fan_in"]
# ///
# %% [markdown]
# fan_in of a dense layer and of a convolution, by shape and by rule.
# %% by_hand
import math
import os

import numpy as np

os.environ["KERAS_BACKEND"] = "torch"
import keras
import torch
from torch import nn

torch.set_num_threads(1)


def fans(inputs, outputs, kernel=()):
    window = math.prod(kernel)  # (1)!
    return inputs * window, outputs * window


# %% torch
dense = nn.Linear(784, 100)
print("dense      ", tuple(dense.weight.shape), fans(784, 100))
conv = nn.Conv2d(64, 128, 3)
print("convolution", tuple(conv.weight.shape), fans(64, 128, (3, 3)))
assert fans(784, 100) == (784, 100)
fan_in = {"dense": fans(784, 100)[0], "conv": fans(64, 128, (3, 3))[0]}

# %% measure
torch.manual_seed(0)
init = nn.init
for layer, n in (dense, fan_in["dense"]), (conv, fan_in["conv"]):
    init.kaiming_normal_(layer.weight, nonlinearity="relu")
    measured = layer.weight.std().item()
    print(f"torch std {measured:.3f}, rule {math.sqrt(2 / n):.3f}")
    assert abs(measured / math.sqrt(2 / n) - 1) < 0.02
he = keras.initializers.HeNormal(seed=0)
kernel = keras.ops.convert_to_numpy(he((3, 3, 64, 128)))  # (1)!
measured = float(np.std(kernel))
print(f"keras std {measured:.3f}")
assert abs(measured / math.sqrt(2 / fan_in["conv"]) - 1) < 0.02

# %% transposed
wrong = torch.empty(784, 100)  # (1)!
init.kaiming_normal_(wrong, nonlinearity="relu")
print(f"(784, 100) std {wrong.std():.3f}, (100, 784) is right")
assert abs(wrong.std().item() / math.sqrt(2 / 100) - 1) < 0.02
