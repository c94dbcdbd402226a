# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A starred name takes however many there are.
# %% read
lines = ["ada 9", "alan 8 10"]
for line in lines:
    name, *scores = line.split()
    print(name, scores)

# %% none
name, *scores = "grace".split()
print(name, scores)
assert (name, scores) == ("grace", [])
