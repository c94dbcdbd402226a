# /// script
# requires-python = ">=3.11"
# dependencies = ["pandas>=3.0"]
# [tool.bake]
# raises = "AttributeError"
# ///
# %% [markdown]
# Since 3.0 an empty column passes its dtype on; here it is object.
# %% frames
import pandas as pd

dates = pd.to_datetime(["2026-11-02", "2026-11-03"])
known = pd.DataFrame({"rain": dates})
unknown = pd.DataFrame({"rain": [None, None]})

# %% concat
days = pd.concat([unknown, known], ignore_index=True)
print(days["rain"].dtype)
print(days["rain"].dt.day.tolist())  # (1)!
