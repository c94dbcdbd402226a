# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# [tool.bake]
# runners = ["cpu"]
# publish = ["seconds", "seconds_of_tenths"]
# timeout = 120
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# Two workers sleep five times each: six ways to wait for ten sleeps.
# %% work
import asyncio
import multiprocessing
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import gevent


def work(nap):
    for _ in range(5):
        time.sleep(nap)


# %% sequential
def sequential(nap):
    work(nap)
    work(nap)


# %% threading
def threading(nap, kind=Thread):
    workers = [kind(target=work, args=(nap,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()  # (1)!


# %% thread_pool
def thread_pool(nap):
    with ThreadPoolExecutor(max_workers=2) as pool:  # (1)!
        list(pool.map(work, [nap, nap]))  # (2)!


# %% multiprocessing
def processes(nap):
    threading(nap, kind=multiprocessing.Process)  # (1)!


# %% asyncio
async def work_async(nap):
    for _ in range(5):
        await asyncio.sleep(nap)  # (1)!


async def both(nap):
    await asyncio.gather(work_async(nap), work_async(nap))


# %% gevent_unpatched
def gevent_unpatched(nap):
    greenlets = [gevent.spawn(work, nap) for _ in range(2)]  # (1)!
    gevent.joinall(greenlets, raise_error=True)


# %% measure
WAYS = {
    "sequential": sequential,
    "threading": threading,
    "thread_pool": thread_pool,
    "multiprocessing": processes,
    "asyncio": lambda nap: asyncio.run(both(nap)),
    "gevent_unpatched": gevent_unpatched,
}
seconds, seconds_of_tenths = {}, {}


def measure(way, nap):
    start = time.perf_counter()  # (1)!
    way(nap)
    return time.perf_counter() - start


if __name__ == "__main__":  # (2)!
    for name, way in WAYS.items():
        seconds[name] = measure(way, 1)
        tenths = [measure(way, 0.1) for _ in range(5)]
        seconds_of_tenths[name] = tenths
        print(f"{name:16} {seconds[name]:6.2f} s {min(tenths):8.3f} s")
    first, *four, last = seconds.values()
    assert max(four) < 0.7 * first and last > 0.9 * first
