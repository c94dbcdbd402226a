# /// script
# requires-python = ">=2.7"
# dependencies = []
# [tool.bake]
# runners = [
#   "cpu", "py27", "py36", "py37", "py38", "py39",
#   "py310", "py312", "py313", "py314", "py315",
# ]
# ///
# %% [markdown]
# Every star of this topic: since when, and is it legal here?
# %% forms
import sys

FORMS = (
    ("2.7", "f(*a, **k)"),
    ("3.0", "a, *b = x"),
    ("3.0", "def f(*, a): 0"),
    ("3.5", "f(*a, *b)"),
    ("3.5", "[*a, *b]"),
    ("3.5", "{**a, **b}"),
    ("3.8", "def f(a, /): 0"),
    ("3.8", "def f(): return 1, *x"),
    ("3.9", "for n in *a, *b: 0"),
    ("3.10", "match x:\n case [*a]: 0"),
    ("3.11", "t[*i]"),
    ("3.11", "def f(*a: *b): 0"),
    ("3.11", "try: 0\nexcept* E: 0"),
    ("3.15", "[*x for x in y]"),
)


# %% judge
def judge(text):
    try:
        compile(text, "example", "exec")
    except SyntaxError:
        return "SyntaxError"
    return "legal"


for since, form in FORMS:
    found = judge(form)
    text = " ".join(form.split())
    print("%-4s  %-22s  %s" % (since, text, found))
    version = tuple(int(part) for part in since.split("."))
    assert (found == "legal") == (sys.version_info >= version)  # (1)!
