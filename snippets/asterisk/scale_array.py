# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.0"]
# ///
# %% [markdown]
# The same `*` repeats a list and scales an array.
# %% both
import numpy as np

vector = [1, 2, 3]
array = np.array(vector)
print("list  * 2:", vector * 2)
print("array * 2:", array * 2)  # (1)!

# %% repeat
print(np.tile(array, 2))  # (1)!

# %% outer
factors = np.array([[1], [2], [3]])  # (3, 1)
print(factors * array)  # (1)!
assert vector * 2 == np.tile(array, 2).tolist()
