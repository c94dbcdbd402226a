# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A coroutine waits; asyncio.run starts it and gives its result.
# %% smallest
import asyncio


async def double(number):  # (1)!
    await asyncio.sleep(0.01)  # (2)!
    return 2 * number


async def main():
    answer = await double(21)  # (3)!
    print("answer:", answer)
    return answer


result = asyncio.run(main())  # (4)!
assert result == 42
