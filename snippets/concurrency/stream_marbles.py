# /// script
# requires-python = ">=3.11"
# dependencies = ["reactivex>=6.1", "matplotlib>=3.11"]
# ///
# %% [markdown]
# Two streams merged, filtered, mapped; on a clock that only counts.
# %% merge
import reactivex as rx
from reactivex import operators as ops
from reactivex.scheduler import HistoricalScheduler

clock = HistoricalScheduler()  # (1)!
rows = {}


def watch(name):
    row = rows.setdefault(name, [])
    return ops.do_action(
        lambda v: row.append((clock.to_seconds(clock.now), v))
    )


ones = rx.interval(2, scheduler=clock).pipe(  # (2)!
    ops.map(lambda n: n + 1), ops.take(5), watch("ones")
)
tens = rx.timer(3, 4, scheduler=clock).pipe(
    ops.map(lambda n: 10 * (n + 1)), ops.take(3), watch("tens")
)
both = rx.merge(ones, tens).pipe(watch("merge"))  # (3)!
odd = both.pipe(ops.filter(lambda v: v % 2), watch("filter"))
odd.pipe(ops.map(lambda v: -v), watch("map")).subscribe()
clock.start()  # (4)!
for name, row in rows.items():
    print(f"{name:6}", *(value for _, value in row))
assert [v for _, v in rows["map"]] == [-1, -3, -5]

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 3), layout="constrained")
names = ["map", "filter", "merge", "tens", "ones"]
for y, name in enumerate(names):
    axes.axhline(y, color="grey", linewidth=1, zorder=0)
    for when, value in rows[name]:
        color = "C1" if abs(value) >= 10 else "C0"
        axes.plot(when, y, "o", color=color, markersize=9)
        axes.annotate(value, (when, y), (0, 7), ha="center",
                      textcoords="offset points")  # fmt: skip
axes.set_yticks(range(5), names)
axes.set(xlabel="s on the counted clock", ylim=(-0.4, 4.7))
axes.spines[["top", "right", "left"]].set_visible(False)
plt.show()
