# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Producer and consumer that nobody can stop.
# %% work
import time
from queue import Queue
from threading import Thread

tasks = Queue()
taken = []


def produce():
    number = 0
    while True:  # (1)!
        tasks.put(number)
        number += 1
        time.sleep(0.01)


def consume():
    while True:
        taken.append(tasks.get())  # (2)!


# %% run
threads = [Thread(target=work, daemon=True)  # (1)!
           for work in (produce, consume)]  # fmt: skip
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(timeout=0.3)  # (2)!
print("taken:", taken[:5])
print("still running:", [thread.is_alive() for thread in threads])
assert all(thread.is_alive() for thread in threads)
