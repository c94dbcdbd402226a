# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "py314", "py315"]
# ///
# %% [markdown]
# `types.coroutine` lets `await` take a generator.
# %% nap
import types


@types.coroutine  # (1)!
def nap():
    yield "nap"


async def main():
    await nap()


# %% step
task = main()
try:
    print("gave:", task.send(None))
except TypeError as error:
    print(type(error).__name__)
