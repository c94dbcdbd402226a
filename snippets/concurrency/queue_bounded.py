# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11"]
# ///
# %% [markdown]
# A bounded queue makes a fast producer wait for a slow consumer.
# %% run
import time
from queue import Queue
from threading import Thread

TASKS = 8


def watch(maxsize):
    tasks, waiting = Queue(maxsize), []
    began = time.perf_counter()

    def note():
        waiting.append((time.perf_counter() - began, tasks.qsize()))

    def consume():
        for _ in range(TASKS):
            tasks.get()
            note()
            time.sleep(0.05)  # (1)!

    consumer = Thread(target=consume)
    consumer.start()
    for number in range(TASKS):
        tasks.put(number)  # (2)!
        note()
    consumer.join()
    return sorted(waiting)


runs = {maxsize: watch(maxsize) for maxsize in (0, 2)}
peaks = {m: max(n for _, n in waiting) for m, waiting in runs.items()}
print("maxsize=0: more than 2 wait:", peaks[0] > 2)
print("maxsize=2: most that wait:", peaks[2])
assert peaks[0] > 2 and peaks[2] == 2

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 2.2), layout="constrained")
for maxsize, waiting in runs.items():
    times, sizes = zip(*waiting, strict=True)
    axes.step(times, sizes, where="post", label=f"maxsize={maxsize}")
axes.set(xlabel="s", ylabel="qsize()", ylim=(-0.3, TASKS + 0.5))
axes.spines[["top", "right"]].set_visible(False)
axes.legend(frameon=False)
plt.show()
