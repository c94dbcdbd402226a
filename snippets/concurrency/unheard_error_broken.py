# /// script
# requires-python = ">=3.11"
# dependencies = ["reactivex>=6.1"]
# ///
# %% [markdown]
# On a pool, an error that nobody listens for is lost.
# %% on_pool
import reactivex as rx
from reactivex import operators as ops
from reactivex.scheduler import ThreadPoolScheduler

scheduler = ThreadPoolScheduler(1)
seen = []
stream = rx.of(5, 0, 1).pipe(
    ops.map(lambda n: 10 // n), ops.subscribe_on(scheduler)
)
stream.subscribe(seen.append)  # (1)!
scheduler.executor.shutdown()  # (2)!
print("seen:", *seen)
print("the end")
assert seen == [2]
