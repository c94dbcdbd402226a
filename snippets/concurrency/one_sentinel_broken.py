# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Two consumers and one sentinel: one of them waits forever.
# %% work
from queue import Queue
from threading import Thread

END = None
tasks = Queue()
taken = []


def consume():
    for task in iter(tasks.get, END):
        taken.append(task)


# %% run
consumers = [Thread(target=consume, daemon=True) for _ in range(2)]
for number in range(5):
    tasks.put(number)
tasks.put(END)  # (1)!
for consumer in consumers:
    consumer.start()
for consumer in consumers:
    consumer.join(timeout=0.5)  # (2)!
ended = sum(not consumer.is_alive() for consumer in consumers)
print("taken:", sorted(taken), "| consumers that ended:", ended)
assert ended == 1
