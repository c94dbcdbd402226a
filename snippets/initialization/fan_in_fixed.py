# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["std"]
# ///
# %% [markdown]
# He's rule: fan_in is the number of inputs of one unit.
# %% draw
import numpy as np

rng = np.random.default_rng(0)
shape = (784, 100)
fan_in, fan_out = shape  # (1)!
scale = 1 / np.sqrt(fan_in / 2)  # (2)!
weights = scale * rng.standard_normal(shape)
print(f"std {weights.std():.4f}")

# %% readings
std = {"right": np.sqrt(2 / fan_in), "wrong": np.sqrt(fan_in / 2)}
std = {name: round(float(s), 4) for name, s in std.items()}
print(std)
assert abs(weights.std() / std["right"] - 1) < 0.01
