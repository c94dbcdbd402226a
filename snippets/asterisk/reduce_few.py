# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# What `reduce` does when there is nothing to combine.
# %% one
from functools import reduce
from operator import mul

print(reduce(mul, [7]))
print(reduce(mul, ["seven"]))  # (1)!

# %% none
try:
    reduce(mul, [])
except TypeError as error:
    print(type(error).__name__)

# %% start
print(reduce(mul, [], 1))
print(reduce(mul, [[2, 3, 5]], 1))  # (1)!

# %% prod
import math

print(math.prod([2, 3, 5]), math.prod([7]), math.prod([]))
assert reduce(mul, [], 1) == math.prod([]) == 1
