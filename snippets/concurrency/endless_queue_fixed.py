# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The producer puts a sentinel last; the consumer ends when it comes.
# %% work
import time
from queue import Queue
from threading import Thread

END = None  # (1)!
tasks = Queue(maxsize=2)  # (2)!
taken = []


def produce():
    for number in range(5):
        tasks.put(number)
        time.sleep(0.01)
    tasks.put(END)


def consume():
    for task in iter(tasks.get, END):  # (3)!
        taken.append(task)


# %% run
threads = [Thread(target=work) for work in (produce, consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("taken:", taken)
print("still running:", [thread.is_alive() for thread in threads])
assert taken == [0, 1, 2, 3, 4]
