# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# An int grows as long as it must; a float has 53 bits and an end.
# %% exact
print(f"{2**100 = }")
print(f"{len(str(2**1000)) = }")

# %% rounded
print(f"{2.0**100 = }")
print(f"{2**53 + 1 = }")
print(f"{2.0**53 + 1 = }")  # (1)!

# %% end
print(f"{1e308 * 10 = }")  # (1)!
try:
    10.0**309
except OverflowError as error:
    print("10.0**309:", type(error).__name__)
print(f"{len(str(10**309)) = }")
assert 2.0**53 + 1 == 2.0**53 and 2**53 + 1 != 2**53
