# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11"]
# ///
# %% [markdown]
# With a lock around read and write, nothing is lost.
# %% add
import time
from threading import Barrier, Lock, Thread

count = 0
steps = []
together = Barrier(2)
lock = Lock()


def note(name, step):
    steps.append((name, step, time.perf_counter()))


def add_one(name):
    global count
    together.wait(timeout=10)
    with lock:  # (1)!
        seen = count
        note(name, "read")
        time.sleep(0.2)
        count = seen + 1
        note(name, "write")


# %% run
threads = [Thread(target=add_one, args=(name,)) for name in "AB"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("two added, count:", count)
print(*(step for _, step, _ in steps))
assert count == 2

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 1.9), layout="constrained")
zero = steps[0][2]
for name in "BA":
    mine = [when - zero for who, _, when in steps if who == name]
    read, write = mine
    axes.barh(name, write - read, left=read, height=0.25)
    for step, x in (("read", read), ("write", write)):
        side = "left" if step == "read" else "right"
        axes.annotate(step, (x, name), (0, 9), ha=side,
                      textcoords="offset points")  # fmt: skip
axes.set(xlabel="s", xlim=(-0.02, 0.45), ylim=(-0.4, 1.6))
axes.spines[["top", "right"]].set_visible(False)
plt.show()
