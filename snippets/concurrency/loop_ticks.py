# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11"]
# [tool.bake]
# alone = true
# ///
# %% [markdown]
# Inline, the ticks stop; in a thread, they go on.
# %% ticks
import asyncio
import time

ticks = {}


def compute(steps=6_000_000):
    while steps:
        steps -= 1


async def inline():
    compute()  # (1)!


async def to_thread():
    await asyncio.to_thread(compute)  # (2)!


# %% run
async def tick(seen):
    while True:
        seen.append(time.perf_counter())
        await asyncio.sleep(0.01)


async def measure(way):
    seen = ticks[way.__name__] = []
    ticker = asyncio.create_task(tick(seen))
    await asyncio.sleep(0.05)
    began = time.perf_counter()
    await way()
    ended = time.perf_counter()
    await asyncio.sleep(0.05)
    ticker.cancel()
    spans[way.__name__] = began, ended
    return sum(began < t < ended for t in seen)


spans = {}
during = {way: asyncio.run(measure(way)) for way in (inline, to_thread)}
for way, count in during.items():
    print(f"{way.__name__:10} ticks meanwhile: {count > 0}")
assert during[inline] == 0 < during[to_thread]

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(4.6, 1.8), layout="constrained")
for y, (name, (began, ended)) in enumerate(spans.items()):
    zero = ticks[name][0]
    axes.barh(y, 1000 * (ended - began), left=1000 * (began - zero),
              height=0.5, color="C1")  # fmt: skip
    at = [1000 * (t - zero) for t in ticks[name]]
    axes.eventplot(at, lineoffsets=y, linelengths=0.8, colors="C0")
axes.set(xlabel="ms", yticks=[0, 1], yticklabels=list(spans))
axes.invert_yaxis()
axes.spines[["top", "right"]].set_visible(False)
plt.show()
