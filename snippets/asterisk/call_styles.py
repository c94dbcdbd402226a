# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The call decides how an argument travels, not the default.
# %% define
def brew(tea, minutes=3, cups=1):
    return f"{tea}: {minutes} min, {cups} cup(s)"


# %% calls
print(brew("green"))
print(brew("green", 2))  # (1)!
print(brew("green", cups=4))
print(brew(tea="green", minutes=2))  # (2)!
print(brew(cups=4, tea="green"))  # (3)!

# %% parameters
import inspect

for parameter in inspect.signature(brew).parameters.values():
    optional = parameter.default is not parameter.empty
    need = "optional" if optional else "required"
    print(f"{parameter.name:7} {need} {parameter.kind.name}")
assert brew("green", 3, 4) == brew(cups=4, tea="green")
