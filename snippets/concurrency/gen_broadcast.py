# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# One pass over the data feeds three consumers.
# %% primed
from functools import wraps
from operator import add


def primed(function):
    @wraps(function)
    def start(*args):
        coroutine = function(*args)
        next(coroutine)
        return coroutine

    return start


# %% consumers
@primed
def tell(targets):
    while True:
        item = yield
        for target in targets:
            target.send(item)  # (1)!


@primed
def keep(name, choose):
    kept = yield
    while True:
        result[name] = kept
        kept = choose(kept, (yield))


# %% use
words = "70 90 80".split()
scores = (int(w) for w in words)  # (1)!
result = {}
ways = {"best": max, "worst": min, "sum": add}
audience = tell([keep(name, way) for name, way in ways.items()])
for score in scores:
    audience.send(score)
print(result)
assert result == {"best": 90, "worst": 70, "sum": 240}
