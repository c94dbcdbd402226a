# /// script
# requires-python = ">=3.8"
# dependencies = []
# [tool.bake]
# runners = ["py310", "py39", "py38"]
# ///
# %% [markdown]
# Python 3.8 to 3.10: the same file warns.
# %% work
import asyncio


@asyncio.coroutine
def work(name):
    for step in (1, 2):
        print(name, step)
        yield from asyncio.sleep(0.05)  # (1)!


@asyncio.coroutine
def main():
    tasks = [asyncio.ensure_future(work(name)) for name in "AB"]
    for task in tasks:
        yield from task


# %% run
loop = asyncio.new_event_loop()  # (1)!
loop.run_until_complete(main())
loop.close()
