# /// script
# requires-python = ">=3.6"
# dependencies = []
# [tool.bake]
# runners = ["py310", "py36"]
# ///
# %% [markdown]
# Decorated generator and async def are of two kinds.
# %% kinds
import asyncio
import sys
import warnings

warnings.simplefilter("ignore", DeprecationWarning)  # (1)!


@asyncio.coroutine
def decorated():
    yield from asyncio.sleep(0)


async def native():
    await asyncio.sleep(0)


print("Python {}.{}".format(*sys.version_info))
for function in (decorated, native):
    made = function()
    print(function.__name__, "makes a", type(made).__name__)
    made.close()

sys.stdout.flush()
decorated()  # (2)!
native()  # (3)!
