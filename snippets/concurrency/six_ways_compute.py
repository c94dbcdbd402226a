# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "nogil", "py314"]
# publish = ["seconds", "ratio"]
# compare = "shape"
# timeout = 600
# alone = true
# ///
# %% [markdown]
# Two workers compute instead of sleeping: the six ways again.
# %% work
import asyncio
import multiprocessing
import sys
import time
from concurrent import futures
from threading import Thread


def work(steps=20_000_000):
    while steps:
        steps -= 1


# %% ways
def sequential():
    work()
    work()


def threading(kind=Thread):
    workers = [kind(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def processes():
    threading(kind=multiprocessing.Process)


def pool(kind):
    with kind(max_workers=2) as workers:
        for future in [workers.submit(work) for _ in range(2)]:
            future.result()


async def work_async():
    work()  # (1)!


async def both():
    await asyncio.gather(work_async(), work_async())


# %% measure
WAYS = {
    "sequential": sequential,
    "asyncio": lambda: asyncio.run(both()),
    "threading": threading,
    "thread_pool": lambda: pool(futures.ThreadPoolExecutor),
    "multiprocessing": processes,
    "process_pool": lambda: pool(futures.ProcessPoolExecutor),
}
if sys.version_info >= (3, 14):
    kind = futures.InterpreterPoolExecutor  # (1)!
    WAYS["interpreters"] = lambda: pool(kind)
seconds = {name: [] for name in WAYS}


if __name__ == "__main__":
    for name, way in list(WAYS.items()) * 15:  # (2)!
        start = time.perf_counter()
        way()
        seconds[name].append(time.perf_counter() - start)
    total = {name: sum(took) for name, took in seconds.items()}
    ratio = {name: total[name] / total["sequential"] for name in WAYS}
    faster = [name for name in WAYS if ratio[name] < 0.8]
    print("clearly faster:", *faster)
    locked = getattr(sys, "_is_gil_enabled", lambda: True)()
    threads = {"threading", "thread_pool"}
    assert set(faster) == set(WAYS) - {"sequential", "asyncio"} - (
        threads if locked else set()
    )
