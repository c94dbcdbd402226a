# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11"]
# ///
# %% [markdown]
# Three tasks, one thread: whoever yields goes to the back.
# %% tasks
from collections import deque

ran = []


def work(name, steps):
    for step in range(1, steps + 1):
        ran.append((name, step))
        yield  # (1)!


# %% scheduler
def run(*tasks):
    ready = deque(tasks)
    while ready:
        task = ready.popleft()
        try:
            task.send(None)  # (1)!
        except StopIteration:
            continue  # (2)!
        ready.append(task)  # (3)!


run(work("A", 3), work("B", 1), work("C", 2))
order = [f"{name}{step}" for name, step in ran]
print(*order)
assert order == "A1 B1 C1 A2 C2 A3".split()

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(4.6, 1.7), layout="constrained")
for turn, (name, step) in enumerate(ran, 1):
    axes.barh(name, 0.9, left=turn - 0.45, height=0.5, color="C0")
    axes.annotate(f"{name}{step}", (turn, name), ha="center",
                  va="center", color="white")  # fmt: skip
axes.set(xlabel="turn", xticks=range(1, len(ran) + 1))
axes.invert_yaxis()
axes.spines[["top", "right"]].set_visible(False)
plt.show()
