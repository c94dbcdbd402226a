# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `closing` closes the generator where the block ends.
# %% read
from contextlib import closing

open_now = []


def read_lines(name):
    open_now.append(name)
    try:
        yield from ("one", "two", "three")
    finally:
        open_now.remove(name)  # (1)!


# %% use
lines = read_lines("log")
with closing(lines):  # (1)!
    for line in lines:
        print("read", line)
        break
print("open now:", open_now)
assert open_now == []
