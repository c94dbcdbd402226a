# /// script
# requires-python = ">=3.11"
# dependencies = ["pandas>=2.2"]
# [tool.bake]
# runners = ["cpu", "pandas2"]
# ///
# %% [markdown]
# Where no schema is known: drop an empty column only where another
# frame has values for it.
# %% concat
import warnings

import pandas as pd


def concat(frames):
    empty = [set(f.columns[f.isna().all()]) for f in frames]  # (1)!
    filled = {c for f, e in zip(frames, empty) for c in f if c not in e}
    ready = [f.drop(columns=e & filled) for f, e in zip(frames, empty)]
    order = dict.fromkeys(c for f in frames for c in f)  # (2)!
    return pd.concat(ready, ignore_index=True)[list(order)]


# %% try
dates = pd.to_datetime(["2026-11-02", "2026-11-03"])
monday = pd.DataFrame({"wind": [None], "at": [None], "rain": [None]})
tuesday = pd.DataFrame({"wind": [1.5, 2.5], "at": dates, "rain": None})
with warnings.catch_warnings():
    warnings.simplefilter("error")  # (1)!
    days = concat([monday, tuesday, tuesday.head(0)])
print("columns:", *days)
print("kinds:", *(dtype.kind for dtype in days.dtypes))  # (2)!
assert list(days) == ["wind", "at", "rain"] and len(days) == 3
assert [dtype.kind for dtype in days.dtypes] == ["f", "M", "O"]
