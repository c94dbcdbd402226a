# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11"]
# ///
# %% [markdown]
# Three tasks on one loop: who ran when.
# %% turns
import asyncio
import time
from itertools import pairwise

ran = []


def compute(name):
    began = time.perf_counter()
    while (now := time.perf_counter()) < began + 0.02:
        pass
    ran.append((name, began, now))


async def work(name):
    for _ in range(3):
        compute(name)  # (1)!
        await asyncio.sleep(0.03)  # (2)!


async def main():
    await asyncio.gather(*map(work, "ABC"))


asyncio.run(main())
print("turns:", *(name for name, _, _ in ran))
alone = all(a[2] <= b[1] for a, b in pairwise(ran))  # (3)!
print("never two at once:", alone)
assert alone and [name for name, _, _ in ran] == list("ABCABCABC")

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(4.6, 1.8), layout="constrained")
zero = ran[0][1]
for name in "ABC":
    turns = [(began, ended) for who, began, ended in ran if who == name]
    ends = [1000 * (t - zero) for t in (turns[0][0], turns[-1][1])]
    axes.plot(ends, [name, name], color="grey", zorder=1)
    for began, ended in turns:
        left, width = 1000 * (began - zero), 1000 * (ended - began)
        axes.barh(name, width, left=left, height=0.5, color="C0")
axes.set(xlabel="ms")
axes.invert_yaxis()
axes.spines[["top", "right"]].set_visible(False)
plt.show()
