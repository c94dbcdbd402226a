# /// script
# requires-python = ">=3.11"
# dependencies = ["dask[distributed]>=2026.8"]
# [tool.bake]
# publish = ["seconds"]
# alone = true
# ///
# %% [markdown]
# A task for every hundred numbers: faster than doing it here.
# %% work
import time
from tempfile import TemporaryDirectory

import dask
from dask.distributed import Client

LOCAL = {
    "n_workers": 2,
    "threads_per_worker": 1,
    "dashboard_address": "127.0.0.1:0",
    "silence_logs": "CRITICAL",
}


def look_up(numbers):
    found = 0
    for number in numbers:
        time.sleep(0.0005)
        found += number % 7 == 0
    return found


# %% cut
SIZE = 100
NUMBERS = range(600)
PIECES = [NUMBERS[i : i + SIZE] for i in NUMBERS[::SIZE]]

# %% measure
seconds = {}


def measure(name, way):
    start = time.perf_counter()
    assert sum(way(look_up, PIECES)) == 86  # (1)!
    took = time.perf_counter() - start
    seconds.setdefault(f"{name}_{SIZE}", []).append(took)


# %% run
if __name__ == "__main__":
    print("tasks:", len(PIECES))
    with (
        TemporaryDirectory() as folder,
        dask.config.set(temporary_directory=folder),
        Client(**LOCAL) as client,
        client.get_executor(pure=False) as pool,  # (1)!
    ):
        for _ in range(3):
            measure("here", map)
            measure("cluster", pool.map)
    here, cluster = map(min, seconds.values())
    faster = cluster < here
    print("two workers are faster:", faster)
    assert faster
