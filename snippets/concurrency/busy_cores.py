# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "nogil"]
# publish = ["cores"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# Two jobs are under way; how many cores are really at work?
# %% job
import asyncio
import os
import sys
import time
from multiprocessing import Process
from threading import Thread


def job(steps=6_000_000):
    while steps:
        steps -= 1


# %% ways
def asyncio_tasks():
    async def task():
        for _ in range(10):
            job(600_000)
            await asyncio.sleep(0)  # (1)!

    async def both():
        await asyncio.gather(task(), task())

    asyncio.run(both())


def threads(kind=Thread):
    workers = [kind(target=job) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def processes():
    threads(kind=Process)


# %% measure
def count_cores(way):
    start, before = time.perf_counter(), sum(os.times()[:4])
    way()
    used = sum(os.times()[:4]) - before  # (1)!
    return used / (time.perf_counter() - start)


cores = {}
if __name__ == "__main__":
    for way in 9 * (asyncio_tasks, threads, processes):
        cores.setdefault(way.__name__, []).append(count_cores(way))
    for name, found in cores.items():
        print(f"{name:13} {max(found):.2f} cores")
    locked = getattr(sys, "_is_gil_enabled", lambda: True)()
    assert max(cores["asyncio_tasks"]) < 1.15
    assert max(cores["processes"]) > 1.15
    assert (max(cores["threads"]) < 1.15) == locked
