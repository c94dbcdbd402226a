# /// script
# requires-python = ">=3.11"
# dependencies = ["reactivex>=6.1"]
# ///
# %% [markdown]
# An error in on_next hits the producer, on_error or not.
# %% subscribe
from reactivex.subject import Subject

errors, saved, heard = [], [], []


def save(number):
    saved.append(10 // number)


source = Subject()
source.subscribe(on_next=save, on_error=errors.append)  # (1)!
source.subscribe(on_next=heard.append)  # (2)!

# %% produce
for number in (5, 0, 1):
    try:
        source.on_next(number)
    except ZeroDivisionError:
        print("the producer failed at", number)
print("saved:", saved)
print("errors:", len(errors))
print("heard next door:", heard)
assert heard == [5, 1] and not errors
