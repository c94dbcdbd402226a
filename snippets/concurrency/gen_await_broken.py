# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "py314", "py315"]
# ///
# %% [markdown]
# A plain generator cannot be awaited.
# %% nap
def nap():
    yield "nap"


async def main():
    await nap()  # (1)!


# %% step
task = main()
try:
    print("gave:", task.send(None))
except TypeError as error:
    print(type(error).__name__)
