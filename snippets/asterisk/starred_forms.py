# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# One starred name takes what the others leave.
# %% forms
numbers = (2, 3, 5, 7)
first, *rest = numbers
print(f"{first = }, {rest = }")
*front, last = numbers
print(f"{front = }, {last = }")
first, *middle, last = numbers
print(f"{first = }, {middle = }, {last = }")
(*every,) = numbers  # (1)!
print(f"{every = }")

# %% few
first, *rest = [2]
print(f"{first = }, {rest = }")  # (1)!
try:
    first, *middle, last = [2]
except ValueError as error:
    print(type(error).__name__)

# %% sources
initial, *others = "star"
print(initial, others)
key, *keys = {"host": "db", "port": 5432, "user": "me"}  # (1)!
print(key, keys)
low, *_, high = range(100)  # (2)!
print(low, high)

# %% copy
numbers = [2, 3, 5]
(*copy,) = numbers
copy.clear()
print(numbers)  # (1)!
assert every == [2, 3, 5, 7] and numbers == [2, 3, 5]
