# /// script
# requires-python = ">=2.7"
# dependencies = []
# [tool.bake]
# runners = ["py27"]
# raises = "SyntaxError"
# ///
# %% [markdown]
# Python 2.7 refuses a generator that returns a value.
# %% ask
def ask():
    yield "name?"
    return "1 question"
