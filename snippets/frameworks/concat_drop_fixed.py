# /// script
# requires-python = ">=3.11"
# dependencies = ["pandas>=2.2"]
# [tool.bake]
# runners = ["cpu", "pandas2"]
# ///
# %% [markdown]
# Casting empty columns before concat loses nothing and stays silent.
# %% frames
import pandas as pd

monday = pd.DataFrame({"wind": [None, None], "rain": [None, None]})
tuesday = pd.DataFrame({"wind": [1.5, None], "rain": [None, None]})
frames = [monday, tuesday]

# %% concat
types = {"wind": "float64", "rain": "float64"}
ready = [f.astype(types) for f in frames]  # (1)!
days = pd.concat(ready, ignore_index=True)
print(days.dtypes.to_string())
assert days["rain"].dtype == days["wind"].dtype == "float64"
assert days["wind"].count() == 1 and len(days) == 4  # (2)!
