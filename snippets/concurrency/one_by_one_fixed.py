# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Tasks first, awaits later: the waits overlap.
# %% fetch
import asyncio

log = []


async def fetch(name):
    log.append(f"{name} starts")
    await asyncio.sleep(0.01)
    log.append(f"{name} ends")


# %% main
async def main():
    first = asyncio.create_task(fetch("A"))  # (1)!
    second = asyncio.create_task(fetch("B"))
    await first  # (2)!
    await second


asyncio.run(main())
print(*log, sep=", ")
assert log == ["A starts", "B starts", "A ends", "B ends"]
