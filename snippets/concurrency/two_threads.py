# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "nogil", "py312", "py313", "py314", "py315"]
# publish = ["ratio", "seconds"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# Two threads that compute, against the same work in sequence.
# %% work
import sys
import time
from threading import Thread


def work(steps=600_000):
    while steps:
        steps -= 1


# %% ways
def in_sequence():
    work()
    work()


def in_threads():
    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# %% measure
def measure(way):
    start = time.perf_counter()
    way()
    return time.perf_counter() - start


seconds = {"in_sequence": [], "in_threads": []}
for _ in range(200):
    seconds["in_sequence"].append(measure(in_sequence))
    seconds["in_threads"].append(measure(in_threads))
best = min(seconds["in_threads"]) / min(seconds["in_sequence"])  # (1)!
ratio = {"two_threads": best}
print(f"two threads / in sequence = {best:.2f}")
locked = getattr(sys, "_is_gil_enabled", lambda: True)()  # (2)!
assert best > 0.8 if locked else best < 0.75
