# /// script
# requires-python = ">=3.6,<3.7"
# dependencies = []
# [tool.bake]
# runners = ["py36"]
# ///
# %% [markdown]
# Python 3.6: next() finds nothing, and the generator just ends.
# %% letters
def first_letters(words):
    for word in words:
        letters = (char for char in word if char.isalpha())
        yield next(letters)  # (1)!


# %% use
try:
    print(list(first_letters(["ant", "42", "cat"])))
except RuntimeError as error:
    print("RuntimeError:", error)
