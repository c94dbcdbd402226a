# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# An endless generator makes only what is asked for.
# %% endless
from itertools import count, islice

made = 0


def natural_numbers():
    global made
    for number in count(1):  # (1)!
        made += 1
        yield number


squares = (n * n for n in natural_numbers())
even = (s for s in squares if s % 2 == 0)
print("before asking, made:", made)
print(list(islice(even, 3)))  # (2)!
print("after asking, made:", made)
assert made == 6
