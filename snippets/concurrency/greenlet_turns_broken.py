# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# ///
# %% [markdown]
# Unpatched, the first greenlet never gives the second a turn.
# %% turns
import time

import gevent

turns = []


def work(name):
    for _ in range(5):
        turns.append(name)
        time.sleep(0.01)


gevent.joinall([gevent.spawn(work, name) for name in "AB"])
print("".join(turns))
assert turns == list("AAAAABBBBB")
