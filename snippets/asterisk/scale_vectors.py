# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `*` repeats a list of vectors; scaling one takes a comprehension.
# %% repeat
vectors = [[1, 2, 3]]
print(vectors * 3)

# %% scale
for factor, vector in enumerate(vectors * 3, start=1):
    print(factor, [factor * x for x in vector])  # (1)!

# %% confuse
vector = vectors[0]
print(vector * 2)
print([2 * x for x in vector])
assert vector * 2 != [2 * x for x in vector]
