# /// script
# requires-python = ">=3.11"
# dependencies = ["reactivex>=6.1"]
# ///
# %% [markdown]
# Cold: a run for each subscriber. Hot: one run, shared as it passes.
# %% cold
import reactivex as rx
from reactivex import operators as ops
from reactivex.subject import Subject

runs = []


def fetch(observer, scheduler):
    runs.append("run")
    for number in (1, 2, 3):
        observer.on_next(number)
    observer.on_completed()


first, second = [], []
cold = rx.create(fetch)
cold.subscribe(first.append)
cold.subscribe(second.append)
print("cold:", first, second, "runs:", len(runs))
assert first == second == [1, 2, 3] and len(runs) == 2

# %% hot
early, late = [], []
hot = Subject()  # (1)!
hot.on_next(1)
hot.subscribe(early.append)
hot.on_next(2)
hot.subscribe(late.append)
hot.on_next(3)
print("hot: ", early, late)
assert (early, late) == ([2, 3], [3])

# %% shared
runs.clear()
first, second = [], []
shared = rx.create(fetch).pipe(ops.publish())  # (1)!
shared.subscribe(first.append)
shared.subscribe(second.append)
shared.connect()  # (2)!
print("shared:", first, second, "runs:", len(runs))
assert first == second == [1, 2, 3] and len(runs) == 1
