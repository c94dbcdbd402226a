# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# One sentence: the point of this file.
# %% show
numbers = [1, 2, 3]
print(sum(numbers))  # (1)!

# %% claim
assert sum(numbers) == 6
