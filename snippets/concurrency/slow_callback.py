# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# alone = true
# ///
# %% [markdown]
# In debug mode the loop reports whoever held it too long.
# %% slow
import asyncio
import logging
import re

logging.basicConfig(level=logging.WARNING)  # (1)!


def compute(steps):
    while steps:
        steps -= 1


async def quick():
    compute(1_000)


async def slow():
    compute(6_000_000)


# %% main
async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 0.05  # (1)!
    async with asyncio.TaskGroup() as group:
        group.create_task(quick(), name="quick one")
        group.create_task(slow(), name="slow one")


# %% run
reported = []


def keep(record):
    reported.append(record.getMessage())
    return True


logging.getLogger("asyncio").addFilter(keep)
asyncio.run(main(), debug=True)  # (1)!
names = re.findall(r"name='([^']*)'", "".join(reported))
print("reported:", *names)
assert names == ["slow one"]
