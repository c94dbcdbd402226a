# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A coroutine is a function that can stop in the middle and go on.
# %% coroutine
import asyncio

order = []


async def task(name):
    for step in (1, 2, 3):
        order.append(f"{name}{step}")
        await asyncio.sleep(0)  # (1)!


async def main():
    await asyncio.gather(task("A"), task("B"))


asyncio.run(main())
print(*order)
assert order == "A1 B1 A2 B2 A3 B3".split()
