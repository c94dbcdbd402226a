# /// script
# requires-python = ">=3.11,<3.15"
# dependencies = []
# ///
# %% [markdown]
# One list out of many, without the star that is still missing.
# %% ways
from itertools import chain

rows = [[1, 2], [], [3]]
print([x for row in rows for x in row])
print(list(chain.from_iterable(rows)))
print([*rows[0], *rows[1], *rows[2]])

# %% star
try:
    compile("[*row for row in rows]", "example", "eval")
except SyntaxError as error:
    print(type(error).__name__)  # (1)!
assert [x for row in rows for x in row] == [1, 2, 3]
