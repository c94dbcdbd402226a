# /// script
# requires-python = ">=3.11"
# dependencies = ["dask[distributed]>=2026.8", "matplotlib>=3.11"]
# ///
# %% [markdown]
# Say what depends on what; the scheduler decides who does it when.
# %% graph
import os
import time
from tempfile import TemporaryDirectory

import dask
from dask import delayed
from dask.distributed import Client


def square(number):
    began = time.monotonic()
    time.sleep(0.3)
    return number**2, [(os.getpid(), "square", began, time.monotonic())]


def add(parts):
    began = time.monotonic()
    time.sleep(0.1)
    log = [line for _, lines in parts for line in lines]
    log.append((os.getpid(), "add", began, time.monotonic()))
    return sum(value for value, _ in parts), log


squares = [delayed(square)(number) for number in range(5)]  # (1)!
graph = delayed(add)(squares)  # (2)!

# %% compute
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
        Client(**LOCAL),  # (1)!
    ):
        answer, log = graph.compute()  # (2)!
    pids = sorted({pid for pid, *_ in log})
    print("tasks:", len(log))
    print("answer:", answer)
    print("worker processes:", len(pids))
    assert answer == 30 and len(pids) == 2

# %% draw
if __name__ == "__main__":
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(5, 1.9), layout="constrained")
    zero = min(began for _, _, began, _ in log)
    for pid, name, began, ended in log:
        row = f"worker {pids.index(pid)}"
        axes.barh(row, ended - began, 0.3, began - zero, ec="black",
                  color="C0" if name == "square" else "C1")  # fmt: skip
        axes.annotate(name, (began - zero, row), (2, 12),
                      textcoords="offset points")  # fmt: skip
    axes.set(xlabel="s", ylim=(-0.4, 1.6))
    axes.spines[["top", "right"]].set_visible(False)
    plt.show()
