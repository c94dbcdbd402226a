# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# ///
# %% [markdown]
# A name taken before the patch still means the old function.
# %% imports
from time import sleep  # (1)!

from gevent import monkey

monkey.patch_all()

# %% turns
import gevent

turns = []


def work(name):
    for _ in range(5):
        turns.append(name)
        sleep(0.01)


gevent.joinall([gevent.spawn(work, name) for name in "AB"])
print("".join(turns))
print("time is patched:", monkey.is_module_patched("time"))
print("sleep is of:", sleep.__module__)
assert turns == list("AAAAABBBBB")
