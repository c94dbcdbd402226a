# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# In a TaskGroup an error cancels the siblings.
# %% tasks
import asyncio

log = []


async def fail():
    await asyncio.sleep(0)
    raise ValueError("disk full")


async def copy():
    try:
        await asyncio.sleep(0.1)
        log.append("copied")
    finally:
        log.append("copy leaves")


# %% main
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            group.create_task(copy())
    except* ValueError as errors:  # (1)!
        log.append(f"caught: {errors.exceptions[0]}")
    await asyncio.sleep(0.2)


asyncio.run(main())
print(*log, sep="\n")
assert log == ["copy leaves", "caught: disk full"]  # (2)!
