# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# [tool.bake]
# runners = ["cpu"]
# publish = ["seconds", "seconds_beside", "ratio"]
# compare = "shape"
# timeout = 300
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


def work(steps=20_000_000):
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
    for _ in range(15):
        seconds_beside["sequential"].append(measure(sequential))
        seconds["gevent_patched"].append(measure(greenlets))
    usual = sum(seconds_beside["sequential"])
    ratio = {"gevent_patched": sum(seconds["gevent_patched"]) / usual}
    faster = ratio["gevent_patched"] < 0.8
    print("clearly faster:", faster)
    assert not faster
