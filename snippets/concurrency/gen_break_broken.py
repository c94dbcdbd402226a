# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# After `break` the generator is still paused in its try.
# %% read
open_now = []


def read_lines(name):
    open_now.append(name)
    try:
        yield from ("one", "two", "three")
    finally:
        open_now.remove(name)  # (1)!


# %% use
lines = read_lines("log")
for line in lines:
    print("read", line)
    break  # (1)!
print("open now:", open_now)
lines.close()  # (2)!
print("after close:", open_now)
