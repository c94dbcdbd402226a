# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `/` and `*` in a definition say how each argument may travel.
# %% define
def show(value, /, width=6, *, fill="."):  # (1)!
    return str(value).rjust(width, fill)


# %% calls
print(show(42))
print(show(42, 8))
print(show(42, width=8, fill="_"))

# %% refused
for call in ("show(value=42)", "show(42, 8, '_')"):
    try:
        eval(call)
    except TypeError as error:
        print(f"{call:17} {type(error).__name__}")

# %% kinds
import inspect

parameters = inspect.signature(show).parameters
for parameter in parameters.values():
    print(f"{parameter.name:6} {parameter.kind.name}")


# %% free_name
def tag(name, /, **attributes):
    return name, attributes


print(tag("a", name="top", href="#"))  # (1)!

# %% builtins
for function in (len, sorted):
    print(function.__name__, inspect.signature(function))
assert parameters["fill"].kind is inspect.Parameter.KEYWORD_ONLY
