# /// script
# requires-python = ">=3.14"
# dependencies = []
# [tool.bake]
# runners = ["py314", "py315"]
# raises = "RuntimeError"
# ///
# %% [markdown]
# From Python 3.14 on the 2017 way is refused.
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
