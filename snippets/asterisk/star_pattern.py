# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# In a `case`, the star stands for the rest.
# %% lists
def describe(words):
    match words:
        case []:
            return "nothing"
        case ["move", *steps]:  # (1)!
            return f"move by {steps}"
        case [first, *_, last]:
            return f"from {first} to {last}"
        case [only]:
            return f"only {only}"


print(describe([]))
print(describe(["move", "up", "left"]))
print(describe(["a", "b", "c"]))
print(describe(["a"]))


# %% dicts
def read(event):
    match event:
        case {"kind": kind, **rest}:  # (1)!
            return kind, rest


print(read({"kind": "key", "code": 27, "shift": False}))
assert describe(("move",)) == "move by []"
