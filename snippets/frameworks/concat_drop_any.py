# /// script
# requires-python = ">=3.11"
# dependencies = ["pandas>=2.2"]
# [tool.bake]
# runners = ["cpu", "pandas2"]
# ///
# %% [markdown]
# how="any" drops a column for one hole, with all that it measured.
# %% drop
import pandas as pd

hours = [9, 10, 11, 12]
tuesday = pd.DataFrame({"hour": hours, "wind": [1.5, 2, None, 3]})
for how in "all", "any":
    left = tuesday.dropna(axis="columns", how=how)
    print(how, list(left), "values:", int(left.count().sum()))
assert list(left) == ["hour"]
