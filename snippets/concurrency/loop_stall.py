# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "nogil", "py314"]
# publish = ["milliseconds"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# A computation and a ticking task share one loop: who stalls it?
# %% compute
import asyncio
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from statistics import median


def compute(steps=6_000_000):
    while steps:
        steps -= 1


# %% tick
async def tick(ticks):
    while True:
        ticks.append(time.perf_counter())
        await asyncio.sleep(0.01)  # (1)!


# %% ways
async def idle(pool):
    await asyncio.sleep(0.2)


async def inline(pool):
    compute()  # (1)!


async def pieces(pool):
    for _ in range(60):
        compute(100_000)
        await asyncio.sleep(0)  # (2)!


async def to_thread(pool):
    await asyncio.to_thread(compute)  # (3)!


async def process_pool(pool):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(pool, compute)  # (4)!


# %% measure
async def measure(way, pool):
    ticks = []
    ticker = asyncio.create_task(tick(ticks))
    await asyncio.sleep(0.05)
    await way(pool)
    await asyncio.sleep(0.05)
    ticker.cancel()
    return max(1000 * (b - a) for a, b in pairwise(ticks))  # (1)!


async def main(pool):
    await process_pool(pool)  # (2)!
    for _ in range(9):
        for way in (idle, inline, pieces, to_thread, process_pool):
            gap = await measure(way, pool)
            milliseconds.setdefault(way.__name__, []).append(gap)


milliseconds = {}
if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=1) as pool:
        asyncio.run(main(pool))
    gaps = {name: median(ms) for name, ms in milliseconds.items()}
    for name, gap in gaps.items():
        print(f"{name:13}{gap:6.1f} ms")
    stall = gaps.pop("inline")
    assert stall > 3 * max(gaps.values())
