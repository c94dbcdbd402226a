# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Two awaits in a row: the second waits for the first to end.
# %% fetch
import asyncio

log = []


async def fetch(name):
    log.append(f"{name} starts")
    await asyncio.sleep(0.01)
    log.append(f"{name} ends")


# %% main
async def main():
    await fetch("A")  # (1)!
    await fetch("B")


asyncio.run(main())
print(*log, sep=", ")
assert log == ["A starts", "A ends", "B starts", "B ends"]
