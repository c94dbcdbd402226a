# /// script
# requires-python = ">=2.7"
# dependencies = []
# [tool.bake]
# runners = ["py27", "py36", "py310"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# The same measurement for interpreters older than 3.11.
# %% measure
import sys
import time
from threading import Thread


def work(steps=750000):
    while steps:
        steps -= 1


def in_sequence():
    work()
    work()


def in_threads():
    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def measure(way):
    start = time.time()  # (1)!
    way()
    return time.time() - start


sequence, threads = [], []
for _ in range(25):
    sequence.append(measure(in_sequence))
    threads.append(measure(in_threads))
best = min(threads) / min(sequence)
print("Python " + sys.version.split()[0])
print("two threads / in sequence = " + str(round(best, 2)))
assert best > 0.8
