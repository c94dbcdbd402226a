# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `**options` accepts every name, a misspelt one too.
# %% connect
def connect(host, **options):
    timeout = options.get("timeout", 10)
    return f"{host}, {timeout} s"


# %% use
print(connect("db", timeout=3))
print(connect("db", timeuot=3))  # (1)!
assert connect("db", timeuot=3) == connect("db")
