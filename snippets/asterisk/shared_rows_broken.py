# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Three rows that are one list: a write in one shows in all.
# %% build
grid = [[0] * 3] * 3  # (1)!
print(grid)

# %% write
grid[0][0] = 1
print(grid)

# %% count
different = len({id(row) for row in grid})
print("different rows:", different)
assert different == 1
