# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Say hello, then compute.
# %% greet
print("<hello> & goodbye")  # (1)!

# %% power
print(2**10)  # (1)!
print(-(2**2))  # (2)!
