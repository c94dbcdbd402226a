# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Three queues, three orders.
# %% orders
from queue import Empty, LifoQueue, PriorityQueue, Queue

for kind in (Queue, LifoQueue, PriorityQueue):
    tasks = kind()
    for number in (3, 1, 2):
        tasks.put(number)
    order = [tasks.get() for _ in range(3)]
    print(f"{kind.__name__:13}", order)

# %% empty
try:
    tasks.get(timeout=0.1)  # (1)!
except Empty:
    print("Empty")
assert order == [1, 2, 3]
