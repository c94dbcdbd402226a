# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A time limit ends the waiting, not the thread.
# %% outlive
import asyncio
from threading import Event

log = []
finish = Event()


def work():
    finish.wait(timeout=10)  # (1)!
    log.append("work ends")


async def main():
    try:
        async with asyncio.timeout(0.05):
            await asyncio.to_thread(work)
    except TimeoutError:
        log.append("gave up")
    log.append("main ends")
    finish.set()  # (2)!


asyncio.run(main())  # (3)!
print(*log, sep=", ")
assert log == ["gave up", "main ends", "work ends"]
