# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# [tool.bake]
# runners = ["cpu"]
# publish = ["seconds", "seconds_of_tenths"]
# timeout = 60
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# Without patching: sleep gevent's way, or lend gevent real threads.
# %% gevent_sleep
import time

import gevent
from gevent.threadpool import ThreadPool


def work_gently(nap):
    for _ in range(5):
        gevent.sleep(nap)  # (1)!


def gevent_sleep(nap):
    greenlets = [gevent.spawn(work_gently, nap) for _ in range(2)]
    gevent.joinall(greenlets, raise_error=True)


# %% gevent_threads
def work(nap):
    for _ in range(5):
        time.sleep(nap)


def gevent_threads(nap):
    pool = ThreadPool(2)
    results = [pool.spawn(work, nap) for _ in range(2)]  # (1)!
    for result in results:
        result.get()
    pool.kill()


# %% measure
WAYS = {"gevent_sleep": gevent_sleep, "gevent_threads": gevent_threads}
seconds, seconds_of_tenths = {}, {}


def measure(way, nap):
    start = time.perf_counter()
    way(nap)
    return time.perf_counter() - start


if __name__ == "__main__":
    asked = 2 * 5 * 1  # s of sleep in all
    for name, way in WAYS.items():
        seconds[name] = measure(way, 1)
        tenths = [measure(way, 0.1) for _ in range(5)]
        seconds_of_tenths[name] = tenths
        print(f"{name:16} {seconds[name]:6.2f} s {min(tenths):8.3f} s")
        assert seconds[name] < 0.7 * asked, name
