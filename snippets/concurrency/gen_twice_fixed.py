# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# An object whose __iter__ is a generator is read many times.
# %% scores
class Scores:
    def __iter__(self):  # (1)!
        for word in "70 90 80".split():
            yield int(word)


# %% twice
scores = Scores()
count = sum(1 for _ in scores)
best = max(scores, default="none")  # (1)!
print("count:", count)
print("best:", best)
assert best == 90
