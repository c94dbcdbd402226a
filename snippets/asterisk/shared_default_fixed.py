# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `None` stands for a list that is made anew in each call.
# %% add
def add(item, basket=None):
    if basket is None:  # (1)!
        basket = []
    basket.append(item)
    return basket


# %% use
print(add("apple"))
print(add("pear"))
assert add("fig") == ["fig"]
