# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# What a starred target may not be; the compiler says so.
# %% judge
def judge(text):
    try:
        compile(text, "example", "exec")
    except SyntaxError as error:
        return type(error).__name__
    return "legal"


# %% targets
for text in (
    "a, *b = x",
    "[a, *b] = x",
    "*a, *b = x",  # (1)!
    "(*a, b), *c = x",  # (2)!
    "*a = x",  # (3)!
    "*a, = x",
    "a, *b += x",
):
    print(f"{text:16} {judge(text)}")
assert judge("*a, *b = x") == judge("*a = x") == "SyntaxError"
