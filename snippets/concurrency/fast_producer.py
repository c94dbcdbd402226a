# /// script
# requires-python = ">=3.11"
# dependencies = ["reactivex>=6.1", "matplotlib>=3.11"]
# ///
# %% [markdown]
# A fast producer, a slow consumer: how many values wait in between.
# %% produce
import time

import reactivex as rx
from reactivex import operators as ops
from reactivex.scheduler import EventLoopScheduler, NewThreadScheduler

VALUES, FAST, SLOW = 60, 0.001, 0.01


def produce(observer, scheduler):
    for number in range(VALUES):
        time.sleep(FAST)
        observer.on_next(number)
    observer.on_completed()


# %% run
def run(*operators):
    came, taken, waiting = [], [], []

    def note(pile, value):
        pile.append(value)
        waiting.append((time.perf_counter(), len(came) - len(taken)))

    def consume(value):
        note(taken, value)
        time.sleep(SLOW)

    consumer = EventLoopScheduler()  # (1)!
    rx.create(produce).pipe(
        ops.subscribe_on(NewThreadScheduler()),  # (2)!
        *operators,
        ops.do_action(lambda value: note(came, value)),
        ops.observe_on(consumer),  # (3)!
        ops.do_action(consume),
    ).run()
    consumer.dispose()
    return taken, waiting


runs = {"no limit": run(), "sample": run(ops.sample(SLOW))}  # (4)!
most = {}
for name, (taken, waiting) in runs.items():
    most[name] = max(count for _, count in waiting)
    print(f"{name}:")
    print("  all were taken:", len(taken) == VALUES)
    print("  over half waited at once:", most[name] > VALUES / 2)
assert len(runs["sample"][0]) > 1  # a few came through
assert most["no limit"] > VALUES / 2 > 3 * most["sample"]

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 2.4), layout="constrained")
for name, (_, waiting) in runs.items():
    times, counts = zip(*waiting, strict=True)
    axes.step([t - times[0] for t in times], counts,
              where="post", label=name)  # fmt: skip
axes.set(xlabel="s", ylabel="values waiting", ylim=(-1, VALUES))
axes.spines[["top", "right"]].set_visible(False)
axes.legend(frameon=False)
plt.show()
