# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# raises = "ValueError"
# ///
# %% [markdown]
# A fixed number of names meets lines of other lengths.
# %% read
lines = ["ada 9", "alan 8 10"]
for line in lines:
    name, score = line.split()
    print(name, score)
