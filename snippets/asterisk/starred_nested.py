# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The left side may have the shape of the right side.
# %% nested
record = ("ada", (1815, 12, 10), "math", "poetry")
name, (year, *_), *subjects = record  # (1)!
print(name, year, subjects)

# %% loop
scores = [("ada", 9, 10), ("alan", 8), ("grace", 7, 9, 10)]
for name, *points in scores:  # (1)!
    print(f"{name:6} {points} {sum(points)}")

# %% items
ranges = {"low": [1, 2, 3, 4], "high": [7, 8, 9]}
for label, (start, *_, stop) in ranges.items():
    print(f"{label:5} {start} to {stop}")

# %% targets
box = {}
head, *box["tail"] = "abc"  # (1)!
print(head, box)
assert subjects == ["math", "poetry"] and box["tail"] == ["b", "c"]
