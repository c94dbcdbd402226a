# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# publish = ["ratio"]
# compare = "shape"
# timeout = 300
# alone = true
# ///
# %% [markdown]
# A thread that loads ahead: what it gains depends on the loading.
# %% loads
import sys
import time
import zlib
from queue import Queue
from threading import Thread

LINE = " ".join(str(i % 256) for i in range(64 * 64))
PACKED = zlib.compress(bytes(range(256)) * 60_000)


def parse(_):  # (1)!
    for _ in range(60):
        [int(word) for word in LINE.split()]


def unzip(_):
    zlib.decompress(PACKED)  # (2)!


def wait(_):
    time.sleep(0.016)  # (3)!


# %% ahead
def ahead(batches):
    queue = Queue(maxsize=2)  # (1)!

    def fill():
        for batch in batches:
            queue.put(batch)
        queue.put(StopIteration)

    Thread(target=fill).start()
    return iter(queue.get, StopIteration)


# %% measure
def train(batches, step):
    start = time.perf_counter()
    for _ in batches:
        for _ in range(10):  # (1)!
            time.sleep(step / 10)
    return time.perf_counter() - start


ratio = {}


def measure(name, load, turns):
    sequence = thread = 0
    for _ in range(turns):
        step = 0.6 * train(map(load, range(10)), 0) / 10
        sequence += train(map(load, range(10)), step)
        thread += train(ahead(map(load, range(10))), step)
    ratio[name] = thread / sequence


measure("parse", parse, 24)
measure("unzip", unzip, 6)
measure("wait", wait, 6)
usual = sys.getswitchinterval()
sys.setswitchinterval(usual / 50)  # (2)!
measure("parse_switching", parse, 12)
sys.setswitchinterval(usual)

less = ratio["parse"] > 1.1 * ratio["wait"]
print("parsing gains less than waiting:", less)
assert less and max(ratio.values()) < 1
assert ratio["wait"] < 0.75 and ratio["unzip"] < 0.9
