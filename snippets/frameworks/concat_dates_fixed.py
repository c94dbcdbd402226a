# /// script
# requires-python = ">=3.11"
# dependencies = ["pandas>=2.2"]
# [tool.bake]
# runners = ["cpu", "pandas2"]
# ///
# %% [markdown]
# State the dtype before concat, and no version decides otherwise.
# %% frames
import pandas as pd

dates = pd.to_datetime(["2026-11-02", "2026-11-03"])
known = pd.DataFrame({"rain": dates})
unknown = pd.DataFrame({"rain": [None, None]})
unknown = unknown.astype({"rain": dates.dtype})  # (1)!

# %% concat
days = pd.concat([unknown, known], ignore_index=True)
print(days["rain"].dtype)
print(days["rain"].dt.day.tolist())
assert days["rain"].dtype == dates.dtype
