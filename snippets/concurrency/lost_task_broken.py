# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A task that nobody holds may vanish before it ends.
# %% watch
import asyncio
import gc
from weakref import WeakSet

log, signals = [], WeakSet()  # (1)!


async def watch():
    signal = asyncio.Event()
    signals.add(signal)
    await signal.wait()
    log.append("saw the signal")


# %% main
async def main():
    asyncio.create_task(watch())  # noqa: RUF006 # (1)!
    await asyncio.sleep(0)
    gc.collect()  # (2)!
    for signal in list(signals):
        signal.set()
    await asyncio.sleep(0)


asyncio.run(main())
print("log:", log)
assert log == []
