# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# async with waits on the way in and out, async for at each value.
# %% protocols
import asyncio
from contextlib import asynccontextmanager

log = []


@asynccontextmanager
async def connect(name):
    await asyncio.sleep(0.01)  # (1)!
    log.append(f"{name} open")
    try:
        yield name
    finally:
        await asyncio.sleep(0.01)
        log.append(f"{name} closed")


async def receive(name):
    for number in (1, 2):
        await asyncio.sleep(0.01)
        yield f"{name} {number}"


# %% use
async def client(name):
    async with connect(name) as connection:
        async for message in receive(connection):  # (1)!
            log.append(message)


async def main():
    await asyncio.gather(client("A"), client("B"))


asyncio.run(main())
for pair in zip(log[::2], log[1::2], strict=True):
    print(*pair, sep=", ")  # (2)!
assert log[0::2] == ["A open", "A 1", "A 2", "A closed"]
