# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "py314", "py315"]
# ///
# %% [markdown]
# An event loop of twenty lines, on a clock that jumps.
# %% loop
import types
from heapq import heappop, heappush

now = 0


@types.coroutine
def sleep(ticks):
    yield now + ticks  # (1)!


def run(*tasks):
    global now
    waiting = [(0, n, task) for n, task in enumerate(tasks)]
    while waiting:
        now, n, task = heappop(waiting)  # (2)!
        try:
            when = task.send(None)  # (3)!
        except StopIteration:
            continue
        heappush(waiting, (when, n, task))


# %% tasks
done = []


async def cook(dish, *naps):
    for nap in naps:
        await sleep(nap)  # (1)!
        done.append(f"{now} {dish}")
        print(f"tick {now}: {dish}")


run(cook("rice", 5), cook("soup", 2, 4), cook("egg", 3))
assert done == ["2 soup", "3 egg", "5 rice", "6 soup"]
