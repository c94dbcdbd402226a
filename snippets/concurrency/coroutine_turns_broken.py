# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `time.sleep` in a coroutine stops the whole event loop.
# %% turns
import asyncio
import time

turns = []


async def work(name):
    for _ in range(5):
        turns.append(name)
        time.sleep(0.01)  # (1)!


async def main():
    async with asyncio.TaskGroup() as group:
        for name in "AB":
            group.create_task(work(name))


asyncio.run(main())
print("".join(turns))
assert turns == list("AAAAABBBBB")
