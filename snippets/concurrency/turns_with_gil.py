# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.9"]
# [tool.bake]
# runners = ["cpu"]
# publish = ["share"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# With a GIL, two computing threads take turns.
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
assert share["both"] < 0.35

# %% draw
import matplotlib.pyplot as plt

figure, axis = plt.subplots(figsize=(4.5, 1.4), layout="constrained")
for y, ran in enumerate((a, b)):
    axis.broken_barh([(ms, 1) for ms in sorted(ran)], (y - 0.4, 0.8))
axis.set(xlim=(20, 80), xlabel="ms", yticks=[0, 1])
axis.set_yticklabels(["A", "B"])
axis.invert_yaxis()
plt.show()
