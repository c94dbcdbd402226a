# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "nogil", "py312", "py313", "py314", "py315"]
# publish = ["kept"]
# timeout = 180
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# Four threads add one, again and again: how much of it is left?
# %% ways
from threading import Barrier, Lock, Thread

TIMES = 400_000
count = 0
lock = Lock()


def increase(number):
    return number + 1


def bare(times):
    global count
    for _ in range(times):
        count += 1


def call(times):
    global count
    for _ in range(times):
        count = increase(count)  # (1)!


def locked(times):
    global count
    for _ in range(times):
        with lock:
            count = increase(count)


# %% measure
def measure(way):
    global count
    count, together = 0, Barrier(4)

    def go():
        together.wait(timeout=10)  # (1)!
        way(TIMES)

    threads = [Thread(target=go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return count / (4 * TIMES)


kept = {}
for way in (bare, call, locked):
    kept[way.__name__] = [measure(way) for _ in range(5)]
    low, high = min(kept[way.__name__]), max(kept[way.__name__])
    print(f"{way.__name__:7} {low:.2f} to {high:.2f}")

# %% claim
import sys

gil = getattr(sys, "_is_gil_enabled", lambda: True)()
assert set(kept["locked"]) == {1.0}  # (1)!
assert min(kept["call"]) < 1
assert gil or min(kept["bare"]) < 1
