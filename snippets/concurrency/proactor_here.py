# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Which event loops does asyncio have on this system?
# %% loops
import asyncio
import sys

print("platform:", sys.platform)
for name in ("SelectorEventLoop", "ProactorEventLoop"):
    print(f"{name}: {hasattr(asyncio, name)}")

# %% default
with asyncio.Runner() as runner:  # (1)!
    loop = runner.get_loop()
    family = [kind.__name__ for kind in type(loop).__mro__]
    print("default loop comes from:", family[1])
expected = "Proactor" if sys.platform == "win32" else "Selector"
assert expected in family[1]
