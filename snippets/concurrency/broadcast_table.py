# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# ///
# %% [markdown]
# Every pair at once: a column against a row makes a table.
# %% table
import numpy as np

here = np.array([0.0, 3.0, 4.0])
there = np.array([0.0, 1.0, 5.0, 9.0])

table = abs(here[:, None] - there[None, :])  # (1)!
print(here[:, None].shape, "-", there[None, :].shape)
print(table)

# %% loops
looped = [[abs(a - b) for b in there] for a in here]  # (1)!
assert table.tolist() == looped

# %% no_copy
wide = np.broadcast_to(here[:, None], (3, 1_000_000))
print(wide.shape, wide.strides)  # (1)!
assert np.shares_memory(wide, here)
