# /// script
# requires-python = ">=3.11"
# dependencies = ["reactivex>=6.1"]
# ///
# %% [markdown]
# retry subscribes again: to everything above it.
# %% flaky
import reactivex as rx
from reactivex import operators as ops


def make_flaky():
    calls = []

    def fetch(name):
        calls.append(name)
        if name == "B" and calls.count("B") < 3:  # (1)!
            raise ConnectionError(name)
        return name.lower()

    return fetch, calls


# %% outside
fetch, calls = make_flaky()
seen = []
rx.of("A", "B", "C").pipe(
    ops.map(fetch),
    ops.retry(3),  # (1)!
).subscribe(seen.append)
print("called:", *calls, " seen:", *seen)
assert seen == ["a", "a", "a", "b", "c"]

# %% inside
fetch, calls = make_flaky()
seen = []


def fetch_stubbornly(name):
    return rx.of(name).pipe(ops.map(fetch), ops.retry(3))  # (1)!


rx.of("A", "B", "C").pipe(ops.concat_map(fetch_stubbornly)).subscribe(
    seen.append
)
print("called:", *calls, " seen:", *seen)
assert seen == ["a", "b", "c"]

# %% instead
fetch, calls = make_flaky()
seen = []


def fetch_or_dash(name):
    return rx.of(name).pipe(
        ops.map(fetch),
        ops.catch(lambda error, _: rx.of("-")),  # (1)!
    )


rx.of("A", "B", "C").pipe(ops.concat_map(fetch_or_dash)).subscribe(
    seen.append
)
print("called:", *calls, " seen:", *seen)
assert seen == ["a", "-", "c"]
