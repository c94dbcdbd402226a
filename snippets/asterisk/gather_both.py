# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Named parameters are served first, then come `*` and `**`.
# %% define
def show(first, *args, sep="-", **kwargs):  # (1)!
    print(f"{first=} {args=} {sep=} {kwargs=}")


# %% calls
show(1)
show(1, 2, 3)
show(1, 2, sep="+", a=9)  # (1)!

# %% missing
try:
    show(a=9)
except TypeError as error:
    print(type(error).__name__)


# %% names
def rank(*required, **optional):  # (1)!
    return required, optional


print(rank("ada", "alan", third="grace"))
assert rank(1, a=2) == ((1,), {"a": 2})
