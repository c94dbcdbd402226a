# /// script
# requires-python = ">=3.11"
# dependencies = ["reactivex>=6.1"]
# ///
# %% [markdown]
# A stream is described first and runs when somebody subscribes.
# %% describe
import reactivex as rx
from reactivex import operators as ops

made = []


def make(observer, scheduler):  # (1)!
    for number in range(1, 6):
        made.append(number)
        observer.on_next(number)
    observer.on_completed()


squares = rx.create(make).pipe(
    ops.filter(lambda n: n % 2 == 1),  # (2)!
    ops.map(lambda n: n * n),
)
print("described, made:", made)  # (3)!

# %% subscribe
seen = []
squares.subscribe(
    on_next=seen.append,  # (1)!
    on_error=lambda error: seen.append(repr(error)),
    on_completed=lambda: seen.append("done"),
)
print("subscribed, made:", made)
print("seen:", seen)
assert seen == [1, 9, 25, "done"]
