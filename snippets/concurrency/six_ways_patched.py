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
# The unpatched greenlets again, after two lines: patch first.
# %% patch
from gevent import monkey

monkey.patch_all()  # (1)!

# %% work
import time

import gevent


def work(nap):
    for _ in range(5):
        time.sleep(nap)


# %% gevent_patched
def gevent_patched(nap):
    greenlets = [gevent.spawn(work, nap) for _ in range(2)]
    gevent.joinall(greenlets, raise_error=True)


# %% measure
seconds, seconds_of_tenths = {}, {}


def measure(way, nap):
    start = time.perf_counter()
    way(nap)
    return time.perf_counter() - start


if __name__ == "__main__":
    print("time.sleep comes from", time.sleep.__module__)
    name, way = "gevent_patched", gevent_patched
    seconds[name] = measure(way, 1)
    tenths = [measure(way, 0.1) for _ in range(5)]
    seconds_of_tenths[name] = tenths
    print(f"{name:16} {seconds[name]:6.2f} s {min(tenths):8.3f} s")
    asked = 2 * 5 * 1  # s of sleep in all
    assert seconds[name] < 0.7 * asked
