# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Fractional exponents take roots; `pow` has a third argument.
# %% roots
import math

print(f"{9**0.5 = }")
print(f"{type((-8) ** (1 / 3)) = }")  # (1)!
print(f"{math.cbrt(-8) = }")

# %% remainder
print(f"{3**200 % 7 = }")
print(f"{pow(3, 200, 7) = }")
print(f"{pow(3, 10**18, 7) = }")  # (1)!
print(f"{pow(3, -1, 7) = }")  # (2)!
assert 3 * pow(3, -1, 7) % 7 == 1
