# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A consumer that keeps its sum, made ready by a decorator.
# %% primed
import itertools
from functools import wraps


def primed(function):
    @wraps(function)
    def start(*args):
        coroutine = function(*args)
        next(coroutine)  # (1)!
        return coroutine

    return start


# %% average
@primed
def average():
    total, mean = 0, None
    for count in itertools.count(1):
        total += yield mean  # (1)!
        mean = total / count


# %% use
means = average()
for number in (10, 20, 60):
    mean = means.send(number)
    print(f"after {number}: {mean}")
assert mean == 30
