# /// script
# requires-python = ">=3.11"
# dependencies = ["pandas>=2.2"]
# [tool.bake]
# runners = ["cpu", "pandas2"]
# publish = ["count", "kept"]
# ///
# %% [markdown]
# 72 concats of a column without values before one with values.
# %% kinds
import itertools
import warnings

import pandas as pd

dates = pd.to_datetime(["2026-11-02", "2026-11-03"])
ROWS = {  # the frame with values, and the letter of its dtype
    "object o": ["a", "b"],
    "float64 f": [1.5, 2.5],
    "int64 i": [1, 2],
    "bool b": [True, False],
    "datetime64[ns] t": dates,
    "Int64 I": [1, 2],
}
LETTERS = dict(name.split() for name in [*ROWS, "Float64 F"])
FIRST = ["object", "float64", "datetime64[ns]", "timedelta64[ns]"]
FIRST += ["Int64", "category"]
EMPTY = {"0": [], "NA": [None, None]}
THEN = {  # what 2.2.3 gives; ! where it warns
    "object": "o f! o o t! I!",
    "float64": "o f f o t! I!",
    "datetime64[ns]": "o o o o t o",
    "timedelta64[ns]": "o o o o o o",
    "Int64": "o f! I o o I",
    "category": "o f! o o t! o",
    "category NA": "o f f o t! F",
}


# %% join
def join(first, second):
    frames = pd.DataFrame({"A": first}), pd.DataFrame({"A": second})
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        dtype = pd.concat(frames)["A"].dtype
    return LETTERS[str(dtype)] + "!" * bool(caught)


# %% measure
cells = {}
for kind, empty in itertools.product(FIRST, EMPTY):
    first = pd.Series(EMPTY[empty], dtype=kind)  # (1)!
    thens = THEN.get(f"{kind} {empty}", THEN[kind]).split()
    for name, then in zip(ROWS, thens):
        dtype = name.split()[0]
        second = pd.Series(ROWS[name], dtype=dtype)
        cells[kind, empty, name] = then, join(first, second)


# %% grid
def show(then, now):
    if then[0] == now[0]:
        return then
    return f"{then[0]}>{now[0]}{then[1:]}"  # (1)!


print(" " * 12, *(f"{name[-1]:4}" for name in ROWS))
for kind, empty in itertools.product(FIRST, EMPTY):
    row = [show(*cells[kind, empty, name]) for name in ROWS]
    start = f"{kind.removesuffix('64[ns]'):9} {empty:2}"
    print(start, *(f"{cell:4}" for cell in row))

# %% count
changed = [then for then, now in cells.values() if then[0] != now[0]]
count = {
    "all": len(cells),
    "warned": sum("!" in now for then, now in cells.values()),
    "changed": len(changed),
    "silent": sum("!" not in then for then in changed),
}
kept = dict.fromkeys(FIRST, 0)
for (kind, _, name), (_, now) in cells.items():
    kept[kind] += now[0] == name[-1]
print(count)
expected = [72, 0, 17, 2]
if pd.__version__.startswith("2."):
    expected = [72, 15, 0, 0]
assert list(count.values()) == expected
