# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# [tool.bake]
# runners = ["cpu"]
# publish = ["seconds", "seconds_beside"]
# timeout = 60
# alone = true
# ///
# %% [markdown]
# The computation again in two greenlets, patched first.
# %% patch
from gevent import monkey

monkey.patch_all()

# %% work
import time

import gevent


def work(steps=12_000_000):
    while steps:
        steps -= 1


def sequential():
    work()
    work()


def greenlets():
    both = [gevent.spawn(work) for _ in range(2)]
    gevent.joinall(both, raise_error=True)


# %% measure
seconds = {"gevent_patched": []}
seconds_beside = {"sequential": []}


def measure(way):
    start = time.perf_counter()
    way()
    return time.perf_counter() - start


if __name__ == "__main__":
    for _ in range(9):
        seconds_beside["sequential"].append(measure(sequential))
        seconds["gevent_patched"].append(measure(greenlets))
    best = min(seconds["gevent_patched"])
    faster = best < 0.9 * min(seconds_beside["sequential"])
    print("clearly faster:", faster)
    assert not faster
