# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A function that takes the list itself has no star to forget.
# %% define
import math


def product(numbers):  # (1)!
    return math.prod(numbers)


# %% use
primes = [2, 3, 5, 7, 11, 13]
result = product(primes)
print(result)
try:
    product(*primes)
except TypeError as error:
    print(type(error).__name__)
assert result == 30030
