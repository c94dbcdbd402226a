# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `import *` brings names nobody asked for.
# %% import
from os import *

# %% use
try:
    open(devnull, "w")  # (1)!
except TypeError as error:
    print(type(error).__name__)

# %% why
import builtins

print(open is builtins.open)  # (1)!
assert open is not builtins.open
