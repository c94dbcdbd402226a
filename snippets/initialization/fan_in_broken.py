# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# raises = "NameError"
# ///
# %% [markdown]
# He's rule with a fan_in that nobody defined.
# %% draw
import numpy as np

rng = np.random.default_rng(0)
shape = (784, 100)
scale = 1 / np.sqrt(fan_in / 2)  # noqa: F821 # (1)!
weights = scale * rng.standard_normal(shape)
print(f"std {weights.std():.4f}")
