# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A star inside brackets pours one collection into another.
# %% lists
a, b = [1, 2], (3, 4)
print([*a, *b], (*a, 9), {*a, *b, 2})
try:
    a + b
except TypeError as error:
    print("a + b:", type(error).__name__)  # (1)!

# %% dicts
default = {"host": "db", "port": 80}
mine = {"port": 90, "user": "me"}
print({**default, **mine})  # (1)!
print({**mine, **default})

# %% shallow
outer = [[0]]
copy = [*outer]
copy[0].append(1)
print(outer)  # (1)!
assert {**default, **mine} == default | mine
