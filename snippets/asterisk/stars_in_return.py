# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# No brackets needed after `return`, `yield` and in an index.
# %% results
def prepend(x):
    return 0, *x  # (1)!


def windows(x):
    for n in x:
        yield n, *x


print(prepend([1, 2]))
print(list(windows("ab")))

# %% index
board = {(0, 0): "X", (1, 2): "O"}
where = [1, 2]
print(board[*where])  # (1)!
print(board[1, *[2]], board[tuple(where)])
assert board[*where] == board[1, 2] == "O"
