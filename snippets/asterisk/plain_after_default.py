# /// script
# requires-python = ">=2.7"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "py27", "py38", "py313"]
# raises = "SyntaxError"
# ///
# %% [markdown]
# A plain parameter after a default: what the compiler says.
# %% compile
text = "def f(a=1, b): pass"
print(text)
compile(text, "example", "exec")
