# /// script
# requires-python = ">=3.11"
# dependencies = ["dask[distributed]>=2026.8"]
# [tool.bake]
# publish = ["seconds"]
# timeout = 300
# alone = true
# ///
# %% [markdown]
# Two workers reached by address, each with a core of its own.
# %% work
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from tempfile import TemporaryDirectory

import dask
from dask.distributed import Client, LocalCluster

PARTS = [12_000_000] * 4


def count_down(steps):
    while steps:
        steps -= 1
    return steps


def pin(core):  # (1)!
    for task in os.listdir("/proc/self/task"):
        os.sched_setaffinity(int(task), {core})


# %% measure
seconds = {}


def measure(pools):
    for name, pool in list(pools.items()) * 10:
        start = time.perf_counter()
        assert list(pool.map(count_down, PARTS)) == [0] * 4  # (1)!
        took = time.perf_counter() - start
        seconds.setdefault(name, []).append(took)


# %% machines
LOCAL = {"n_workers": 2, "threads_per_worker": 1}
LOCAL["dashboard_address"] = "127.0.0.1:0"
LOCAL["silence_logs"] = "CRITICAL"

if __name__ == "__main__":
    if len(os.sched_getaffinity(0)) < 2:
        sys.exit("one core here: it cannot stand for two machines")
    here, there = sorted(os.sched_getaffinity(0))[:2]
    pin(here)
    with (
        ThreadPoolExecutor(2) as threads,
        ProcessPoolExecutor(2) as processes,
    ):
        processes.submit(count_down, 1).result()  # (1)!
        with (
            TemporaryDirectory() as folder,
            dask.config.set(temporary_directory=folder),
            LocalCluster(**LOCAL) as cluster,
            Client(cluster.scheduler_address) as client,
        ):
            first, second = client.scheduler_info()["workers"]
            client.run(pin, here, workers=[first])  # (2)!
            client.run(pin, there, workers=[second])
            one = client.get_executor(workers=[first], pure=False)
            both = client.get_executor(pure=False)
            ways = {"threads_here": threads}
            ways["processes_here"] = processes
            measure(ways | {"dask_here": one, "dask_both": both})
    total = {name: sum(took) for name, took in seconds.items()}
    print("ahead:", min(total, key=total.get))
    *others, chosen = total.values()
    assert chosen < 0.9 * min(others)
    assert chosen < 0.8 * total["dask_here"]
