# /// script
# requires-python = ">=3.11"
# dependencies = ["reactivex>=6.1"]
# ///
# %% [markdown]
# Work done inside the stream fails inside the stream.
# %% subscribe
from reactivex import operators as ops
from reactivex.subject import Subject

errors, saved, heard = [], [], []


def save(number):
    saved.append(10 // number)


source = Subject()
source.pipe(
    ops.do_action(save)  # (1)!
).subscribe(on_error=errors.append)
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
assert heard == [5, 0, 1] and len(errors) == 1
