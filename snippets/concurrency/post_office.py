# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.9"]
# [tool.bake]
# publish = ["seconds"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# A hundred customers, 20 ms of work each: four ways to serve them.
# %% work
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from selectors import EVENT_READ, DefaultSelector
from socket import socketpair

import matplotlib.pyplot as plt

CUSTOMERS = range(100)
served = []


def serve(_):
    start = time.perf_counter()
    time.sleep(0.02)
    served.append((start, time.perf_counter()))


# %% one_clerk
def one_clerk():
    list(map(serve, CUSTOMERS))


# %% hundred_clerks
def hundred_clerks():
    with ThreadPoolExecutor(len(CUSTOMERS)) as clerks:
        list(clerks.map(serve, CUSTOMERS))  # (1)!


# %% tickets
def tickets():
    door, lamp = socketpair()
    with door, lamp, DefaultSelector() as board:
        board.register(lamp, EVENT_READ)
        door.send(bytes(len(CUSTOMERS)))  # (1)!
        for _ in CUSTOMERS:
            board.select()  # (2)!
            serve(lamp.recv(1))  # (3)!


# %% drop_off
async def drop():
    start = time.perf_counter()
    await asyncio.sleep(0.02)  # (1)!
    served.append((start, time.perf_counter()))


async def drop_off():
    await asyncio.gather(*(drop() for _ in CUSTOMERS))


# %% measure
seconds = {}
figure, plots = plt.subplots(
    4, sharex=True, figsize=(4.5, 3.6), layout="constrained"
)
ways = (one_clerk, hundred_clerks, tickets, drop_off)
for way, plot in zip(ways, plots, strict=True):
    name, start = way.__name__, time.perf_counter()
    asyncio.run(way()) if way is drop_off else way()
    seconds[name] = time.perf_counter() - start
    print(f"{name:15} {seconds[name]:.2f} s")
    times = [(a - start, b - start) for a, b in sorted(served)[-100:]]
    plot.hlines(CUSTOMERS, *zip(*times, strict=True))  # (1)!
    plot.set(title=name, yticks=[])
plots[-1].set_xlabel("s")
plt.show()
quick = max(seconds["hundred_clerks"], seconds["drop_off"])
assert min(seconds["one_clerk"], seconds["tickets"]) > 5 * quick
