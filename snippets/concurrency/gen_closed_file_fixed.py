# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A generator function keeps the file open as it reads.
# %% read
from io import StringIO


def read_numbers(text):
    with StringIO(text) as file:  # (1)!
        for s in file:
            yield int(s)  # (2)!


# %% use
try:
    print("total:", sum(read_numbers("1\n2\n3")))
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
