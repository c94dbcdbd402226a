# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# One sentinel for every consumer: all of them end.
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
consumers = [Thread(target=consume) for _ in range(2)]
for number in range(5):
    tasks.put(number)
for _ in consumers:
    tasks.put(END)  # (1)!
for consumer in consumers:
    consumer.start()
for consumer in consumers:
    consumer.join()
ended = sum(not consumer.is_alive() for consumer in consumers)
print("taken:", sorted(taken), "| consumers that ended:", ended)
assert ended == 2
