# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The smallest thread: make it, start it, wait for its end.
# %% thread
from threading import Thread

done = []


def work(name):
    done.append(name)


thread = Thread(target=work, args=("laundry",))  # (1)!
thread.start()  # (2)!
thread.join()  # (3)!
print("done:", done)
assert done == ["laundry"]
