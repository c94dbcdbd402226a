# /// script
# requires-python = ">=3.11"
# dependencies = ["pandas>=2.2"]
# [tool.bake]
# runners = ["pandas2", "cpu"]
# publish = ["keeps"]
# ///
# %% [markdown]
# The smallest concat that 2.2.3 warns of, and 3.x does otherwise.
# %% concat
import textwrap
import warnings

import pandas as pd

monday = pd.DataFrame({"wind": [None, None]})  # (1)!
tuesday = pd.DataFrame({"wind": [1.5, 2.5]})  # (2)!
with warnings.catch_warnings(record=True) as caught:  # (3)!
    warnings.simplefilter("always")
    days = pd.concat([monday, tuesday], ignore_index=True)
print(days, days["wind"].dtype, sep="\n")
for warning in caught:
    print(warning.category.__name__)
    print(textwrap.fill(str(warning.message), 40))

# %% claim
keeps = {"float64": int(days["wind"].dtype == "float64")}
assert keeps["float64"] == len(caught)
assert keeps["float64"] == pd.__version__.startswith("2.")
