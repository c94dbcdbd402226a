# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# publish = ["seconds"]
# alone = true
# ///
# %% [markdown]
# Twenty answers to wait for, with a function that blocks.
# %% work
import asyncio
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

CALLS = 20


def ask(number):
    time.sleep(0.03)  # (1)!
    return number


# %% ways
def sequential():
    return [ask(number) for number in range(CALLS)]


def pool(kind):
    with kind(CALLS) as workers:
        return list(workers.map(ask, range(CALLS)))


async def ask_async(number):
    return ask(number)  # (1)!


async def coroutines():
    return await asyncio.gather(*map(ask_async, range(CALLS)))


WAYS = {
    "sequential": sequential,
    "coroutines": lambda: asyncio.run(coroutines()),
    "process_pool": lambda: pool(ProcessPoolExecutor),
    "thread_pool": lambda: pool(ThreadPoolExecutor),
}

# %% measure
seconds = {name: [] for name in WAYS}
if __name__ == "__main__":
    for name, way in list(WAYS.items()) * 5:
        start = time.perf_counter()
        answers = way()
        seconds[name].append(time.perf_counter() - start)
        assert answers == list(range(CALLS))
    best = {name: min(took) for name, took in seconds.items()}
    *others, chosen = best.values()
    print("ahead:", min(best, key=best.get))
    assert chosen < 0.9 * min(others)
