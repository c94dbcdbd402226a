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


def work(steps=3000000):
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


ratios = []
for _ in range(25):
    sequence = measure(in_sequence)
    ratios.append(measure(in_threads) / sequence)
ratio = sorted(ratios)[12]  # (2)!
print("Python " + sys.version.split()[0])
print("two threads / in sequence = " + str(round(ratio, 2)))
assert ratio > (1.0 if sys.version_info[0] == 2 else 0.8)
