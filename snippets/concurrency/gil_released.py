# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "nogil"]
# publish = ["ratio"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# The same two threads at other work: who gives the GIL up?
# %% works
import hashlib
import random
import socket
import sys
import time
import zlib
from concurrent.futures import ThreadPoolExecutor

BIG = random.Random(0).randbytes(8_000_000)
SMALL = BIG[:100]


def sleep():
    time.sleep(0.01)


def socket_recv():
    here, there = socket.socketpair()
    with here, there:
        here.settimeout(0.01)
        try:
            here.recv(1)  # (1)!
        except TimeoutError:
            return


def sha256_big():
    for _ in range(2):
        hashlib.sha256(BIG)


def sha256_small():
    for _ in range(25_000):
        hashlib.sha256(SMALL)  # (2)!


def zlib_big():
    zlib.compress(BIG[:500_000])


def python_loop():
    for _ in range(600_000):
        pass


# %% measure
def measure(call, work):
    start = time.perf_counter()
    list(call(lambda _: work(), "AB"))
    return time.perf_counter() - start


releasing = (sleep, socket_recv, sha256_big, zlib_big)
works = (*releasing, sha256_small, python_loop)
took = {(work, n): [] for work in works for n in (1, 2)}
with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(2) as two:
    for _ in range(150):
        for work in works:
            took[work, 1].append(measure(one.map, work))
            took[work, 2].append(measure(two.map, work))
ratio = {}
for work in works:
    best = min(took[work, 2]) / min(took[work, 1])
    ratio[work.__name__] = best
    print(f"{work.__name__:13} {best:.2f}")
locked = getattr(sys, "_is_gil_enabled", lambda: True)()
assert all(ratio[work.__name__] < 0.9 for work in releasing)
assert (ratio["python_loop"] > 0.9) == locked
