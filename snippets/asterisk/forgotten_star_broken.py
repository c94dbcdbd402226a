# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Without the star the answer is wrong, and nothing complains.
# %% define
from functools import reduce
from operator import mul


def product(*numbers):
    return reduce(mul, numbers)


# %% use
primes = [2, 3, 5, 7, 11, 13]
result = product(primes)
print(result)  # (1)!
print(result * 2)  # (2)!
assert result is primes
