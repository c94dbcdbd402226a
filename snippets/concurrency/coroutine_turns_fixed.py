# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `await asyncio.sleep` gives the other coroutine a turn.
# %% turns
import asyncio

turns = []


async def work(name):
    for _ in range(5):
        turns.append(name)
        await asyncio.sleep(0.01)  # (1)!


async def main():
    async with asyncio.TaskGroup() as group:
        for name in "AB":
            group.create_task(work(name))


asyncio.run(main())
print("".join(turns))
assert turns == list("AB" * 5)
