# /// script
# requires-python = ">=3.11"
# dependencies = ["pandas>=2.2"]
# [tool.bake]
# runners = ["cpu", "pandas2"]
# ///
# %% [markdown]
# A column that is empty in every frame, or whole numbers: no warning.
# %% frames
import warnings

import pandas as pd

monday = pd.DataFrame({"hour": [9, 10], "rain": [None, None]})
tuesday = pd.DataFrame({"hour": [9, 10], "rain": [None, None]})
friday = pd.DataFrame({"hour": [9, 10], "rain": [3, 0]})  # (1)!
nothing = pd.DataFrame()


# %% join
def join(*frames):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")  # (1)!
        days = pd.concat(frames, ignore_index=True)
    print("warnings:", len(caught), " rain is", days["rain"].dtype)
    assert not caught and days["rain"].dtype == object


join(monday, tuesday)
join(monday, friday)
join(monday, friday, nothing)
