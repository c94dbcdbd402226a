# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `*=` changes a list in place; a tuple gets a new object.
# %% list
a = [0]
b = a
a *= 3  # (1)!
print(a, b, a is b)
a = a * 2  # (2)!
print(a, b, a is b)

# %% tuple
t = (0,)
u = t
t *= 3
print(t, u, t is u)

# %% both
pair = ([0], "fixed")
try:
    pair[0] *= 3
except TypeError as error:
    print(type(error).__name__)
print(pair)  # (1)!
assert pair == ([0, 0, 0], "fixed")
