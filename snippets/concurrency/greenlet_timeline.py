# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9", "matplotlib>=3.11"]
# ///
# %% [markdown]
# Three greenlets compute and wait: who ran when.
# %% run
import time
from itertools import pairwise

import gevent

ran = []


def compute():
    until = time.perf_counter() + 0.02
    while time.perf_counter() < until:  # (1)!
        pass


def work(name):
    for _ in range(3):
        began = time.perf_counter()
        compute()
        ran.append((began, time.perf_counter(), name))
        gevent.sleep(0.06)  # (2)!


gevent.joinall([gevent.spawn(work, name) for name in "ABC"])
ran.sort()
overlaps = sum(a[1] > b[0] for a, b in pairwise(ran))
print("stretches of computing:", len(ran))
print("two of them at once:", overlaps)
assert len(ran) == 9 and overlaps == 0

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 1.9), layout="constrained")
zero = ran[0][0]
for name in "CBA":
    bars = [(a - zero, b - a) for a, b, who in ran if who == name]
    ends = [(a + long, name) for a, long in bars]
    for (x, y), (begin, _) in zip(ends, bars[1:], strict=False):
        axes.plot([x, begin], [y, y], color="grey", linestyle=":")
    for begin, long in bars:
        axes.barh(name, long, left=begin, height=0.4,
                  color="C0", edgecolor="black")  # fmt: skip
axes.set(xlabel="s", ylim=(-0.5, 2.5))
axes.spines[["top", "right"]].set_visible(False)
plt.show()
