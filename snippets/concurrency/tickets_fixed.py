# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The clerk calls and takes notices; a back room does the work.
# %% loop
import asyncio
import time

log = []


def pack(length):
    time.sleep(length)


async def customer(name, length):
    log.append(f"{name} called")
    await asyncio.to_thread(pack, length)  # (1)!
    log.append(f"{name} done")


async def desk():
    lengths = {"A": 0.1, "B": 0.5, "C": 0.9}
    await asyncio.gather(*(customer(*item) for item in lengths.items()))


asyncio.run(desk())
print(*log, sep=", ")
assert log[:3] == ["A called", "B called", "C called"]
