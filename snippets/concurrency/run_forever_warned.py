# /// script
# requires-python = ">=3.7"
# dependencies = []
# [tool.bake]
# runners = ["py312", "py313", "cpu", "py310", "py37"]
# ///
# %% [markdown]
# The 2017 way, reconstructed: run_forever has no end of its own.
# %% work
import asyncio


async def work(name):
    for step in (1, 2):
        print(name, step)
        await asyncio.sleep(0.05)


# %% run
def stop():
    print("tasks left:", len(asyncio.all_tasks(loop)))
    print("loop still running:", loop.is_running())
    loop.stop()


loop = asyncio.get_event_loop()  # (1)!
tasks = [loop.create_task(work(name)) for name in "AB"]
loop.call_later(0.5, stop)  # (2)!
loop.run_forever()
loop.close()
