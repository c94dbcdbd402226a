# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The clerk who calls the tickets does the work too: all wait.
# %% loop
import asyncio
import time

log = []


def pack(length):
    time.sleep(length)


async def customer(name, length):
    log.append(f"{name} called")
    pack(length)  # (1)!
    log.append(f"{name} done")


async def desk():
    lengths = {"A": 0.1, "B": 0.5, "C": 0.9}
    await asyncio.gather(*(customer(*item) for item in lengths.items()))


asyncio.run(desk())
print(*log, sep=", ")
assert log[1] == "A done"
