# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The file is closed before the generator reads it.
# %% read
from io import StringIO


def read_numbers(text):
    with StringIO(text) as file:  # (1)!
        return (int(s) for s in file)  # (2)!


# %% use
try:
    print("total:", sum(read_numbers("1\n2\n3")))
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
