# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A generator is read once; the second time it is empty.
# %% scores
def read_scores():
    for word in "70 90 80".split():  # (1)!
        yield int(word)


# %% twice
scores = read_scores()
count = sum(1 for _ in scores)
best = max(scores, default="none")  # (1)!
print("count:", count)
print("best:", best)
assert best == "none"
