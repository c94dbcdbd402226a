# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A comprehension makes a new list for each row.
# %% build
grid = [[0] * 3 for _ in range(3)]  # (1)!
print(grid)

# %% write
grid[0][0] = 1
print(grid)

# %% count
different = len({id(row) for row in grid})
print("different rows:", different)
assert different == 3
