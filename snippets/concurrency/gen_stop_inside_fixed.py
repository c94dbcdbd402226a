# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# next() with a default, inside a generator.
# %% letters
def first_letters(words):
    for word in words:
        letters = (char for char in word if char.isalpha())
        yield next(letters, "?")  # (1)!


# %% use
try:
    print(list(first_letters(["ant", "42", "cat"])))
except RuntimeError as error:
    print("RuntimeError:", error)
