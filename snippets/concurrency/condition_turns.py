# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A Condition: wait until something is true, under a lock.
# %% turns
from threading import Condition, Thread

changed = Condition()
written = []


def write(name):
    for _ in range(3):
        with changed:  # (1)!
            assert changed.wait_for(  # (2)!
                lambda: name == "AB"[len(written) % 2], timeout=10
            )
            written.append(name)
            changed.notify_all()  # (3)!


threads = [Thread(target=write, args=(name,)) for name in "BA"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("".join(written))
assert written == list("ABABAB")
