# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Which orders of parameters a definition may have.
# %% judge
def judge(text):
    try:
        compile(text, "example", "exec")
    except SyntaxError as error:
        return type(error).__name__
    return "legal"


# %% plain
for text in (
    "def f(a, b=1): ...",
    "def f(a=1, b): ...",  # (1)!
):
    print(f"{text:22} {judge(text)}")

# %% markers
for text in (
    "def f(*, a=1, b): ...",  # (1)!
    "def f(a=1, *, b): ...",
    "def f(a=1, /, b): ...",  # (2)!
):
    print(f"{text:22} {judge(text)}")


# %% call
def g(*, a=1, b):
    return a, b


print(g(b=2))
assert g(b=2) == (1, 2) and judge("def f(a=1, b): ...") != "legal"
