# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# ///
# %% [markdown]
# How many arrays does one formula need on the way?
# %% ways
import tracemalloc

import numpy as np

x = np.random.default_rng(0).random(1_000_000)
result = np.empty_like(x)


def with_names():
    double = 2 * x  # (1)!
    product = double * x
    return product - 1


def one_expression():
    return 2 * x * x - 1  # (2)!


def with_out():
    np.multiply(2, x, out=result)  # (3)!
    np.multiply(result, x, out=result)
    return np.subtract(result, 1, out=result)


# %% measure
def count_arrays(way):
    tracemalloc.start()
    way()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return round(peak / x.nbytes)


wanted = with_names()
for way in (with_names, one_expression, with_out):
    assert (way() == wanted).all()
    print(f"{way.__name__:15} new arrays: {count_arrays(way)}")
assert count_arrays(with_names) == 3
assert count_arrays(with_out) == 0
