# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# You pull values out of an iterator; an observable pushes them.
# %% pull
numbers = iter([1, 2, 3])
print("pulled:", next(numbers), next(numbers), next(numbers))


# %% push
class Observable:
    def __init__(self, subscribe):
        self.subscribe = subscribe

    def map(self, change):  # (1)!
        def subscribe(push):
            self.subscribe(lambda value: push(change(value)))

        return Observable(subscribe)


def emit(push):
    for number in (1, 2, 3):
        push(number)  # (2)!


seen = []
Observable(emit).map(lambda n: n * n).subscribe(seen.append)
print("pushed:", *seen)
assert seen == [1, 4, 9]
