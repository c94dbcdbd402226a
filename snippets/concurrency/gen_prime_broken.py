# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A coroutine that has not started takes no value.
# %% collect
def collect(box):
    while True:
        box.append((yield))


# %% send
box = []
collector = collect(box)
try:
    collector.send(1)  # (1)!
    collector.send(2)
except TypeError as error:
    print("TypeError:", error)
print("collected:", box)
assert box == []
