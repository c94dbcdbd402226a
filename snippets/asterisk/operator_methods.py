# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# An operator is a method: the type of the operands decides.
# %% class
class Spy:
    def __mul__(self, other):
        return f"__mul__({other})"

    def __rmul__(self, other):  # (1)!
        return f"__rmul__({other})"

    def __pow__(self, other):
        return f"__pow__({other})"

    def __matmul__(self, other):
        return f"__matmul__({other})"


# %% use
spy = Spy()
print("spy * 2  ", spy * 2)
print("2 * spy  ", 2 * spy)
print("spy ** 2 ", spy**2)
print("spy @ 2  ", spy @ 2)

# %% builtins
for kind in (int, float, list, str):
    print(f"{kind.__name__:5}", hasattr(kind, "__matmul__"))
assert spy @ 2 == "__matmul__(2)"
