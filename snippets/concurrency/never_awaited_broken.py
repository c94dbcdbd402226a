# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A coroutine that nobody awaits never runs.
# %% save
import asyncio

done = []


async def save():
    done.append("saved")


async def main():
    save()


asyncio.run(main())
print("done:", done)
assert done == []
