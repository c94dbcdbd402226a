# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# In asyncio a switch can happen only where `await` is written.
# %% deposit
import asyncio

balance, lines = 0, []


def log_to_memory(line):
    lines.append(line)


async def log_to_network(line):
    lines.append(line)
    await asyncio.sleep(0.001)


async def deposit_plainly():
    global balance
    before = balance
    log_to_memory(f"had {before}")  # (1)!
    balance = before + 1


async def deposit_around_await():
    global balance
    before = balance
    await log_to_network(f"had {before}")  # (2)!
    balance = before + 1


async def deposit_after_await():
    global balance
    await log_to_network("adding 1")
    balance = balance + 1  # (3)!


# %% run
async def run(deposit):
    global balance
    balance = 0
    await asyncio.gather(*(deposit() for _ in range(10)))
    return balance


ways = (deposit_plainly, deposit_around_await, deposit_after_await)
kept = {way.__name__: asyncio.run(run(way)) for way in ways}
for name, count in kept.items():
    print(f"{name:20} kept {count} of 10")
assert list(kept.values()) == [10, 1, 10]
