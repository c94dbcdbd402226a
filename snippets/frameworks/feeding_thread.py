# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# publish = ["seconds"]
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


def measure(load):
    loading = min(train(map(load, range(20)), 0) for _ in range(3))
    step = 0.6 * loading / 20
    for _ in range(3):
        yield "sequence", train(map(load, range(20)), step)
        yield "thread", train(ahead(map(load, range(20))), step)


seconds = {}
for load in (parse, unzip, wait):
    for way, took in measure(load):
        seconds.setdefault(f"{load.__name__}_{way}", []).append(took)
usual = sys.getswitchinterval()
sys.setswitchinterval(usual / 50)  # (2)!
seconds["parse_switching"] = [took for _, took in measure(parse)][1::2]
sys.setswitchinterval(usual)

best = {name: min(times) for name, times in seconds.items()}
ratios = {
    load: best[f"{load}_thread"] / best[f"{load}_sequence"]
    for load in ("parse", "unzip", "wait")
}
less = ratios["parse"] > 1.1 * ratios["wait"]
print("parsing gains less than waiting:", less)
assert less and ratios["wait"] < 0.75 and ratios["unzip"] < 0.9
