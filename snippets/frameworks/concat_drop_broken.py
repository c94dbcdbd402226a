# /// script
# requires-python = ">=3.11"
# dependencies = ["pandas>=2.2"]
# [tool.bake]
# runners = ["cpu", "pandas2"]
# ///
# %% [markdown]
# Dropping empty columns before concat silences pandas and loses some.
# %% frames
import pandas as pd

monday = pd.DataFrame({"wind": [None, None], "rain": [None, None]})
tuesday = pd.DataFrame({"wind": [1.5, None], "rain": [None, None]})
frames = [monday, tuesday]

# %% concat
ready = [f.dropna(axis="columns", how="all") for f in frames]  # (1)!
days = pd.concat(ready, ignore_index=True)
print(days.dtypes.to_string())
assert "rain" not in days  # (2)!
