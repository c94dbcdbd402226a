# /// script
# requires-python = "==2.7.*"
# dependencies = []
# [tool.bake]
# runners = ["py27"]
# raises = "SyntaxError"
# ///
# %% [markdown]
# Starred assignment, as Python 2.7 sees it.
# %% assign
print("this line never runs")
first, *rest = [2, 3, 5, 7]
