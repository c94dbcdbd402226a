# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# What a paused generator keeps: its place and its variables.
# %% states
from inspect import getgeneratorlocals, getgeneratorstate


def add_up(prices):
    total = 0
    for price in prices:
        total += price
        print("  inside:", getgeneratorstate(totals))  # (1)!
        yield total


def show(when):
    print(f"{when}: {getgeneratorstate(totals)}")
    kept = getgeneratorlocals(totals)  # (2)!
    print("  total kept:", kept.get("total"))


totals = add_up([300, 500])
show("made")
assert next(totals) == 300
show("paused")
assert list(totals) == [800]
show("ended")
assert getgeneratorstate(totals) == "GEN_CLOSED"
