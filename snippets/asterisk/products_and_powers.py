# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `*` multiplies, `**` raises; the types decide what comes out.
# %% multiply
print(f"{6 * 7 = }")
print(f"{6 * 7.0 = }")  # (1)!
print(f"{0.5 * 0.5 = }")

# %% power
print(f"{2**10 = }")
print(f"{2**10.0 = }")
print(f"{2**-1 = }")  # (1)!
print(f"{2**0 = }, {0**0 = }")

# %% rounding
import math

print(f"{0.1 * 3 = }")  # (1)!
print(f"{0.1 * 3 == 0.3 = }")
print(f"{math.isclose(0.1 * 3, 0.3) = }")

# %% types
for result in (6 * 7, 6 * 7.0, 2**10, 2**-1):
    print(f"{result!r:>5} is {type(result).__name__}")
assert isinstance(2**10, int) and isinstance(2**-1, float)
