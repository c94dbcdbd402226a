# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A producer, two consumers, a bounded queue that ends.
# %% produce
import asyncio

done = {"A": [], "B": []}


async def produce(queue):
    for number in range(6):
        await queue.put(number)  # (1)!
    for _ in done:
        await queue.put(None)  # (2)!


# %% consume
async def consume(name, queue):
    while (number := await queue.get()) is not None:
        await asyncio.sleep(0.01)
        done[name].append(number)


# %% main
async def main():
    queue = asyncio.Queue(maxsize=2)
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(queue))
        for name in done:
            group.create_task(consume(name, queue))


asyncio.run(main())
for name, numbers in done.items():
    print(name, *numbers)
assert sorted(done["A"] + done["B"]) == list(range(6))
