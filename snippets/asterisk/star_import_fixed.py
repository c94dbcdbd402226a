# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Ask for the names you need, or keep the module's name.
# %% import
import os
from os import devnull

# %% use
with open(devnull, "w") as file:
    print(file.write("ok"))

# %% why
import builtins

print(open is builtins.open, open is os.open)
print("open" in os.__all__)  # (1)!

# %% place
try:
    compile("def f(): from os import *", "example", "exec")
except SyntaxError as error:
    print(type(error).__name__)
assert open is builtins.open
