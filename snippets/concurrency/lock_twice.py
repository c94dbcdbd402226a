# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A Lock does not know who holds it; an RLock does.
# %% twice
from threading import Lock, RLock

for name, lock in (("Lock", Lock()), ("RLock", RLock())):
    with lock:
        again = lock.acquire(timeout=0.1)  # (1)!
        print(f"{name:5} taken twice by one thread: {again}")
        if again:
            lock.release()  # (2)!
    assert again == (name == "RLock")
