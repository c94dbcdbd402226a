# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A sequence times a whole number is that sequence, repeated.
# %% hundred
zeros_list = [0] * 100
zeros_tuple = (0,) * 100  # (1)!
print(len(zeros_list), type(zeros_list).__name__, zeros_list[:5])
print(len(zeros_tuple), type(zeros_tuple).__name__, zeros_tuple[:5])
print(f"{(0) * 100 = }")

# %% order
print(["red", "green"] * 2)
print(3 * "ab", "-" * 12, b"\x00" * 4)  # (1)!

# %% edges
print(f"{[1, 2] * 0 = }")
print(f"{[1, 2] * -1 = }")  # (1)!
for factor in (1.0, [2]):
    try:
        [1, 2] * factor
    except TypeError as error:
        print(f"[1, 2] * {factor}:", type(error).__name__)
assert zeros_list == list(zeros_tuple) and len(zeros_list) == 100
