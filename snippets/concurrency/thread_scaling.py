# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "nogil"]
# publish = ["seconds", "ratio"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# One computation, dealt out to one, two and four threads.
# %% work
import sys
import time
from threading import Thread

STEPS = 1_200_000


def work(steps):
    while steps:
        steps -= 1


def measure(count):
    share = (STEPS // count,)
    threads = [Thread(target=work, args=share) for _ in range(count)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


# %% measure
seconds = {"one": [], "two": [], "four": []}
for _ in range(150):
    for label, count in (("one", 1), ("two", 2), ("four", 4)):
        seconds[label].append(measure(count))
best = {label: min(repeats) for label, repeats in seconds.items()}
ratio = {label: best[label] / best["one"] for label in best}
for label in best:
    print(f"{label:5} {ratio[label]:.2f} of one thread")
locked = getattr(sys, "_is_gil_enabled", lambda: True)()
assert ratio["two"] > 0.9 if locked else ratio["two"] < 0.9  # (1)!
