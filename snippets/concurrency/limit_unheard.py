# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A computation that never awaits does not hear its time limit.
# %% limit
import asyncio
import time

log = []


def compute(seconds):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


async def main():
    try:
        async with asyncio.timeout(0.05):
            compute(0.2)  # (1)!
            log.append("computed")
    except TimeoutError:
        log.append("gave up")


asyncio.run(main())
print(*log)
assert log == ["computed"]
