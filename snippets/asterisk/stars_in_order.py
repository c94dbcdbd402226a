# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The order of stars is strict in a definition, looser in a call.
# %% judge
def judge(text):
    try:
        compile(text, "example", "exec")
    except SyntaxError as error:
        return type(error).__name__
    return "legal"


# %% definitions
for text in (
    "def f(*args, **kwargs): 0",
    "def f(**kwargs, *args): 0",
    "def f(*a, *b): 0",
    "def f(**a, **b): 0",
    "def f(*args, key): 0",
):
    print(f"{text:26} {judge(text)}")

# %% calls
for text in (
    "f(*a, *b)",
    "f(**a, **b)",
    "f(a=1, *[2])",  # (1)!
    "f(a=1, 2)",
    "f(**a, *b)",
):
    print(f"{text:13} {judge(text)}")


# %% run
def f(*args, **kwargs):
    return args, kwargs


def g(a, b):
    return a, b


print(f(a=1, *[2]))  # (1)!
print(g(b=1, *[2]))
try:
    g(a=1, *[2])  # (2)!
except TypeError as error:
    print(type(error).__name__)
assert f(a=1, *[2]) == ((2,), {"a": 1}) and g(b=1, *[2]) == (2, 1)
