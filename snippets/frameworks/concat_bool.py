# /// script
# requires-python = ">=3.11"
# dependencies = ["pandas>=2.2"]
# [tool.bake]
# runners = ["cpu", "pandas2"]
# publish = ["true_values"]
# ///
# %% [markdown]
# The change without a warning: True and False become 1.0 and 0.0.
# %% concat
import warnings

import pandas as pd

warnings.simplefilter("error")  # (1)!
unknown = pd.DataFrame({"rain": [float("nan")]})
known = pd.DataFrame({"rain": [True, False]})
before = pd.concat([unknown, known])["rain"]
after = pd.concat([known, unknown])["rain"]  # (2)!
print("NaN first:", before.dtype, before.tolist())
print("NaN last: ", after.dtype, after.tolist())

# %% cast
stated = pd.concat(f.astype("boolean") for f in [unknown, known])
print("stated:   ", stated["rain"].dtype, stated["rain"].tolist())

# %% count
true_values = {  # True, not 1.0
    "nan_first": [str(value) for value in before].count("True"),
    "nan_last": [str(value) for value in after].count("True"),
    "stated": [str(value) for value in stated["rain"]].count("True"),
}
assert true_values["nan_first"] == 0 and true_values["stated"] == 1
