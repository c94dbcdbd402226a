# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Awaited, it runs.
# %% save
import asyncio

done = []


async def save():
    done.append("saved")


async def main():
    await save()


asyncio.run(main())
print("done:", done)
assert done == ["saved"]
