# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# ///
# %% [markdown]
# A mean error of answers that are all right: it should be 0.
# %% error
import numpy as np

answers = np.array([[1.0], [2.0], [6.0]])
wanted = np.array([1.0, 2.0, 6.0])
error = abs(answers - wanted)  # (1)!
print(error.shape, round(error.mean(), 2))
assert error.mean() > 0
