# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# ///
# %% [markdown]
# Patched first, the greenlets take turns at every sleep.
# %% patch
from gevent import monkey

monkey.patch_all()

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
assert turns == list("AB" * 5)
