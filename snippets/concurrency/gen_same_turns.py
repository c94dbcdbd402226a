# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "py314", "py315"]
# ///
# %% [markdown]
# The same coroutines on our loop and on asyncio's.
# %% tasks
import asyncio
import types
from collections import deque


@types.coroutine
def turn():
    yield  # (1)!


async def work(name, steps, ran):
    for step in range(1, steps + 1):
        ran.append(f"{name}{step}")
        await turn()


def make_tasks(ran):
    steps = {"A": 3, "B": 1, "C": 2}
    return [work(name, steps[name], ran) for name in steps]


# %% scheduler
def run(tasks):
    ready = deque(tasks)
    while ready:
        task = ready.popleft()
        try:
            task.send(None)
        except StopIteration:
            continue
        ready.append(task)


# %% ours
ours = []
run(make_tasks(ours))  # (1)!
print("ours:   ", *ours)


# %% theirs
async def gather(tasks):
    await asyncio.gather(*tasks)


theirs = []
tasks = make_tasks(theirs)
asyncio.run(gather(tasks))  # (1)!
print("asyncio:", *theirs)
assert ours == theirs
