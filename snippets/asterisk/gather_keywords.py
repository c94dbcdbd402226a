# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `**kwargs` gathers keyword arguments that found no parameter.
# %% define
def gather(**kwargs):
    return kwargs


# %% calls
print(gather(host="db", port=5432))
print(gather())

# %% order
print(list(gather(z=1, m=2, a=3)))  # (1)!

# %% copy
options = {"host": "db", "ports": [80]}
inside = gather(**options)
inside["host"] = "changed"
inside["ports"].append(90)  # (1)!
print(options)
print(inside)
assert options == {"host": "db", "ports": [80, 90]}
