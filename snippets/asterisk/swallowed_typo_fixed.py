# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A parameter of its own is checked at every call.
# %% connect
def connect(host, *, timeout=10):
    return f"{host}, {timeout} s"


# %% use
print(connect("db", timeout=3))
try:
    connect("db", timeuot=3)
except TypeError as error:
    print(type(error).__name__)
assert connect("db") == "db, 10 s"
