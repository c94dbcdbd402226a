# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# next() runs the coroutine to its first yield.
# %% collect
def collect(box):
    while True:
        box.append((yield))


# %% send
box = []
collector = collect(box)
next(collector)  # (1)!
try:
    collector.send(1)
    collector.send(2)
except TypeError as error:
    print("TypeError:", error)
print("collected:", box)
assert box == [1, 2]
