# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The star deals a list out: six arguments instead of one.
# %% define
from functools import reduce
from operator import mul


def product(*numbers):
    print(f"{type(numbers).__name__} of {len(numbers)}: {numbers}")
    return reduce(mul, numbers)  # (1)!


# %% with_star
primes = [2, 3, 5, 7, 11, 13]
answer = product(*primes)
print(answer)

# %% without_star
wrong = product(primes)
print(wrong)  # (1)!

# %% same
print(wrong is primes)
assert answer == 30030 and wrong is primes
