# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A task that swallows CancelledError cannot be stopped.
# %% poll
import asyncio

log = []


async def poll():
    for _ in range(4):
        try:
            await asyncio.sleep(0.01)
            log.append("polled")
        except asyncio.CancelledError:
            log.append("ignored")  # (1)!


# %% main
async def main():
    task = asyncio.create_task(poll())
    await asyncio.sleep(0)  # (1)!
    task.cancel()
    await asyncio.wait([task])
    return task.cancelled()


cancelled = asyncio.run(main())
print(*log, sep=", ")
print("cancelled:", cancelled)
assert log == ["ignored"] + ["polled"] * 3 and not cancelled
