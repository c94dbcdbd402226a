# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A queue with a limit makes the fast producer wait; nothing is lost.
# %% wait
import asyncio

VALUES, FAST, SLOW = 60, 0.001, 0.01


async def produce(room, waiting):
    for number in range(VALUES):
        await asyncio.sleep(FAST)
        await room.put(number)  # (1)!
        waiting.append(room.qsize())
    await room.put(None)  # (2)!


async def run(maxsize):
    room, waiting, taken = asyncio.Queue(maxsize), [], []
    producer = asyncio.create_task(produce(room, waiting))
    while (number := await room.get()) is not None:
        taken.append(number)
        await asyncio.sleep(SLOW)
    await producer
    return max(waiting), taken


most, taken = asyncio.run(run(maxsize=4))
print("most that waited:", most)
print("all were taken:", taken == list(range(VALUES)))
assert most == 4 and taken == list(range(VALUES))
