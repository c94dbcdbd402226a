# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `*args` in a definition gathers what is left, as a tuple.
# %% define
def gather(*args):
    return args


# %% calls
print(gather(2, 3, 5))
print(gather(2))  # (1)!
print(gather())

# %% one_list
primes = [2, 3, 5]
print(gather(primes))  # (1)!
print(gather(*primes))

# %% kind
print(type(gather(2, 3, 5)).__name__)
assert gather(primes) == (primes,) and gather(*primes) == (2, 3, 5)
