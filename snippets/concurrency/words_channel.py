# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Go's goroutine and channel, told with a thread and a queue.
# %% channel
from queue import Queue
from threading import Thread


def count(channel):
    for number in (1, 2, 3):
        channel.put(number)  # (1)!
    channel.put(None)


channel = Queue(maxsize=1)  # (2)!
Thread(target=count, args=(channel,)).start()
received = list(iter(channel.get, None))  # (3)!
print(received)
assert received == [1, 2, 3]
