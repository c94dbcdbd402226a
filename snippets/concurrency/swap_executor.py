# /// script
# requires-python = ">=3.11"
# dependencies = ["dask[distributed]>=2026.8"]
# ///
# %% [markdown]
# Dask's executor is an Executor: code for a pool runs on a cluster.
# %% work
from concurrent.futures import (
    Executor,
    ProcessPoolExecutor,
    as_completed,
)
from tempfile import TemporaryDirectory

import dask
from dask.distributed import Client


def square(number):
    return number**2


def work(pool):  # (1)!
    futures = [pool.submit(square, number) for number in range(5)]
    ready = sorted(future.result() for future in as_completed(futures))
    print(type(pool).__name__, isinstance(pool, Executor), ready)
    return ready


# %% pools
LOCAL = {
    "n_workers": 2,
    "threads_per_worker": 1,
    "dashboard_address": "127.0.0.1:0",
    "silence_logs": "CRITICAL",
}

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        ours = work(pool)
    with (
        TemporaryDirectory() as folder,
        dask.config.set(temporary_directory=folder),
        Client(**LOCAL) as client,
        client.get_executor() as pool,  # (1)!
    ):
        theirs = work(pool)
    assert ours == theirs == [0, 1, 4, 9, 16]
