# /// script
# requires-python = "==2.7.*"
# dependencies = []
# [tool.bake]
# runners = ["py27"]
# ///
# %% [markdown]
# On Python 2.7 the order of keyword arguments was lost.
# %% order
def gather(**kwargs):
    return list(kwargs)


print(gather(z=1, m=2, a=3))
assert sorted(gather(z=1, m=2, a=3)) == ["a", "m", "z"]
