# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# ///
# %% [markdown]
# A pool of three greenlets, a queue with room for two.
# %% pool
import gevent
from gevent.pool import Pool
from gevent.queue import Queue

active, most = 0, 0


def fetch(number):
    global active, most
    active += 1
    most = max(most, active)
    gevent.sleep(0.01)
    active -= 1
    return number * number


pool = Pool(3)  # (1)!
print(pool.map(fetch, range(8)))  # (2)!
print("at once:", most)
assert most == 3

# %% queue
tasks, told = Queue(maxsize=2), []


def produce():
    for number in range(4):
        tasks.put(number)  # (1)!
        told.append(f"+{number}")
    tasks.put(None)  # (2)!


def consume():
    for number in iter(tasks.get, None):
        told.append(f"-{number}")
        gevent.sleep(0.01)


both = [gevent.spawn(produce), gevent.spawn(consume)]
gevent.joinall(both, timeout=5, raise_error=True)
print(*told)
assert len(told) == 8 and told[:3] == ["+0", "+1", "-0"]
