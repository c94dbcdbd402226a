# /// script
# requires-python = ">=3.15"
# dependencies = []
# [tool.bake]
# runners = ["py315"]
# ///
# %% [markdown]
# Python 3.15 unpacks inside a comprehension.
# %% list
rows = [[1, 2], [], [3]]
print([*row for row in rows])

# %% others
print({*row for row in rows})
print({**d for d in ({"a": 1}, {"b": 2}, {"a": 3})})
numbers = (*row for row in rows)  # (1)!
print(next(numbers), list(numbers))
assert [*row for row in rows] == [1, 2, 3]
