# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `except*` takes the errors of one kind out of a group.
# %% group
def fail_twice():
    errors = [ValueError("a"), KeyError("b"), ValueError("c")]
    raise ExceptionGroup("three", errors)


# %% split
taken = []
try:
    fail_twice()
except* ValueError as group:  # (1)!
    taken += group.exceptions
    print("ValueError:", [str(e) for e in group.exceptions])
except* KeyError as group:  # (2)!
    taken += group.exceptions
    print("KeyError:", len(group.exceptions))

# %% lone
try:
    int("x")
except* ValueError as group:  # (1)!
    print(type(group).__name__, len(group.exceptions))
assert len(taken) == 3
