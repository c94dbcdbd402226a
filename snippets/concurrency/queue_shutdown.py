# /// script
# requires-python = ">=3.13"
# dependencies = []
# [tool.bake]
# runners = ["py313", "py314", "py315", "nogil"]
# ///
# %% [markdown]
# Since Python 3.13 a queue can be shut: no sentinel is needed.
# %% work
from queue import Queue, ShutDown
from threading import Thread

tasks = Queue()
taken, ended = [], []


def consume(name):
    try:
        while True:
            taken.append(tasks.get())
    except ShutDown:  # (1)!
        ended.append(name)


# %% run
consumers = [Thread(target=consume, args=(n,)) for n in "ABC"]
for consumer in consumers:
    consumer.start()
for number in range(5):
    tasks.put(number)
tasks.shutdown()  # (1)!
for consumer in consumers:
    consumer.join()
print("taken:", sorted(taken), "| ended:", sorted(ended))

# %% after
try:
    tasks.put(5)
except ShutDown:
    print("put: ShutDown")

hurried = Queue()
hurried.put("left behind")
hurried.shutdown(immediate=True)  # (1)!
print("after immediate:", hurried.qsize(), "left")
assert len(taken) == 5 and len(ended) == 3
