# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "nogil"]
# publish = ["seconds"]
# timeout = 120
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# The same computation through threads and processes.
# %% work
import time
from concurrent import futures
from statistics import median

NUMBERS = [2_500_000] * 4


def count_odd_digits(number):
    odd = 0
    for n in range(number):
        odd += n % 10 & 1
    return odd


# %% pools
POOLS = {
    "threads": futures.ThreadPoolExecutor,
    "processes": futures.ProcessPoolExecutor,
}


def run_in(kind):
    with kind(max_workers=2) as pool:
        return list(pool.map(count_odd_digits, NUMBERS))


# %% measure
def measure(way):
    start = time.perf_counter()
    counts = way()
    assert counts == [number // 2 for number in NUMBERS]
    return time.perf_counter() - start


seconds = {}
if __name__ == "__main__":
    ways = {"serial": lambda: list(map(count_odd_digits, NUMBERS))}
    for name, kind in POOLS.items():
        ways[name] = lambda kind=kind: run_in(kind)
    for _ in range(5):
        for name, way in ways.items():
            seconds.setdefault(name, []).append(measure(way))
    for name, took in seconds.items():
        print(f"{name:12} {min(took):.2f} to {max(took):.2f} s")
    assert min(seconds["processes"]) < median(seconds["serial"])
