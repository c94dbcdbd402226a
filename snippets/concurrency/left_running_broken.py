# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# After an error gather leaves the other tasks running.
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
        await asyncio.gather(fail(), copy())
    except ValueError as error:
        log.append(f"caught: {error}")  # (1)!
    await asyncio.sleep(0.2)  # (2)!


asyncio.run(main())
print(*log, sep="\n")
assert log == ["caught: disk full", "copied", "copy leaves"]
