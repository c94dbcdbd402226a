# /// script
# requires-python = ">=3.11"
# dependencies = ["reactivex>=6.1"]
# ///
# %% [markdown]
# An error is a message too, and it is the last one.
# %% error
import reactivex as rx
from reactivex import operators as ops

told = []
rx.of(5, 2, 0, 1).pipe(ops.map(lambda n: 10 // n)).subscribe(
    on_next=told.append,
    on_error=lambda e: told.append(type(e).__name__),  # (1)!
    on_completed=lambda: told.append("completed"),
)
print(*told, sep="\n")
assert len(told) == 3  # (2)!
