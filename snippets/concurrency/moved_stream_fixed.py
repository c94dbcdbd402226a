# /// script
# requires-python = ">=3.11"
# dependencies = ["reactivex>=6.1", "matplotlib>=3.11"]
# ///
# %% [markdown]
# Each call is a stream of its own, each on its own thread.
# %% calls
import time
from threading import current_thread

import reactivex as rx
from reactivex import operators as ops
from reactivex.scheduler import ThreadPoolScheduler

ran = []
scheduler = ThreadPoolScheduler(4)


def call(name):
    began = time.perf_counter()
    time.sleep(0.5)
    ran.append((began, time.perf_counter(), name, current_thread()))
    return name


calls = rx.of(*"ABCD").pipe(
    ops.flat_map(
        lambda name: rx.of(name).pipe(
            ops.map(call),
            ops.subscribe_on(scheduler),  # (1)!
        )
    ),
)
calls.run()
scheduler.executor.shutdown()
threads = {thread for *_, thread in ran}
print("threads used:", len(threads))
overlap = max(r[0] for r in ran) < min(r[1] for r in ran)
print("all four at once:", overlap)
assert len(threads) == 4 and overlap

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 1.9), layout="constrained")
zero = min(began for began, *_ in ran)
for began, ended, name, _ in sorted(
    ran, key=lambda r: r[2], reverse=True
):
    axes.barh(name, ended - began, left=began - zero, height=0.5,
              color="C0", edgecolor="black")  # fmt: skip
axes.set(xlabel="s", xlim=(0, 2.1))
axes.spines[["top", "right"]].set_visible(False)
plt.show()
