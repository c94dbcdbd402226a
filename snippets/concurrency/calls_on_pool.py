# /// script
# requires-python = ">=3.11"
# dependencies = ["reactivex>=6.1"]
# [tool.bake]
# runners = ["cpu"]
# publish = ["seconds"]
# alone = true
# ///
# %% [markdown]
# Four calls that wait half a second: in sequence and on a pool.
# %% ways
import time

import reactivex as rx
from reactivex import operators as ops
from reactivex.scheduler import ThreadPoolScheduler


def call(number):
    time.sleep(0.5)
    return number * number


def collect(stream):
    return stream.pipe(ops.to_list()).run()  # (1)!


def in_sequence(numbers):
    return collect(rx.from_iterable(numbers).pipe(ops.map(call)))


def on_pool(numbers):
    def start(number):  # (2)!
        return rx.from_callable(lambda: call(number), scheduler)

    return collect(rx.from_iterable(numbers).pipe(ops.flat_map(start)))


def executor_map(numbers):  # (3)!
    return list(scheduler.executor.map(call, numbers))


# %% measure
scheduler = ThreadPoolScheduler(4)
seconds = {}
for _ in range(3):
    for way in (in_sequence, on_pool, executor_map):
        began = time.perf_counter()
        found = way(range(4))
        took = time.perf_counter() - began
        seconds.setdefault(way.__name__, []).append(took)
        assert sorted(found) == [0, 1, 4, 9]  # (1)!
scheduler.executor.shutdown()
slowest = max(seconds["on_pool"] + seconds["executor_map"])
faster = slowest < 0.5 * min(seconds["in_sequence"])
print("less than half of the sequence:", faster)
assert faster
