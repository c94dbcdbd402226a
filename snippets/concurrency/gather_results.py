# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# gather gives the results in the order of its arguments.
# %% gather
import asyncio

ended = []


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    ended.append(name)
    return name.lower()


async def main():
    return await asyncio.gather(
        fetch("A", 0.3), fetch("B", 0.1), fetch("C", 0.2)
    )


results = asyncio.run(main())
print("ended:  ", *ended)
print("results:", *results)  # (1)!
assert ended == list("BCA") and results == list("abc")
