# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# An iteratee is fed piece by piece; in Python, a generator's send.
# %% iteratee
def add_up():
    total = 0
    while (piece := (yield)) is not None:  # (1)!
        total += piece
    return total


eater = add_up()
next(eater)  # (2)!
for piece in (1, 2, 3):
    eater.send(piece)
try:
    eater.send(None)
except StopIteration as end:
    print("total:", end.value)
    assert end.value == 6
