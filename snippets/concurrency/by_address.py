# /// script
# requires-python = ">=3.11"
# dependencies = ["dask[distributed]>=2026.8"]
# ///
# %% [markdown]
# The same work, on a cluster of our own and on one that has an address.
# %% work
import os
import time

import dask
from dask.distributed import Client


def square(number):
    time.sleep(0.2)
    return os.getpid(), number**2


def run(client):  # (1)!
    client.wait_for_workers(2, timeout=30)
    futures = client.map(square, range(4))
    pairs = client.gather(futures)
    pids = {pid for pid, _ in pairs}
    print("sum", sum(value for _, value in pairs), end=", ")
    print(len(pids), "worker processes")
    assert len(pids) == 2 and os.getpid() not in pids


# %% local
from tempfile import TemporaryDirectory

LOCAL = {
    "n_workers": 2,
    "threads_per_worker": 1,
    "dashboard_address": "127.0.0.1:0",
    "silence_logs": "CRITICAL",
}

if __name__ == "__main__":
    with (
        TemporaryDirectory() as folder,
        dask.config.set(temporary_directory=folder),
        Client(**LOCAL) as client,
    ):
        run(client)

# %% address
import subprocess
import sys
from contextlib import chdir, contextmanager

SCHEDULER = "-m dask scheduler --host 127.0.0.1 --port 0"
WORKERS = "-m dask worker --nworkers 2 --nthreads 1"


@contextmanager
def running(line):
    words = [sys.executable, *line.split(), "--no-dashboard"]
    words += ["--scheduler-file", "where.json"]  # (1)!
    quiet = subprocess.DEVNULL
    here = os.environ | {"DASK_TEMPORARY_DIRECTORY": "."}
    process = subprocess.Popen(words, stderr=quiet, env=here)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    with (
        TemporaryDirectory() as folder,
        chdir(folder),
        running(SCHEDULER),
        running(WORKERS),
        Client(scheduler_file="where.json") as client,  # (2)!
    ):
        run(client)
