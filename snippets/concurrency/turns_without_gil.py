# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["nogil"]
# publish = ["share"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# Without a GIL, two computing threads run at the same time.
# %% turns
import time
from threading import Thread


def compute(ran):
    while (now := 1000 * (time.perf_counter() - start)) < 200:
        ran.add(int(now))  # (1)!


# %% run
a, b = set(), set()
start = time.perf_counter()
threads = [Thread(target=compute, args=(ran,)) for ran in (a, b)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for name, ran in (("A", a), ("B", b)):
    print(name, "".join(str(int(ms in ran)) for ms in range(20, 56)))
share = {"both": len(a & b) / len(a | b)}
print(f"both ran in {share['both']:.0%} of the milliseconds")
assert share["both"] > 0.35
