# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The computation in a thread: the loop goes on.
# %% answer
import asyncio

answers = []


def compute(steps=10_000_000):
    while steps:
        steps -= 1


async def heavy():
    await asyncio.to_thread(compute)  # (1)!
    answers.append("heavy")


async def quick(name):
    await asyncio.sleep(0.001)
    answers.append(name)


# %% main
async def main():
    await asyncio.gather(heavy(), quick("A"), quick("B"))


asyncio.run(main())
print(*answers)
assert answers == ["A", "B", "heavy"]
