# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Hold the task until it ends.
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
held = set()


async def main():
    task = asyncio.create_task(watch())
    held.add(task)  # (1)!
    task.add_done_callback(held.discard)
    await asyncio.sleep(0)
    gc.collect()
    for signal in list(signals):
        signal.set()
    await asyncio.sleep(0)


asyncio.run(main())
print("log:", log)
assert log == ["saw the signal"] and not held
