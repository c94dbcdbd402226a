# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# asyncio.timeout limits whatever its block awaits.
# %% limit
import asyncio


async def slow():
    try:
        await asyncio.sleep(60)
    finally:
        print("slow: cleaned up")  # (1)!


async def main():
    try:
        async with asyncio.timeout(0.05):  # (2)!
            await slow()
    except TimeoutError:  # (3)!
        print("main: gave up")
        return "gave up"


assert asyncio.run(main()) == "gave up"
