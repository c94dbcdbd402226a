# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A default is made once, when the `def` line runs.
# %% add
def add(item, basket=[]):  # (1)!
    basket.append(item)
    return basket


# %% use
print(add("apple"))
print(add("pear"))  # (1)!
assert add("fig") == ["apple", "pear", "fig"]
